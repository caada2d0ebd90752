/** Rules about locations that hand the Upgrade header on, and what gets lost on the way. */

import { parseLocation, setsUpgrade } from '../find-locations.ts'
import type { LoadedDirective } from '../nginx-tree.ts'
import { listAddresses } from './listen-address.ts'
import { listBlocks, type NginxBlock } from './nginx-blocks.ts'
import { type NginxRule, type RuleFinding, type ScannedNginx, shorten, tell } from './proxy-rule.ts'

export const LOCATION_RULES: readonly NginxRule[] = [
  { name: 'lost-host', find: findLostHosts },
  { name: 'overwritten-scheme', find: findOverwrittenSchemes },
  { name: 'slash-at-the-end', find: findSlashes },
  { name: 'old-http-version', find: findOldVersions },
  { name: 'headers-not-inherited', find: findUninherited },
]

interface WebSocketLocation {
  readonly location: LoadedDirective
  readonly block: NginxBlock
  /** The http block's directives, the server's, and those of the locations around it, the outermost first. */
  readonly levels: readonly (readonly LoadedDirective[])[]
}

/** The bundle's own locations that hand Upgrade on to an app. */
function listWebSocketLocations(nginx: ScannedNginx): WebSocketLocation[] {
  const broken = new Set(nginx.tree.problems.map(({ file }) => file))
  return listBlocks(nginx).flatMap(block => {
    const { owner, context, around, directives } = block
    // Of a file that was not read to its end something seems to be missing.
    if (owner && broken.has(owner.file)) return []
    const passes = directives.some(({ name }) => name === 'proxy_pass')
    if (context !== 'location' || !owner?.isOwn || !passes || !setsUpgrade(owner)) return []
    return [{ location: owner, block, levels: [nginx.tree.http, ...around.map(({ block = [] }) => block), directives] }]
  })
}

function findHeader({ block = [] }: LoadedDirective, header: string): LoadedDirective | undefined {
  return block.find(({ name, args }) => name === 'proxy_set_header' && args[0]?.toLowerCase() === header)
}

function describe({ args }: LoadedDirective): string {
  return `a location (${shorten(args.join(' '))})`
}

