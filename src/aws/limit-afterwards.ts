/** Requests that are made when a signal has ended the run: they have little time, and nothing else that ends them. */

import { explainRefusal } from './refusals.ts'

/** For each request: a runner that cancels waits 7.5 s for all of a run's end. */
const AFTERWARDS_MS = 2000

/** Of one request of a client that is meant for it, from now on. */
export function limitAfterwards(): { readonly abortSignal: AbortSignal } {
  return { abortSignal: AbortSignal.timeout(AFTERWARDS_MS) }
}

/** Why such a request came to nothing, in a sentence. */
export function explainAfterwards(error: unknown): string {
  if (!(error instanceof Error)) return `${error}.`
  // The SDK's own words, "Request aborted", would be read as those about an update or an upload.
  if (error.name === 'AbortError' || error.name === 'TimeoutError') return 'AWS did not answer in time.'
  const words = explainRefusal(error)
  return /[.}]$/.test(words) ? words : `${words}.`
}
