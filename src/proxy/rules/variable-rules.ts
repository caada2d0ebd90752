/** Rules about variables: nginx knows none of the environment's. */

import { replaceVariable, WRITE_PORT_NUMBER } from '../nginx-remedies.ts'
import type { LoadedDirective } from '../nginx-tree.ts'
import { walk } from '../nginx-tree.ts'
import { describeLack, findBlamed, listBlocks } from './nginx-blocks.ts'
import { NGINX_DIRECTIVES } from './nginx-directives.ts'
import { NGINX_VARIABLES, VARIABLE_PREFIXES } from './nginx-variables.ts'
import { type NginxRule, type RuleFinding, refuse, type ScannedNginx, shorten } from './proxy-rule.ts'
import { refuseName } from './unknown-name.ts'

export const VARIABLE_RULES: readonly NginxRule[] = [
  { name: 'unknown-variable', find: findUnknown },
  { name: 'variable-in-address', find: findInAddresses },
]

/** Which of a directive's arguments may hold variables. Regular expressions, where "$" is the end, are left out. */
const TAKES_VARIABLES: Readonly<Record<string, (args: readonly string[]) => readonly string[]>> = {
  proxy_pass: args => args,
  proxy_set_header: args => args.slice(1),
  add_header: args => args.slice(1),
  return: args => args,
  set: args => args.slice(1),
  rewrite: args => args.slice(1, 2),
  if: args => args.slice(0, 1),
  fastcgi_param: args => args.slice(1, 2),
}

function findUnknown(nginx: ScannedNginx): RuleFinding[] {
  const known = listDefined(nginx)
  return listBlocks(nginx).flatMap(({ directives }) =>
    directives.flatMap(directive => {
      const unknown = listUsed(directive).find(name => !isKnown(name, known))
      return unknown ? unknownVariable(directive, unknown, nginx) : []
    }),
  )
}

function listUsed({ name, args }: LoadedDirective): string[] {
  const pick = Object.hasOwn(TAKES_VARIABLES, name) ? TAKES_VARIABLES[name] : undefined
  const texts = pick?.(args) ?? []
  return texts.flatMap(text => [...text.matchAll(VARIABLE)].map(([, braced, plain]) => braced ?? plain ?? ''))
}

const VARIABLE = /\$(?:\{(\w+)\}|(\w+))/g

// nginx takes the case away. "$1" is a group of a regular expression.
function isKnown(name: string, known: ReadonlySet<string>): boolean {
  const lower = name.toLowerCase()
  if (/^\d/.test(lower) || NGINX_VARIABLES.has(lower) || known.has(lower)) return true
  return VARIABLE_PREFIXES.some(prefix => lower.startsWith(prefix) && lower.length > prefix.length)
}

/**
 * By `set` and `map`, by named groups of regular expressions, and by what other modules have: their directives begin
 * with the variable (auth_request_set, js_set), or their blocks have a line for each (geoip2).
 */
function listDefined({ tree }: ScannedNginx): Set<string> {
  const names = [...walk(tree.http)].flatMap(({ name, args }) => {
    const groups = args.flatMap(text => [...text.matchAll(/\(\?(?:P?<|')(\w+)/g)].map(([, group]) => group ?? ''))
    const isMap = name === 'map' || name === 'geo' || name === 'split_clients'
    const isOfOtherModule = !Object.hasOwn(NGINX_DIRECTIVES, name) && args[0]?.startsWith('$')
    const defined = isMap ? args.at(-1) : name === 'set' || isOfOtherModule ? args[0] : undefined
    return [
      ...groups,
      ...(name.startsWith('$') ? [name.slice(1)] : []),
      ...(defined ? [defined.replace(/^\$/, '')] : []),
    ]
  })
  return new Set(names.map(name => name.toLowerCase()))
}

function unknownVariable(directive: LoadedDirective, name: string, nginx: ScannedNginx): RuleFinding[] {
  const { proxy } = nginx
  const blamed = findBlamed(directive, nginx)
  if (!blamed) return []
  const refusal = {
    level: 'any',
    what: describeLack(directive, `uses $${shorten(name)}, which nothing in these files defines`, `$${shorten(name)}`),
    error: `unknown "${shorten(name.toLowerCase())}" variable`,
    remedy: replaceVariable(name, proxy.target.kind === 'loopback' ? proxy.target.port : undefined),
  } as const
  return [refuseName(blamed, refusal, nginx)]
}

function findInAddresses(nginx: ScannedNginx): RuleFinding[] {
  return listBlocks(nginx).flatMap(({ context, directives }) =>
    directives
      .filter(({ name, isOwn }) => isOwn && (name === 'listen' || (name === 'server' && context === 'upstream')))
      .filter(({ args }) => args[0]?.includes('$'))
      .map(directive => {
        const address = shorten(directive.args[0] ?? '')
        return refuse(directive, {
          what: `has a variable in "${address}", where nginx takes none`,
          error: directive.name === 'listen' ? `"${address}" of the "listen" directive` : `in upstream "${address}"`,
          remedy: WRITE_PORT_NUMBER,
        })
      }),
  )
}
