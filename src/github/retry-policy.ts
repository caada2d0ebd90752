/**
 * May a request to GitHub be sent again, and when? Pure. Octokit's own plugins for this wait on timers that no signal
 * ends, know no deadline, send a POST again that may have been carried out, and bring a job queue of 43 kB.
 */

export interface Attempt {
  readonly method: string
  /** Which one this was, from 1. */
  readonly number: number
  /** Changes nothing that anybody sees, whatever its method says. */
  readonly isQuestion: boolean
}

export type GitHubFailure =
  /** GitHub answered, but not what was asked for. */
  | { readonly kind: 'status'; readonly status: number; readonly headers: Headers; readonly text: string }
  /** No answer came, or only a part of one. `wasSent`: then it may have been carried out. */
  | { readonly kind: 'no-answer'; readonly reason: string; readonly wasSent: boolean }
  /** It was no JSON. */
  | { readonly kind: 'unreadable'; readonly status: number }

export type Headers = Readonly<Record<string, string | number | undefined>>

const MOST_ATTEMPTS = 4
const FIRST_PAUSE_MS = 1000
/** As GitHub asks for where it does not say how long to wait ("Rate limits for the REST API"). */
const UNTOLD_LIMIT_PAUSE_MS = 60_000

/** How long to wait before it is sent again; undefined where it must not be, or where that would not help. */
export function planRetry(failure: GitHubFailure, attempt: Attempt): number | undefined {
  const pauseMs = FIRST_PAUSE_MS * 2 ** (attempt.number - 1)
  const limitMs = readLimitPause(failure)
  if (limitMs !== undefined) return Math.max(limitMs, pauseMs)
  if (attempt.number >= MOST_ATTEMPTS || !isPassing(failure)) return undefined
  if (!isRepeatable(attempt) && mayHaveBeenDone(failure)) return undefined
  return pauseMs
}

/** For how many milliseconds GitHub takes no further request; undefined where that is not its reason. */
export function readLimitPause(failure: GitHubFailure): number | undefined {
  if (failure.kind !== 'status' || (failure.status !== 403 && failure.status !== 429)) return undefined
  const { headers, text } = failure
  const retryAfterSeconds = readNumber(headers['retry-after'])
  if (retryAfterSeconds !== undefined) return retryAfterSeconds * 1000
  const resetSeconds = readNumber(headers['x-ratelimit-reset'])
  // By GitHub's own clock: the runner's may be wrong.
  const nowMs = Date.parse(String(headers.date))
  if (readNumber(headers['x-ratelimit-remaining']) === 0 && resetSeconds !== undefined && !Number.isNaN(nowMs)) {
    return Math.max(0, resetSeconds * 1000 - nowMs) + FIRST_PAUSE_MS
  }
  // A limit on changes has no code of its own, and not always a header.
  return failure.status === 429 || /rate limit/i.test(text) ? UNTOLD_LIMIT_PAUSE_MS : undefined
}

/** Is it unknown whether GitHub has carried it out? */
export function mayHaveBeenDone(failure: GitHubFailure): boolean {
  if (failure.kind === 'no-answer') return failure.wasSent
  return failure.kind === 'unreadable' || failure.status >= 500
}

function isPassing(failure: GitHubFailure): boolean {
  return failure.kind === 'no-answer' || mayHaveBeenDone(failure)
}

// GitHub's PATCH, PUT and DELETE say what shall be, so twice is the same as once.
function isRepeatable({ method, isQuestion }: Attempt): boolean {
  return method !== 'POST' || isQuestion
}

function readNumber(value: string | number | undefined): number | undefined {
  const number = Number(value)
  return value !== undefined && value !== '' && Number.isFinite(number) && number >= 0 ? number : undefined
}
