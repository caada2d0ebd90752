/** A request to GitHub and what came of it, in one line: for whoever looks for a mistake. Pure. */

import { toPrintableLine } from '../untrusted.ts'
import type { GitHubFailure, Headers } from './retry-policy.ts'

export interface Answer {
  readonly status: number
  readonly headers: Headers
  readonly data: unknown
}

export type Attempted<A> =
  | { readonly kind: 'answered'; readonly answer: A }
  | { readonly kind: 'failed'; readonly failure: GitHubFailure }

/** "GitHub GET /repos/octo-org/chat/pulls/12: 200 in 34 ms, request 8C2A:1F3B". Nothing of what was sent or answered is in it. */
export function describeAttempt(name: string, attempted: Attempted<Answer>, ms: number): string {
  const { what, headers } =
    attempted.kind === 'answered' ? readAnswer(attempted.answer) : readFailure(attempted.failure)
  const id = headers?.['x-github-request-id']
  const request = id === undefined ? '' : `, request ${toPrintableLine(String(id), 100)}`
  return `GitHub ${name}: ${what} in ${Math.round(ms)} ms${request}`
}

interface Read {
  readonly what: string
  readonly headers?: Headers
}

function readAnswer({ status, headers }: Answer): Read {
  return { what: String(status), headers }
}

function readFailure(failure: GitHubFailure): Read {
  if (failure.kind === 'no-answer') return { what: `no answer (${toPrintableLine(failure.reason, 100)})` }
  if (failure.kind === 'unreadable') return { what: `${failure.status}, and no JSON` }
  return { what: String(failure.status), headers: failure.headers }
}
