import { expect, it } from 'vitest'
import { createOnce } from '../../src/github/create-once.ts'
import { toActionError } from '../../src/github/refusals.ts'

const LOST = toActionError(
  { kind: 'no-answer', reason: 'ECONNRESET', wasSent: true },
  { name: 'POST', needs: undefined },
)
const REFUSED = toActionError(
  { kind: 'status', status: 422, headers: {}, text: 'Validation Failed' },
  { name: 'POST', needs: undefined },
)

/** `create` fails so, time after time; `find` answers these, and then nothing. */
async function attempt(error: Error, ...found: readonly (string | undefined)[]) {
  const asked: string[] = []
  const rest = [...found]
  const end = await createOnce<string>({
    async create() {
      asked.push('create')
      throw error
    },
    async find() {
      asked.push('find')
      return rest.shift()
    },
  }).catch((thrown: unknown) => thrown)
  return { end, asked }
}

it('what was refused is not asked for again', async () => {
  expect(await attempt(REFUSED, 'x')).toEqual({ end: REFUSED, asked: ['create'] })
})

it('what may be there is looked for before it is asked for again, three times at most', async () => {
  expect(await attempt(LOST, undefined, 'x')).toEqual({ end: 'x', asked: ['create', 'find', 'create', 'find'] })
  const { end, asked } = await attempt(LOST)
  expect([end, asked.filter(what => what === 'create').length]).toEqual([LOST, 3])
})
