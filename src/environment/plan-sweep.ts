/** Which previews are removed, which are kept, and why. Pure. */

import type { PreviewTags } from './name-preview.ts'

export interface FoundPreview {
  readonly environmentName: string
  readonly tags: PreviewTags
}

/** `unknown`: GitHub could not be asked. */
export type PullRequestState = 'open' | 'closed' | 'missing' | 'unknown'

export interface SweepFacts {
  /** "octo-org/chat", lower case. */
  readonly repository: string
  readonly nowMs: number
  /** Of the repository's pull requests, by number; those that are not in it are unknown. */
  readonly pullRequests: ReadonlyMap<number, PullRequestState>
}

export type SweepDecision = FoundPreview &
  (
    | { readonly kind: 'remove'; readonly because: 'pull-request-closed' | 'pull-request-missing' | 'expired' }
    | { readonly kind: 'keep'; readonly because: 'in-use' | 'pull-request-unknown' | 'of-another-repository' }
  )

/**
 * In the order of the previews. One of another repository belongs to that one's sweep. Age is known without GitHub, so
 * that what nobody pushes to is removed even where GitHub does not answer; anything else is kept then.
 */
export function planSweep(previews: readonly FoundPreview[], facts: SweepFacts): SweepDecision[] {
  return previews.map(preview => ({ ...preview, ...decide(preview.tags, facts) }))
}

function decide({ repository, pullRequest, expiresMs }: PreviewTags, facts: SweepFacts) {
  if (repository !== facts.repository) return { kind: 'keep', because: 'of-another-repository' } as const
  const state = facts.pullRequests.get(pullRequest) ?? 'unknown'
  if (state === 'closed') return { kind: 'remove', because: 'pull-request-closed' } as const
  if (state === 'missing') return { kind: 'remove', because: 'pull-request-missing' } as const
  if (expiresMs <= facts.nowMs) return { kind: 'remove', because: 'expired' } as const
  if (state === 'unknown') return { kind: 'keep', because: 'pull-request-unknown' } as const
  return { kind: 'keep', because: 'in-use' } as const
}
