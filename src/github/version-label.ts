/** What a version is called that nobody has named. Pure. */

import { readProperty } from '../read-json.ts'
import { readSha } from './pull-request.ts'
import type { WorkflowVariables } from './workflow-variables.ts'

/**
 * A label that no other run makes: commit (12 characters), run and attempt. Empty outside of a workflow. The commit is
 * the one that the author pushed: on a pull request its head, not the merge commit that GITHUB_SHA is.
 */
export function makeVersionLabel({ sha, runId, runAttempt }: RunVariables, event: unknown): string {
  const head = readProperty(readProperty(event, 'pull_request'), 'head')
  const pushed = readSha(readProperty(head, 'sha')) ?? readSha(sha)
  return pushed && NUMBER.test(runId) && NUMBER.test(runAttempt) ? `${pushed.slice(0, 12)}-${runId}-${runAttempt}` : ''
}

type RunVariables = Pick<WorkflowVariables, 'sha' | 'runId' | 'runAttempt'>

const NUMBER = /^\d{1,20}$/
