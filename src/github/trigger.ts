/** The GitHub event that started the run, as we understand it. */

import { readProperty } from '../read-json.ts'
import { type Head, type PullRequest, readPullRequest, readRepository, readSha } from './pull-request.ts'
import { readEvent } from './read-event.ts'
import type { WorkflowVariables } from './workflow-variables.ts'

export type Trigger =
  | { readonly kind: 'pull-request'; readonly activity: Activity; readonly pullRequest: PullRequest }
  | { readonly kind: 'schedule' }
  | { readonly kind: 'workflow-dispatch' }
  /** Another workflow has ended. What it was about is asked from GitHub: what it says itself may come from a fork. */
  | { readonly kind: 'workflow-run'; readonly head: Head; readonly runId: number; readonly isSuccess: boolean }
  /** Nothing that a preview follows; `what` names it. */
  | { readonly kind: 'other'; readonly what: string }

export type Activity =
  | { readonly kind: 'opened' | 'reopened' | 'synchronize' | 'closed' }
  | { readonly kind: 'labeled' | 'unlabeled'; readonly label: string }

/** Without a file that can be read, and for what is not in it, it is `other`. */
export async function readTrigger({
  eventName,
  eventPath,
}: Pick<WorkflowVariables, 'eventName' | 'eventPath'>): Promise<Trigger> {
  return parseTrigger(eventName, await readEvent(eventPath))
}

export function parseTrigger(eventName: string, event: unknown): Trigger {
  switch (eventName) {
    case 'schedule':
      return { kind: 'schedule' }
    case 'workflow_dispatch':
      return { kind: 'workflow-dispatch' }
    case 'pull_request':
      return parsePullRequest(event)
    case 'workflow_run':
      return parseWorkflowRun(event)
    default:
      return { kind: 'other', what: eventName || 'no event' }
  }
}

function parsePullRequest(event: unknown): Trigger {
  const action = readProperty(event, 'action')
  const pullRequest = readPullRequest(readProperty(event, 'pull_request'))
  if (!pullRequest) return { kind: 'other', what: 'pull_request without number, branch or commit' }
  const activity = parseActivity(action, readProperty(readProperty(event, 'label'), 'name'))
  if (!activity) return { kind: 'other', what: `pull_request (${typeof action === 'string' ? action : 'no activity'})` }
  return { kind: 'pull-request', activity, pullRequest }
}

function parseActivity(action: unknown, label: unknown): Activity | undefined {
  switch (action) {
    case 'opened':
    case 'reopened':
    case 'synchronize':
    case 'closed':
      return { kind: action }
    case 'labeled':
    case 'unlabeled':
      return typeof label === 'string' ? { kind: action, label } : undefined
    default:
      return undefined
  }
}

function parseWorkflowRun(event: unknown): Trigger {
  const run = readProperty(event, 'workflow_run')
  const from = readProperty(run, 'head_repository')
  const [id, branch, owner] = [
    readProperty(run, 'id'),
    readProperty(run, 'head_branch'),
    readProperty(readProperty(from, 'owner'), 'login'),
  ]
  const [repository, sha] = [readRepository(from), readSha(readProperty(run, 'head_sha'))]
  if (readProperty(run, 'event') !== 'pull_request')
    return { kind: 'other', what: 'workflow_run of something else than a pull request' }
  if (typeof id !== 'number' || typeof branch !== 'string' || typeof owner !== 'string' || !repository || !sha)
    return { kind: 'other', what: 'workflow_run without repository, branch or commit' }
  const isSuccess = readProperty(run, 'conclusion') === 'success'
  return { kind: 'workflow-run', head: { repository, owner, branch, sha }, runId: id, isSuccess }
}
