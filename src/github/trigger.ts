/** The GitHub event that started the run, as we understand it. */

import { context } from '@actions/github'

export interface Trigger {
  /** The commit that the author pushed: on a pull request its head, not the merge commit that GITHUB_SHA is. */
  readonly sha: string
  readonly runId: number
  readonly runAttempt: number
}

export function readTrigger(): Trigger {
  const head = context.payload.pull_request?.head as { readonly sha?: string } | undefined
  return { sha: head?.sha ?? context.sha ?? '', runId: context.runId, runAttempt: context.runAttempt }
}

/** A label that no other run makes: commit (12 characters), run and attempt. Empty outside of a workflow. */
export function makeVersionLabel({ sha, runId, runAttempt }: Trigger): string {
  return sha ? `${sha.slice(0, 12)}-${runId}-${runAttempt}` : ''
}
