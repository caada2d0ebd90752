/** The GitHub event that started the run, as we understand it. */

import { readFile, stat } from 'node:fs/promises'
import { parseJson, readProperty } from '../read-json.ts'
import { type Head, type PullRequest, readPullRequest, readRepository, readSha } from './pull-request.ts'
import type { WorkflowVariables } from './workflow-variables.ts'

export interface Trigger {
  /** The commit that the author pushed: on a pull request its head, not the merge commit that GITHUB_SHA is. */
  readonly sha: string
  readonly runId: number
  readonly runAttempt: number
  readonly event: TriggerEvent
}

export type TriggerEvent =
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

/** GitHub sends no larger one. */
const MAX_EVENT_BYTES = 25 * 1024 * 1024

/** Without a file that can be read, and for what is not in it, the event is `other`. */
export async function readTrigger(variables: WorkflowVariables): Promise<Trigger> {
  return parseTrigger(variables, parseJson(await readEvent(variables.eventPath)))
}

export function parseTrigger(variables: WorkflowVariables, payload: unknown): Trigger {
  const head = readProperty(readProperty(payload, 'pull_request'), 'head')
  return {
    sha: readSha(readProperty(head, 'sha')) ?? readSha(variables.sha) ?? '',
    runId: Number(variables.runId),
    runAttempt: Number(variables.runAttempt),
    event: parseEvent(variables.eventName, payload),
  }
}

/** A label that no other run makes: commit (12 characters), run and attempt. Empty outside of a workflow. */
export function makeVersionLabel({ sha, runId, runAttempt }: Trigger): string {
  return sha ? `${sha.slice(0, 12)}-${runId}-${runAttempt}` : ''
}

async function readEvent(path: string): Promise<string> {
  try {
    const { size } = await stat(path)
    return size > MAX_EVENT_BYTES ? '' : await readFile(path, 'utf8')
  } catch {
    // Whoever needs it says that there is none.
    return ''
  }
}

function parseEvent(name: string, payload: unknown): TriggerEvent {
  if (name === 'schedule') return { kind: 'schedule' }
  if (name === 'workflow_dispatch') return { kind: 'workflow-dispatch' }
  if (name === 'pull_request') return parsePullRequest(payload)
  if (name === 'workflow_run') return parseWorkflowRun(payload)
  return { kind: 'other', what: name || 'no event' }
}

function parsePullRequest(payload: unknown): TriggerEvent {
  const action = readProperty(payload, 'action')
  const pullRequest = readPullRequest(readProperty(payload, 'pull_request'))
  if (!pullRequest) return { kind: 'other', what: 'pull_request without number, branch or commit' }
  const activity = parseActivity(action, readProperty(readProperty(payload, 'label'), 'name'))
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

function parseWorkflowRun(payload: unknown): TriggerEvent {
  const run = readProperty(payload, 'workflow_run')
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
