/** What a server of GitHub's may do instead of answering. */

import type { IncomingMessage, ServerResponse } from 'node:http'

export type Fault =
  /** An answer that is not the operation's. */
  | {
      readonly kind: 'answer'
      readonly status: number
      readonly headers?: Readonly<Record<string, string>>
      readonly body?: string
    }
  /** 403, as for too many changes in too short a time. */
  | { readonly kind: 'secondary-limit'; readonly retryAfterSeconds?: number; readonly status?: 403 | 429 }
  /** The connection ends before anything is done. */
  | { readonly kind: 'reset' }
  /** It is done, but the connection ends before anything is answered. */
  | { readonly kind: 'reset-after' }
  /** It is done, and 502 is answered. */
  | { readonly kind: 'bad-gateway-after' }
  /** Half of the answer, and the end of the connection. */
  | { readonly kind: 'cut' }
  /** No answer as long as the server lives. */
  | { readonly kind: 'silence' }
  /** Nothing is done before this. */
  | { readonly kind: 'kept-back'; readonly until: () => Promise<unknown> }
  /** The answer, later. */
  | { readonly kind: 'slow'; readonly afterMs: number }
  /** The answer, as it was when the request came, once `gather` says so. */
  | { readonly kind: 'held'; gather(): Promise<void> }

export interface PlannedFault {
  /** "POST /repos/octo-org/chat/issues/12/comments": every request when not given. */
  readonly on?: RegExp
  /** How many requests it befalls; without it, all from now on. */
  readonly times?: number
  readonly fault: Fault
}

export interface FaultPlan {
  add(planned: PlannedFault): void
  /** The fault that befalls this request, if any; it is used up. */
  take(request: string): Fault | undefined
  /** From now on everything is answered. */
  clear(): void
}

export function openFaultPlan(): FaultPlan {
  const planned: { on: RegExp | undefined; left: number; fault: Fault }[] = []
  return {
    add: ({ on, times = Number.POSITIVE_INFINITY, fault }) => void planned.push({ on, left: times, fault }),
    take(request) {
      const found = planned.find(({ on, left }) => left > 0 && (on?.test(request) ?? true))
      if (found) found.left -= 1
      return found?.fault
    },
    clear: () => void planned.splice(0),
  }
}

/** Requests are answered together: each waits until so many of them have come. */
export function holdUntilTogether(count: number): Fault {
  const waiting: (() => void)[] = []
  const gather = () =>
    new Promise<void>(resolve => {
      waiting.push(resolve)
      if (waiting.length === count) for (const release of waiting.splice(0)) release()
    })
  return { kind: 'held', gather }
}

/** Does instead of an answer what the fault says; true where nothing is left to be done. */
export function befall(fault: Fault | undefined, request: IncomingMessage, response: ServerResponse): boolean {
  switch (fault?.kind) {
    case 'answer':
      response.writeHead(fault.status, { 'content-type': 'application/json; charset=utf-8', ...fault.headers })
      response.end(fault.body ?? '{"message":"Server Error"}')
      return true
    case 'secondary-limit': {
      const { status = 403, retryAfterSeconds } = fault
      const retryAfter = retryAfterSeconds === undefined ? {} : { 'retry-after': String(retryAfterSeconds) }
      response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', ...retryAfter })
      response.end(
        JSON.stringify({
          message: 'You have exceeded a secondary rate limit. Please wait a few minutes before you try again.',
        }),
      )
      return true
    }
    case 'reset':
      request.socket.destroy()
      return true
    case 'silence':
      return true
    default:
      return false
  }
}
