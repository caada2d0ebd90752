/** Tells which timeouts nginx will have at its http level. Pure. */

import type { ProxyDescription } from '../platform/describe-proxy.ts'
import { type FoundTimeout, TIMEOUT_DIRECTIVES, type TimeoutDirective } from './find-timeouts.ts'
import type { ProxyFile } from './proxy-slice.ts'

export interface PlannedTimeout {
  readonly directive: TimeoutDirective
  /** Undefined where it is not known. */
  readonly seconds: number | undefined
  readonly from: 'added' | 'bundle' | 'default' | 'unknown'
}

/** Those of which nginx would load no copy at the http level. */
export function findMissingTimeouts(timeouts: readonly FoundTimeout[]): TimeoutDirective[] {
  return TIMEOUT_DIRECTIVES.filter(directive => !timeouts.some(found => isAtHttp(found, directive)))
}

export interface KnownTimeouts {
  readonly proxy: ProxyDescription['proxy']
  readonly timeouts: readonly FoundTimeout[]
  readonly timeoutSeconds: number
}

/** `added`: the files of the plan; what one of them sets was missing. */
export function planTimeouts(known: KnownTimeouts, added: readonly ProxyFile[]): PlannedTimeout[] {
  return TIMEOUT_DIRECTIVES.map(directive => {
    const own = known.timeouts.find(found => isAtHttp(found, directive))
    if (known.proxy !== 'nginx') return { directive, seconds: undefined, from: 'unknown' }
    if (added.some(({ text }) => new RegExp(`^\\s*${directive} `, 'm').test(text))) {
      return { directive, seconds: known.timeoutSeconds, from: 'added' }
    }
    if (own) return { directive, seconds: own.seconds, from: 'bundle' }
    return { directive, seconds: NGINX_DEFAULT_SECONDS, from: 'default' }
  })
}

/** https://nginx.org/en/docs/http/ngx_http_proxy_module.html#proxy_read_timeout; no file of the platform sets it. */
const NGINX_DEFAULT_SECONDS = 60

function isAtHttp(found: FoundTimeout, directive: TimeoutDirective): boolean {
  return found.level === 'http' && found.directive === directive
}
