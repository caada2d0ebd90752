/** When a silent connection will be cut, from what is known of the timers on the way, without waiting for it. Pure. */

import type { Evidence, FramesEvidence } from './evidence.ts'
import type { Known } from './known.ts'
import { findLimits, type SilenceLimit } from './silence-limits.ts'

export interface ForeseenCut {
  readonly afterSeconds: number
  /** Who has the shortest timer. */
  readonly by: readonly SilenceLimit['by'][]
  /** How often the app's own protocol breaks the silence, where it does; `setting` is the server's, where it told. */
  readonly heartbeat?: { readonly protocol: string; readonly everySeconds: number; readonly setting?: string }
}

/** Longer than people are silent without leaving: not worth a word. */
const LONG_SECONDS = 600

/** Their defaults, where the app does not tell: SockJS, Action Cable, graphql-ws with `ws`. */
const HEARTBEATS: Readonly<Record<string, number>> = {
  sockjs: 25,
  actioncable: 3,
  'graphql-transport-ws': 12,
}

/**
 * Undefined where no timer is known to be short, where one that nobody has read may be shorter, and where the connection
 * was not opened.
 */
export function foreseeCut({ frames, protocol }: Evidence, known: Known): ForeseenCut | undefined {
  const limits = findLimits(known)
  const read = limits.filter(({ isAssumed }) => !isAssumed)
  const afterSeconds = Math.min(...read.map(({ seconds }) => seconds))
  if (frames?.end.kind !== 'clean' || read.length === 0 || afterSeconds > LONG_SECONDS) return undefined
  if (limits.some(({ seconds }) => seconds < afterSeconds)) return undefined
  const by = read.filter(({ seconds }) => seconds === afterSeconds).map(({ by }) => by)
  return { afterSeconds, by, ...findHeartbeat(frames.greeting, protocol?.name ?? '') }
}

// Whoever of both sides it is that asks: the silence is broken either way.
function findHeartbeat(greeting: FramesEvidence['greeting'], protocol: string): Pick<ForeseenCut, 'heartbeat'> {
  if (greeting?.kind !== 'greeted') return {}
  if (greeting.heartbeat) {
    const everySeconds = Math.round(greeting.heartbeat.everyMs / 100) / 10
    return { heartbeat: { protocol, everySeconds, setting: 'pingInterval' } }
  }
  const everySeconds = HEARTBEATS[protocol]
  return everySeconds === undefined ? {} : { heartbeat: { protocol, everySeconds } }
}
