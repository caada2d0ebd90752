/** Which rule of a listener decides over a request, and where a redirect leads. */

import type { RedirectLocation, RuleConfiguration } from '../host-load-balancer.ts'

export interface RequestPlace {
  readonly protocol: 'HTTP' | 'HTTPS'
  /** The Host header, without a port. */
  readonly host: string
  /** As AWS knows the listener. */
  readonly port: number
  /** With its first slash. */
  readonly path: string
  /** Without its question mark. */
  readonly query: string
}

export function chooseRule(rules: readonly RuleConfiguration[], place: RequestPlace): RuleConfiguration | undefined {
  return rules.find(rule =>
    rule.conditions.every(({ kind, patterns }) =>
      patterns.some(pattern => (kind === 'host' ? fits(pattern, place.host, 'i') : fits(pattern, place.path, ''))),
    ),
  )
}

/** As ELB writes it into the Location header: always with a port. */
export function renderLocation(location: RedirectLocation, place: RequestPlace): string {
  const fill = (text: string) => text.replaceAll(/#\{(protocol|host|port|path|query)\}/g, (_, name) => lookUp(name))
  const lookUp = (name: keyof RedirectLocation): string => {
    if (name === 'path') return place.path.slice(1)
    return name === 'protocol' ? place.protocol.toLowerCase() : String(place[name])
  }
  const query = fill(location.query)
  const origin = `${fill(location.protocol).toLowerCase()}://${fill(location.host)}:${fill(location.port)}`
  return `${origin}${fill(location.path)}${query === '' ? '' : `?${query}`}`
}

/** `*` stands for any characters, `?` for one. Hosts are compared without case, paths with it. */
function fits(pattern: string, text: string, flags: string): boolean {
  const source = pattern
    .replaceAll(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.')
  return new RegExp(`^${source}$`, `s${flags}`).test(text)
}
