import { expect, it } from 'vitest'
import { ActionError } from '../../src/action-error.ts'
import type { Context } from '../../src/context.ts'
import { openLedger } from '../../src/ledger.ts'
import { isWithoutCredentials } from '../../src/stories/run-endings.ts'

const errorOf = (code: string) => new ActionError({ code, message: 'It was so.', hint: 'Do that.' })

it('a run is without credentials where it has none, and has changed nothing', async () => {
  const ledger = openLedger()
  const context: Pick<Context, 'ledger'> = { ledger }
  expect(isWithoutCredentials(context, errorOf('credentials-missing'))).toBe(true)
  for (const other of [errorOf('credentials-expired'), new Error('credentials-missing'), undefined])
    expect(isWithoutCredentials(context, other)).toBe(false)
  await ledger.record({ change: 'create the environment' }, async () => {})
  expect(isWithoutCredentials(context, errorOf('credentials-missing'))).toBe(false)
})
