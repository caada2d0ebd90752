import { expect, it } from 'vitest'
import { toActionError } from '../../src/github/refusals.ts'
import type { GitHubFailure } from '../../src/github/retry-policy.ts'
import { openLedger } from '../../src/ledger.ts'

it.each<[string, GitHubFailure, 'failed' | 'asked']>([
  ['has failed where it was refused', { kind: 'status', status: 403, headers: {}, text: 'Forbidden' }, 'failed'],
  ['may be done where GitHub broke down', { kind: 'status', status: 502, headers: {}, text: '' }, 'asked'],
  ['may be done where no answer came', { kind: 'no-answer', reason: 'ECONNRESET', wasSent: true }, 'asked'],
  ['has failed where it was never sent', { kind: 'no-answer', reason: 'ECONNREFUSED', wasSent: false }, 'failed'],
])('a change at GitHub %s', async (_, failure, outcome) => {
  const ledger = openLedger()
  const ask = () => Promise.reject(toActionError(failure, { name: 'POST /comments', needs: undefined }))
  await expect(ledger.record({ change: 'write the comment' }, ask)).rejects.toThrow()
  expect(ledger.entries()).toMatchObject([{ change: 'write the comment', outcome }])
})
