/** Rules about servers and maps of the bundle that others win over. */

import { findDefaultServer, isOn80 } from '../find-default-server.ts'
import { setsUpgrade } from '../find-locations.ts'
import { RAISE_NAMES_BUCKET } from '../nginx-remedies.ts'
import { type LoadedDirective, walk } from '../nginx-tree.ts'
import { UPGRADE_LINES } from '../upgrade-lines.ts'
import { listAddresses, listSharedPorts } from './listen-address.ts'
import { listLosses, tellLosses } from './losses.ts'
import { adviseMoving } from './move-server.ts'
import { listServers } from './nginx-blocks.ts'
import {
  lastPart,
  type NginxRule,
  nameLine,
  type RuleFinding,
  refuse,
  type ScannedNginx,
  shorten,
  tell,
} from './proxy-rule.ts'

export const SERVER_RULES: readonly NginxRule[] = [
  { name: 'server-name-too-long', find: findLongNames },
  { name: 'shadowed-server', find: findShadowed },
  { name: 'server-beside', find: findBeside },
  { name: 'map-that-loses', find: findLosingMaps },
]

// A bucket of the hash has 64 bytes: two pointers of 8, and the length and the name on a multiple of 8 (ngx_hash.h).
const LONGEST_NAME = 46

// The table is made for an address with more than one server.
function findLongNames(nginx: ScannedNginx): RuleFinding[] {
  if (nginx.tree.http.some(({ name }) => name === 'server_names_hash_bucket_size')) return []
  const shared = listSharedPorts(listServers(nginx))
  const servers = listServers(nginx).filter(server => listAddresses(server).some(({ port }) => shared.has(port)))
  return servers.flatMap(({ block = [] }) =>
    block.flatMap(directive => {
      const isExact = (name: string) => !/^[~*.]|\*$/.test(name)
      const long = directive.args.find(name => isExact(name) && name.length > LONGEST_NAME)
      if (directive.name !== 'server_name' || !directive.isOwn || !long) return []
      const refusal = {
        what: `has a server_name of ${long.length} characters, "${shorten(long)}", for which nginx's table of names is too small`,
        error: 'could not build server_names_hash, you should increase server_names_hash_bucket_size: 64',
        remedy: RAISE_NAMES_BUCKET,
      }
      return [refuse(directive, refusal)]
    }),
  )
}

/** Those of the bundle on port 80 that get no requests. */
export function findShadowedServers(nginx: Pick<ScannedNginx, 'tree'>): LoadedDirective[] {
  const winner = findDefaultServer(listServers(nginx))
  return listServers(nginx).filter(server => {
    return isOn80(server) && server !== winner && server.isOwn && !hasNameOfItsOwn(server)
  })
}

function hasNameOfItsOwn({ block = [] }: LoadedDirective): boolean {
  const names = block.filter(({ name }) => name === 'server_name').flatMap(({ args }) => args)
  return names.some(name => name !== '_' && name !== '' && name !== 'localhost')
}

function findShadowed(nginx: ScannedNginx): RuleFinding[] {
  const winner = findDefaultServer(listServers(nginx))
  const other = winner?.isOwn ? `the one at ${nameLine(winner)}` : "Beanstalk's own"
  return findShadowedServers(nginx)
    .filter(server => listAddresses(server).every(({ port }) => port === 80))
    .map(server => {
      const losses = tellLosses(listLosses(server.block ?? []))
      const what = `has a server on port 80 that gets no requests, because ${other} is the default one there; what is set inside of it has no effect.${losses}`
      return tell('no-effect', server, { what, remedy: adviseMoving(server) })
    })
}

// Where Upgrade has to be added by a location, a server of another name or port does not get that location.
function findBeside(nginx: ScannedNginx): RuleFinding[] {
  if (nginx.proxy.forwardsUpgrade === 'yes') return []
  const shadowed = new Set(findShadowedServers(nginx))
  return listServers(nginx).flatMap(server => {
    const addresses = listAddresses(server)
    const isReached = addresses.some(({ port }) => port === 80 || port === 443) && !shadowed.has(server)
    const isBeanstalks = server.block?.some(({ isOwn }) => !isOwn)
    if (!server.isOwn || !isReached || isBeanstalks || lastPart(server.file) === 'nginx.conf') return []
    if ([...walk(server.block ?? [])].some(setsUpgrade)) return []
    const what = `has a server of its own beside Beanstalk's: requests to it do not pass the location that hands Upgrade on, so a WebSocket to its name or port will not open.`
    const remedy = `Give it a location for the path of the WebSocket, with: ${UPGRADE_LINES}`
    return [tell('note', server, { what, remedy })]
  })
}

// nginx takes two maps of one variable without a word, and the later one counts.
function findLosingMaps({ tree }: ScannedNginx): RuleFinding[] {
  const maps = tree.http.filter(({ name, args }) => name === 'map' && args.length === 2)
  const groups = Map.groupBy(maps, ({ args }) => args[1]?.toLowerCase() ?? '')
  return [...groups].flatMap(([variable, group]) => {
    const winner = group.at(-1)
    const counts = winner && writeMap(winner)
    return group
      .filter(map => map !== winner && map.isOwn && writeMap(map) !== counts)
      .map(map => {
        const by = winner?.isOwn ? nameLine(winner) : "Beanstalk's own nginx.conf"
        const what = `maps ${shorten(variable)}, and so does ${by} later on, which counts: this map has no effect.`
        const remedy = winner?.isOwn
          ? 'Remove one of the two.'
          : 'Remove the map, or give its variable another name, here and where it is used.'
        return tell('no-effect', map, { what, remedy })
      })
  })
}

function writeMap({ args, block = [] }: LoadedDirective): string {
  const lines = block.map(({ name, args }) => `${name} ${args.join(' ')}`).sort()
  return [args[0], ...lines].join('\n')
}
