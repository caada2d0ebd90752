/** Looks for the path that would have answered: a hint for people, never a verdict. */

import { makeAttempt } from './attempt.ts'
import type { Evidence } from './evidence.ts'
import { chooseProxy } from './outgoing-proxy.ts'
import { findRequestProblems } from './request.ts'
import { parseTarget, withRequestTarget } from './target.ts'
import { DEFAULT_ATTEMPT_TIMEOUT_MS, type TryOptions } from './try-target.ts'

/** Where socket.io, ws, ActionCable and GraphQL servers usually are; the last where another was a wrong guess. */
const USUAL_PATHS = ['/socket.io/?EIO=4&transport=websocket', '/ws', '/websocket', '/cable', '/graphql', '/'] as const
const MOST_TRIES = 5

export interface PathOptions
  extends Pick<
    TryOptions,
    'headers' | 'origin' | 'subprotocols' | 'resolve' | 'ca' | 'proxyVariables' | 'attemptTimeoutMs' | 'signal'
  > {
  /** Hears of each path that was tried. */
  readonly onTried?: (tried: TriedPath) => void
}

export interface TriedPath {
  /** Without a query. */
  readonly url: string
  /** Undefined where nothing answered the Upgrade; then `reason` is a word for it. */
  readonly status: number | undefined
  readonly reason?: string
  readonly ms: number
}

/**
 * Tries the usual paths at the URL's host, once each and one after the other, except the URL's own; answers the first
 * that is opened, answers a ping and is closed cleanly, or null. Never throws for an answer of the network.
 */
export async function findAnsweringPath(url: string, options: PathOptions): Promise<string | null> {
  const parsed = parseTarget(url)
  if (parsed.kind === 'problem' || findRequestProblems(options).length > 0) return null
  const chosen = chooseProxy(parsed.target, options.proxyVariables ?? {})
  if (chosen.kind === 'problem') return null
  const { signal = new AbortController().signal, attemptTimeoutMs = DEFAULT_ATTEMPT_TIMEOUT_MS } = options
  const asked = { ...options, ...(chosen.kind === 'proxy' ? { proxy: chosen.proxy } : {}) }
  const triedPath = cutQuery(parsed.target.requestTarget)
  for (const path of USUAL_PATHS.filter(path => cutQuery(path) !== triedPath).slice(0, MOST_TRIES)) {
    if (signal.aborted) return null
    const target = withRequestTarget(parsed.target, path)
    const evidence = await makeAttempt(target, { ...asked, attemptTimeoutMs, asksControl: () => false }, signal)
    options.onTried?.(describeTried(url, path, evidence))
    if (isClean(evidence)) return path
  }
  return null
}

// A path whose WebSocket is closed at once fails as the one that was asked for does.
function isClean({ frames }: Evidence): boolean {
  return frames?.pingMs !== undefined && frames.end.kind === 'clean'
}

function describeTried(url: string, path: string, { upgrade, totalMs: ms }: Evidence): TriedPath {
  const asked = { url: new URL(cutQuery(path), url).href, ms }
  if (upgrade?.kind === 'answered') return { ...asked, status: upgrade.status }
  return { ...asked, status: undefined, reason: upgrade?.kind ?? 'not connected' }
}

function cutQuery(requestTarget: string): string {
  return requestTarget.replace(/\?.*/, '')
}
