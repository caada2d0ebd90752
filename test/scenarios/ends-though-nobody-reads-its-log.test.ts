import { expect, it } from 'vitest'
import { startAction } from '../support/run-action.ts'

it('ends, with its outputs, when it is cancelled and nobody reads its log any more', async () => {
  const started = await startAction({ action: 'check', inputs: { url: 'ws://127.0.0.1:9/', attempts: '3' } })
  await started.waitForLine(/Waiting|refused|Opening/)
  started.stopReading()
  started.kill('SIGINT')
  const { exitCode, outputs } = await started.finished
  expect([exitCode, outputs.ok]).toEqual([1, 'false'])
})
