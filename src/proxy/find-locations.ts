/** Finds the locations of nginx that matter to a WebSocket. */

import type { LoadedDirective, NginxTree } from './nginx-tree.ts'
import { type Passing, readPassing } from './read-passing.ts'

/** A file of the bundle that takes the place of the one of the platform's that decides about the Upgrade. */
export interface ProxyOverride {
  readonly name: string
  /** What its `location /` does with the Upgrade header; 'absent' when it has no such location. */
  readonly rootLocation: 'forwards' | 'drops' | 'absent'
}

export interface UpgradeLocation {
  /** "=" for an exact one, "^~" or "" for a prefix, "~" or "~*" for a regular expression, "@" for a named one. */
  readonly modifier: '' | '=' | '^~' | '~' | '~*' | '@'
  readonly path: string
  readonly file: string
  readonly line: number
}

export interface FoundLocation extends UpgradeLocation {
  /** False for one of the platform's own files. */
  readonly isOwn: boolean
  readonly setsUpgrade: boolean
  /** Where it hands requests to, such as "http://my_app". */
  readonly proxyPass: string | undefined
  /** What it does with requests, what it takes from around it included. */
  readonly passing: Passing
  /** Whether it hands requests to anything: an app, FastCGI. */
  readonly handsOn: boolean
  /** The first directive in it that decides who gets an answer, or which, such as "deny". */
  readonly guard: string | undefined
  /** The locations inside of it. */
  readonly inner: readonly FoundLocation[]
}

/** `names`: the files of the bundle, of those of the platform that decide. */
export function findOverrides({ http }: NginxTree, names: readonly string[]): ProxyOverride[] {
  const roots = findAllLocations(http).filter(({ modifier, path }) => path === '/' && /^(\^~)?$/.test(modifier))
  return names.map(name => {
    const own = roots.filter(root => root.file === name)
    const rootLocation = own.length === 0 ? 'absent' : own.some(root => root.setsUpgrade) ? 'forwards' : 'drops'
    return { name, rootLocation }
  })
}

/** Those that set the header themselves: nginx takes nothing from outside as soon as a location sets any header. */
export function findUpgradeLocations({ http }: NginxTree): UpgradeLocation[] {
  return findAllLocations(http)
    .filter(location => location.isOwn && location.setsUpgrade)
    .map(({ modifier, path, file, line }) => ({ modifier, path, file, line }))
}

/** As nginx chooses among them: those inside of another location are in its `inner`. `http`: what is around the servers. */
export function findServerLocations(
  servers: readonly LoadedDirective[],
  http: readonly LoadedDirective[] = [],
): FoundLocation[] {
  return servers.flatMap(({ block = [] }) => toLocations([http, block]))
}

function findAllLocations(http: readonly LoadedDirective[]): FoundLocation[] {
  return flattenLocations(findServerLocations(http.filter(({ name }) => name === 'server')))
}

/** With those inside of others. */
export function flattenLocations(locations: readonly FoundLocation[]): FoundLocation[] {
  return locations.flatMap(location => [location, ...flattenLocations(location.inner)])
}

/** `around`: the blocks that they are in, the innermost last. */
function toLocations(around: readonly (readonly LoadedDirective[])[]): FoundLocation[] {
  return (around.at(-1) ?? [])
    .filter(({ name, args }) => name === 'location' && args.length > 0)
    .map(directive => {
      const { file, line, isOwn, block = [] } = directive
      return {
        ...{ ...parseLocation(directive.args), file, line, isOwn, setsUpgrade: opensWebSockets(directive) },
        proxyPass: block.find(({ name }) => name === 'proxy_pass')?.args[0],
        passing: readPassing([...around, block]),
        handsOn: block.some(({ name }) => name.endsWith('_pass')),
        guard: block.find(({ name }) => GUARD.test(name))?.name,
        inner: toLocations([...around, block]),
      }
    })
}

/** Of nginx's own modules, and of those that people add. */
const GUARD = /^(auth_.+|limit_.+|secure_link.*|access_by_.+|js_access|allow|deny|satisfy|internal|return|rewrite|if)$/

/** "location = /ws", "location =/ws", "location @app". */
export function parseLocation(args: readonly string[]): Pick<UpgradeLocation, 'modifier' | 'path'> {
  const [, modifier = '', path = ''] = /^(=|\^~|~\*|~|)(.*)$/s.exec(args.join('')) ?? []
  if (path.startsWith('@')) return { modifier: '@', path }
  return { modifier: modifier as UpgradeLocation['modifier'], path }
}

/** Whether a location hands the client's Upgrade header to the app; without the Connection header that goes with it, in vain. */
export function setsUpgrade({ block = [] }: Pick<LoadedDirective, 'block'>): boolean {
  return block.some(({ name, args: [header = '', value = ''] }) => {
    return name === 'proxy_set_header' && header.toLowerCase() === 'upgrade' && value !== ''
  })
}

// nginx sends "Connection: close" where a location says nothing of it, and none for "".
function opensWebSockets(location: Pick<LoadedDirective, 'block'>): boolean {
  const connections = (location.block ?? []).filter(({ name, args }) => {
    return name === 'proxy_set_header' && args[0]?.toLowerCase() === 'connection'
  })
  return setsUpgrade(location) && connections.some(({ args: [, value = ''] }) => /\$|upgrade/i.test(value))
}
