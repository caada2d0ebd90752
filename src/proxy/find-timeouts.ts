/** Finds how long nginx would wait on a silent WebSocket: the timeouts in what it loads. */

import { setsUpgrade } from './find-locations.ts'
import { type LoadedDirective, type NginxTree, walk } from './nginx-tree.ts'

export interface FoundTimeout {
  readonly directive: TimeoutDirective
  /** As it is written. */
  readonly value: string
  /** Undefined when it is no time that nginx takes. */
  readonly seconds: number | undefined
  readonly level: 'http' | 'server' | 'location'
  readonly file: string
  readonly line: number
}

export type TimeoutDirective = 'proxy_read_timeout' | 'proxy_send_timeout'

export const TIMEOUT_DIRECTIVES: readonly TimeoutDirective[] = ['proxy_read_timeout', 'proxy_send_timeout']

/**
 * Of all levels: nginx takes the innermost, and refuses two at one level ("directive is duplicate"). Of locations only
 * those that hand Upgrade on: others carry no WebSocket.
 */
export function findTimeouts({ http }: Pick<NginxTree, 'http'>): FoundTimeout[] {
  const servers = http.filter(({ name }) => name === 'server').flatMap(({ block = [] }) => block)
  const locations = [...walk(servers)].filter(({ name }) => name === 'location').filter(setsUpgrade)
  return [
    ...toTimeouts(http, 'http'),
    ...toTimeouts(servers, 'server'),
    ...toTimeouts(
      locations.flatMap(({ block = [] }) => block),
      'location',
    ),
  ]
}

function toTimeouts(directives: readonly LoadedDirective[], level: FoundTimeout['level']): FoundTimeout[] {
  return directives.flatMap(({ name, args, file, line }) => {
    const directive = TIMEOUT_DIRECTIVES.find(directive => directive === name)
    const value = args.join(' ')
    return directive ? [{ directive, value, seconds: parseSeconds(value), level, file, line }] : []
  })
}

const SECONDS: Readonly<Record<string, number>> = {
  ms: 0.001,
  s: 1,
  m: 60,
  h: 3600,
  d: 86_400,
  w: 604_800,
  M: 2_592_000,
  y: 31_536_000,
}

/** "90", "90s", "1h 30m": https://nginx.org/en/docs/syntax.html. Undefined for anything else. */
export function parseSeconds(value: string): number | undefined {
  if (!/^\d{1,12}((ms|[smhdwMy])( ?\d{1,12}(ms|[smhdwMy])){0,7}( ?\d{1,12})?)?$/.test(value)) return undefined
  const parts = value.matchAll(/(\d+)(ms|[smhdwMy])?/g)
  return [...parts].reduce((sum, [, count, unit = 's']) => sum + Number(count) * (SECONDS[unit] ?? 0), 0)
}
