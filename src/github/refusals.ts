/** GitHub said no, or nothing: its answer becomes an ActionError that says what to do. */

import { ActionError, type ActionErrorParts } from '../action-error.ts'
import { quoteForeign } from '../untrusted.ts'
import { type GitHubFailure, mayHaveBeenDone, readLimitPause } from './retry-policy.ts'
import { type Permission, readAcceptedPermissions, writePermissions } from './write-permissions.ts'

export interface GitHubRequest {
  /** "POST /repos/octo-org/chat/issues/12/comments" */
  readonly name: string
  /** What the whole of it takes, where GitHub names several permissions of which only one counts. */
  readonly needs: Permission | undefined
}

export function toActionError(failure: GitHubFailure, request: GitHubRequest): ActionError {
  return new ActionError({ ...describeFailure(failure, request), cause: failure })
}

/** Did GitHub answer with this status? */
export function isGitHubStatus(error: unknown, status: number): boolean {
  const failure = readFailure(error)
  return failure?.kind === 'status' && failure.status === status
}

/** Is it unknown whether GitHub has carried it out? False for what it has refused. */
export function mayBeDone(error: unknown): boolean {
  const failure = readFailure(error)
  return failure !== undefined && mayHaveBeenDone(failure)
}

/** Did GitHub answer that it will not? */
export function isRefusedByGitHub(error: unknown): boolean {
  return readFailure(error) !== undefined && !mayBeDone(error)
}

/** GitHub's answer to `name` was none of those that it documents. */
export function unreadableAnswer(name: string, what: string): ActionError {
  return new ActionError(describeUnreadable(name, what))
}

function readFailure(error: unknown): GitHubFailure | undefined {
  const isOurs = error instanceof ActionError && error.code.startsWith('github-')
  return isOurs ? (error.cause as GitHubFailure | undefined) : undefined
}

function describeFailure(failure: GitHubFailure, request: GitHubRequest): ActionErrorParts {
  const { name } = request
  if (failure.kind === 'unreadable') return describeUnreadable(name, `HTTP ${failure.status} without JSON`)
  if (failure.kind === 'no-answer') return unavailable(name, `no answer came (${quoteForeign(failure.reason)})`)
  const { status, text } = failure
  const limitMs = readLimitPause(failure)
  if (limitMs !== undefined) return limited(name, limitMs, text)
  if (status === 401) return rejectedToken(name, text)
  if (status >= 500) return unavailable(name, `it answered HTTP ${status} to every attempt`)
  // GitHub has no code for this: a locked conversation is 403 as well, and only the text tells them apart.
  if (status === 403 && /^Resource not accessible by/i.test(text)) return describeDenial(failure, request)
  return {
    code: 'github-refused',
    message: `GitHub refused ${quoteForeign(name)} with HTTP ${status}: ${quoteForeign(text)}.`,
    hint: 'Check what the text names; where it was "Not Found", whether the token may see the repository.',
  }
}

function describeDenial(
  { headers, text }: Extract<GitHubFailure, { kind: 'status' }>,
  { name, needs }: GitHubRequest,
): ActionErrorParts {
  const accepted = String(headers['x-accepted-github-permissions'] ?? '')
  const lines = writePermissions(readAcceptedPermissions(accepted), needs)
  return {
    code: 'github-permission-denied',
    message: `GitHub denied ${quoteForeign(name)} to the token of this job: ${quoteForeign(text)}.`,
    hint: lines
      ? `Add it to the permissions of the job, beside those that it has (on a pull request from a fork the token only reads, whatever is written there):\n${lines}`
      : `No permission of a workflow allows it. Give 'github-token' another token, with the permission that GitHub names: ${quoteForeign(accepted)}.`,
  }
}

function limited(name: string, limitMs: number, text: string): ActionErrorParts {
  return {
    code: 'github-rate-limited',
    message: `GitHub refused ${quoteForeign(name)} because there were too many requests before it, for another ${Math.ceil(limitMs / 1000)} s: ${quoteForeign(text)}.`,
    hint: "Run the job again after that time. All jobs of a repository share the limit of the job's own token; a token of an app of your own in 'github-token' has a limit of its own.",
  }
}

function rejectedToken(name: string, text: string): ActionErrorParts {
  return {
    code: 'github-token-rejected',
    message: `GitHub did not accept the token for ${quoteForeign(name)}: ${quoteForeign(text)}.`,
    hint: "Leave 'github-token' out, so that the job's own token is used, or renew the token that it names.",
  }
}

function unavailable(name: string, what: string): ActionErrorParts {
  return {
    code: 'github-unavailable',
    message: `GitHub did not carry out ${quoteForeign(name)}: ${what}.`,
    hint: 'Run the job again in a few minutes (https://www.githubstatus.com tells of disturbances); on a self-hosted runner, check that it may open https connections to the API of GitHub.',
  }
}

function describeUnreadable(name: string, what: string): ActionErrorParts {
  return {
    code: 'github-answer-unreadable',
    message: `The answer of GitHub to ${quoteForeign(name)} could not be read: ${quoteForeign(what)}.`,
    hint: 'Run the job again. If it happens again, look for a proxy between the runner and GitHub (GITHUB_API_URL, HTTPS_PROXY).',
  }
}
