import { expect, it } from 'vitest'
import { runAction } from '../support/run-action.ts'

it('keeps its verdict and outputs where the temporary folder takes no file', async () => {
  const run = await runAction({
    action: 'check',
    inputs: { url: 'ws://127.0.0.1:9/', attempts: '1' },
    env: { RUNNER_TEMP: '/proc' },
    timeoutMs: 20_000,
  })
  expect(run.exitCode).toBe(1)
  expect(run.outputs).toMatchObject({ ok: 'false', report: '' })
  expect(run.annotations.map(each => each.level)).toEqual(['error', 'warning'])
})
