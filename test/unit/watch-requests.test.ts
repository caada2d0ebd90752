import { expect, it } from 'vitest'
import { guardAttempts, watchCalls } from '../../src/aws/watch-requests.ts'

const CREDENTIALS = { accept() {}, read: async () => ({ acceptedForMs: undefined, expiresAt: undefined }) }
const CONTEXT = { commandName: 'HeadBucketCommand' }

/** A call whose attempts end as `attempt` does, and what is told of it. */
function ask(attempt: () => Promise<{ output: unknown }>) {
  const run = new AbortController()
  const lines: string[] = []
  const options = {
    region: 'eu-central-1',
    names: { application: undefined, environment: undefined },
    signal: run.signal,
    onAnswer: (line: string) => void lines.push(line),
  }
  const send = guardAttempts(options)(attempt, CONTEXT)
  const call = watchCalls('s3', options, CREDENTIALS)(args => send({ ...args, request: {} }), CONTEXT)
  return { answered: call({ input: {} }), run, lines }
}

it('tells of an answered request its status and its id', async () => {
  const output = { $metadata: { httpStatusCode: 200, requestId: '8C2A' } }
  const { answered, lines } = ask(async () => ({ output }))
  await answered
  expect(lines).toEqual([expect.stringMatching(/^AWS s3:HeadBucket: 200 in \d+ ms, request 8C2A$/)])
})

it('tells of a request that the end of the run has cut off that no answer came', async () => {
  const { answered, run, lines } = ask(() => new Promise(() => {}))
  run.abort(new Error('The run is over.'))
  await expect(answered).rejects.toThrow('The run is over.')
  expect(lines).toEqual([expect.stringMatching(/^AWS s3:HeadBucket: no answer until the end of the run in \d+ ms$/)])
})
