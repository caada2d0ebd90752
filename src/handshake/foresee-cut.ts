/** When a silent connection will be cut, from what is known of the timers on the way, without waiting for it. Pure. */

import type { Evidence, FramesEvidence } from './evidence.ts'
import type { Known } from './known.ts'

export interface ForeseenCut {
  readonly afterSeconds: number
  /** Who has the shortest timer. */
  readonly by: readonly ('proxy' | 'load-balancer')[]
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

/** Undefined where no timer is known to be short, and where the connection was not opened. */
export function foreseeCut({ frames, protocol }: Evidence, { silenceLimits = {} }: Known): ForeseenCut | undefined {
  const limits = [
    { by: 'proxy' as const, seconds: silenceLimits.proxy },
    { by: 'load-balancer' as const, seconds: silenceLimits.loadBalancer },
  ].flatMap(({ by, seconds }) => (seconds === undefined ? [] : { by, seconds }))
  const afterSeconds = Math.min(...limits.map(({ seconds }) => seconds))
  if (frames?.end.kind !== 'clean' || limits.length === 0 || afterSeconds > LONG_SECONDS) return undefined
  const by = limits.filter(({ seconds }) => seconds === afterSeconds).map(({ by }) => by)
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
