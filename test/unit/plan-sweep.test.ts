import { describe, expect, it } from 'vitest'
import { type PullRequestState, planSweep } from '../../src/environment/plan-sweep.ts'

const NOW = Date.UTC(2026, 10, 26)
const HERE = 'octo-org/chat'

function decide(state: PullRequestState | undefined, expiresMs: number, repository = HERE) {
  const preview = { environmentName: 'chat-pr-12-3fa9c1e', tags: { repository, pullRequest: 12, expiresMs } }
  const pullRequests = new Map(state ? [[12, state]] : [])
  const [decision] = planSweep([preview], { repository: HERE, nowMs: NOW, pullRequests })
  expect(decision).toMatchObject(preview)
  return `${decision?.kind}: ${decision?.because}`
}

describe('a sweep', () => {
  it.each<[PullRequestState | undefined, string, string]>([
    ['open', 'keep: in-use', 'remove: expired'],
    ['closed', 'remove: pull-request-closed', 'remove: pull-request-closed'],
    ['missing', 'remove: pull-request-missing', 'remove: pull-request-missing'],
    ['unknown', 'keep: pull-request-unknown', 'remove: expired'],
    [undefined, 'keep: pull-request-unknown', 'remove: expired'],
  ])('decides by the pull request, which is %s, and by age', (state, young, old) => {
    expect(decide(state, NOW + 1)).toBe(young)
    expect(decide(state, NOW)).toBe(old)
    expect(decide(state, NOW - 1)).toBe(old)
  })

  it.each(['closed', 'missing', 'open'] as const)("leaves what is another repository's: %s", state => {
    expect(decide(state, NOW - 1, 'octo-org/chat-2')).toBe('keep: of-another-repository')
  })

  it('decides about each preview, in their order', () => {
    const previews = [1, 2, 3].map(pullRequest => {
      return { environmentName: `chat-pr-${pullRequest}`, tags: { repository: HERE, pullRequest, expiresMs: NOW + 1 } }
    })
    const pullRequests = new Map<number, PullRequestState>([
      [1, 'open'],
      [2, 'closed'],
    ])
    const kinds = planSweep(previews, { repository: HERE, nowMs: NOW, pullRequests }).map(({ kind }) => kind)
    expect(kinds).toEqual(['keep', 'remove', 'keep'])
  })
})
