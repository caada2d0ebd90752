/** Rules about nginx's shared memory, which limits and caches name: each is defined once, and before it is used. */

import type { LoadedDirective } from '../nginx-tree.ts'
import { listBlocks } from './nginx-blocks.ts'
import { type NginxRule, nameLine, type RuleFinding, refuse, type ScannedNginx, shorten } from './proxy-rule.ts'
import { refuseName } from './unknown-name.ts'

export const ZONE_RULES: readonly NginxRule[] = [
  { name: 'duplicate-zone', find: findDuplicates },
  { name: 'unknown-zone', find: findUnknown },
]

const DEFINING = ['limit_req_zone', 'limit_conn_zone', 'proxy_cache_path']

/** "zone=chat:1m", "keys_zone=chat:1m". */
function toDefined({ name, args }: LoadedDirective): string | undefined {
  if (!DEFINING.includes(name)) return undefined
  return args.map(arg => /^(?:keys_)?zone=([^:]+)/.exec(arg)?.[1]).find(zone => zone !== undefined)
}

/** "limit_req zone=chat burst=5;", "limit_conn chat 10;", "proxy_cache chat;". */
function toUsed({ name, args }: LoadedDirective): string | undefined {
  const [first = ''] = args
  if (name === 'limit_req') return args.map(arg => /^zone=(.+)/.exec(arg)?.[1]).find(zone => zone !== undefined)
  if (name === 'limit_conn') return first
  return name === 'proxy_cache' && first !== 'off' && !first.includes('$') ? first : undefined
}

function findDuplicates({ tree }: ScannedNginx): RuleFinding[] {
  const groups = Map.groupBy(tree.http, toDefined)
  return [...groups].flatMap(([zone, group]) => {
    const [first, ...others] = group
    const last = others.findLast(({ isOwn }) => isOwn)
    if (zone === undefined || !first || !last) return []
    const refusal = {
      what: `defines the zone "${shorten(zone)}", and ${nameLine(first)} defines it too`,
      error: last.name === first.name ? 'the zone is already bound' : 'already declared for a different use',
      remedy: 'Give one of the two another name.',
    }
    return [refuse(last, refusal)]
  })
}

function findUnknown(nginx: ScannedNginx): RuleFinding[] {
  const known = new Set(nginx.tree.http.map(toDefined))
  return listBlocks(nginx).flatMap(({ directives }) =>
    directives.flatMap(directive => {
      const zone = toUsed(directive)
      if (zone === undefined || !directive.isOwn || known.has(zone)) return []
      const by = directive.name === 'proxy_cache' ? 'proxy_cache_path' : `${directive.name}_zone`
      const refusal = {
        level: 'http',
        what: `uses the zone "${shorten(zone)}", which no ${by} in what is loaded defines`,
        error:
          directive.name === 'proxy_cache'
            ? `"proxy_cache" zone "${shorten(zone)}" is unknown`
            : 'zero size shared memory zone',
        remedy: `Define it at the http level, in a file in ".platform/nginx/conf.d/", with ${by}.`,
      } as const
      return [refuseName(directive, refusal, nginx)]
    }),
  )
}