// nginx takes no header from outside once a location sets one, and then sends the name from proxy_pass.
function findLostHosts(nginx: ScannedNginx): RuleFinding[] {
  return listWebSocketLocations(nginx)
    .filter(({ location }) => !findHeader(location, 'host'))
    .map(({ location }) => {
      const pass = location.block?.find(({ name }) => name === 'proxy_pass')?.args[0] ?? ''
      const host = pass.replace(/^https?:\/\//, '').replace(/\/.*$/, '')
      const what = `has ${describe(location)} that does not hand the Host header on: the app sees "${shorten(host)}" in its place, and one that compares it with the Origin refuses the WebSocket.`
      return tell('note', location, { what, remedy: 'Add to the location: proxy_set_header Host $host;' })
    })
}

// Behind a load balancer that speaks TLS nginx is asked in http.
function findOverwrittenSchemes(nginx: ScannedNginx): RuleFinding[] {
  const listAddressesOnce = remember(listAddresses)
  return listWebSocketLocations(nginx).flatMap(({ location, block }) => {
    const header = findHeader(location, 'x-forwarded-proto')
    const server = block.around.find(({ name }) => name === 'server')
    const isOn80 = !server || listAddressesOnce(server).some(({ port }) => port === 80)
    if (!header || !isOn80 || !/^\$(\{scheme\}|scheme)$/.test(header.args[1] ?? '')) return []
    const what = `sets X-Forwarded-Proto to $scheme, which is "http" behind a load balancer that speaks TLS: the app takes a wss client for a ws one, and may refuse its Origin or redirect it.`
    const remedy =
      'Remove the line: what the load balancer sent is then handed on. Or write: proxy_set_header X-Forwarded-Proto $http_x_forwarded_proto;'
    return [tell('note', header, { what, remedy })]
  })
}

function findSlashes(nginx: ScannedNginx): RuleFinding[] {
  const listPathsOnce = remember(listPaths)
  return listWebSocketLocations(nginx).flatMap(({ location, block }) => {
    const { modifier, path } = parseLocation(location.args)
    const bare = path.slice(0, -1)
    // Socket.IO's clients send the slash.
    if (!(modifier === '' || modifier === '^~') || !/.\/$/.test(path) || path === '/socket.io/') return []
    if (listPathsOnce(block.around.at(-1)?.block ?? []).has(bare)) return []
    const what = `has ${describe(location)} with a slash at its end: nginx answers "${shorten(bare)}" with a redirect (301), which a WebSocket client does not follow.`
    return [tell('note', location, { what, remedy: `Write: location ${shorten(bare)} { ... }` })]
  })
}

/** Of exact locations and of prefixes. */
function listPaths(directives: readonly LoadedDirective[]): ReadonlySet<string> {
  const locations = directives.filter(({ name }) => name === 'location').map(({ args }) => parseLocation(args))
  return new Set(locations.filter(({ modifier }) => /^(=|\^~)?$/.test(modifier)).map(({ path }) => path))
}

// A file may have thousands of locations in one block.
function remember<Key extends object, Value>(make: (key: Key) => Value): (key: Key) => Value {
  const made = new Map<Key, Value>()
  return key => {
    const value = made.has(key) ? (made.get(key) as Value) : make(key)
    made.set(key, value)
    return value
  }
}

function findOldVersions(nginx: ScannedNginx): RuleFinding[] {
  const findVersion = remember((directives: readonly LoadedDirective[]) => {
    return directives.findLast(({ name }) => name === 'proxy_http_version')
  })
  return listWebSocketLocations(nginx).flatMap(({ location, levels }) => {
    const version = levels.map(findVersion).findLast(found => found !== undefined)
    if (version?.args[0] === '1.1') return []
    const said = version ? `sets proxy_http_version ${shorten(version.args[0] ?? '')}` : 'has no proxy_http_version'
    const what = `has ${describe(location)} that ${said}: the app is asked in HTTP/1.0, and a strict server opens no WebSocket then.`
    return [tell('note', location, { what, remedy: 'Add to the location: proxy_http_version 1.1;' })]
  })
}

/** Of Upgrade and Connection outside of a location: whether any location takes them over. */
function findUninherited(nginx: ScannedNginx): RuleFinding[] {
  const taken = listTaken(nginx)
  return listBlocks(nginx)
    .filter(({ context, directives }) => (context === 'http' || context === 'server') && !taken.has(directives))
    .flatMap(({ directives }) => {
      const headers = directives.filter(({ name, args, isOwn }) => {
        return isOwn && name === 'proxy_set_header' && /^(upgrade|connection)$/i.test(args[0] ?? '')
      })
      const [first] = headers
      if (!first) return []
      const what = `sets ${headers.map(({ args }) => args[0]).join(' and ')} outside of a location, to no effect: every location below sets headers of its own, and then nginx takes none from outside.`
      const remedy = `Move the lines into the location that leads to the app, or remove them: ${REMARK}`
      return [tell('no-effect', first, { what, remedy })]
    })
}

const REMARK = "Beanstalk's own location hands Upgrade on by itself on most platforms."

/** The blocks whose headers some location with a proxy_pass takes over: the nearest that sets any. */
function listTaken(nginx: ScannedNginx): ReadonlySet<readonly LoadedDirective[]> {
  const sets = remember((directives: readonly LoadedDirective[]) => {
    return directives.some(({ name }) => name === 'proxy_set_header')
  })
  const passing = listBlocks(nginx).filter(({ directives }) => directives.some(({ name }) => name === 'proxy_pass'))
  const nearest = passing.map(({ around, directives }) => {
    return [nginx.tree.http, ...around.map(({ block = [] }) => block), directives].findLast(sets)
  })
  return new Set(nearest.filter(directives => directives !== undefined))
}
