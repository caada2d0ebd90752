/** What GitHub's own client throws, read: an answer of GitHub's, or none. */

import { readProperty } from '../read-json.ts'
import type { GitHubFailure } from './retry-policy.ts'

/** Undefined for what is no failure of GitHub or of the network. */
export function readFailure(error: unknown): GitHubFailure | undefined {
  if (!(error instanceof Error) || typeof readProperty(error, 'status') !== 'number') return undefined
  const { status, response, cause } = error as RequestError
  if (response) {
    const message = readProperty(response.data, 'message')
    return { kind: 'status', status, headers: response.headers, text: typeof message === 'string' ? message : '' }
  }
  const code = readProperty(cause?.cause, 'code') ?? readProperty(cause, 'code') ?? cause?.name ?? error.message
  return { kind: 'no-answer', reason: String(code), wasSent: !NOT_CONNECTED.test(String(code)) }
}

/** The system's codes for a connection that was never made. */
const NOT_CONNECTED = /^(ECONNREFUSED|ENOTFOUND|EAI_\w+|EHOSTUNREACH|ENETUNREACH|UND_ERR_CONNECT_TIMEOUT)$/

/** Of `@octokit/request-error`. Without a response, its status means nothing. */
interface RequestError extends Error {
  readonly status: number
  readonly response?: {
    readonly headers: Readonly<Record<string, string | number | undefined>>
    readonly data: unknown
  }
  readonly cause?: Error
}
