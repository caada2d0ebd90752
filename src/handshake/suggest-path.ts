/** Looks for the path that would have answered: a hint for people, never a verdict. */

import { makeAttempt } from './attempt.ts'

import { isAccepted } from './probe/upgrade.ts'
import { findRequestProblems } from './request.ts'
import { parseTarget, withRequestTarget } from './target.ts'
import { DEFAULT_ATTEMPT_TIMEOUT_MS, type TryOptions } from './try-target.ts'

/** Where socket.io, ws, ActionCable and GraphQL servers usually are. */
const USUAL_PATHS = ['/socket.io/?EIO=4&transport=websocket', '/ws', '/websocket', '/cable', '/graphql'] as const

export type PathOptions = Pick<
  TryOptions,
  'headers' | 'origin' | 'subprotocols' | 'resolve' | 'ca' | 'attemptTimeoutMs' | 'signal'
>

/**
 * Tries the usual paths at the URL's host, once each and one after the other, except the URL's own; answers the first
 * that gives a valid 101, or null. Never throws for an answer of the network.
 */
export async function findAnsweringPath(url: string, options: PathOptions): Promise<string | null> {
  const parsed = parseTarget(url)
  if (parsed.kind === 'problem' || findRequestProblems(options).length > 0) return null
  const signal = options.signal ?? new AbortController().signal
  const attemptTimeoutMs = options.attemptTimeoutMs ?? DEFAULT_ATTEMPT_TIMEOUT_MS
  const triedPath = cutQuery(parsed.target.requestTarget)
  for (const path of USUAL_PATHS) {
    if (signal.aborted) return null
    if (cutQuery(path) === triedPath) continue
    const target = withRequestTarget(parsed.target, path)
    const evidence = await makeAttempt(target, { ...options, attemptTimeoutMs, asksControl: false }, signal)
    if (isAccepted(evidence.upgrade)) return path
  }
  return null
}

function cutQuery(requestTarget: string): string {
  return requestTarget.replace(/\?.*/, '')
}
