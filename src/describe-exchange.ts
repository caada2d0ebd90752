/** A request by plain HTTP and what came of it, in one line: for whoever looks for a mistake. Pure. */

import { toPrintableLine } from './untrusted.ts'

export interface Exchange {
  readonly method: 'GET' | 'POST'
  readonly url: string
  /** What knowing it allows, as with a webhook. */
  readonly isPathSecret?: boolean
  /** Undefined where no answer came. */
  readonly status: number | undefined
  /** Why no answer came, or not all of it: a code. */
  readonly reason?: string
  readonly ms: number
}

/** "HTTP GET bucket.s3.amazonaws.com/logs/tail.txt: 200 in 34 ms". Credentials and query are never in it. */
export function describeExchange({ method, url, isPathSecret, status, reason, ms }: Exchange): string {
  const { host, pathname } = URL.parse(url) ?? { host: 'an address that is no URL', pathname: '' }
  const place = toPrintableLine(`${host}${isPathSecret ? '/***' : pathname}`, 300)
  const why = reason === undefined ? '' : toPrintableLine(reason, 100)
  const came = status === undefined ? `no answer (${why})` : `${status}${why ? `, broken off (${why})` : ''}`
  return `HTTP ${method} ${place}: ${came} in ${Math.round(ms)} ms`
}
