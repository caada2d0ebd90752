/** What nginx would make of the platform's files with the bundle's over them, as far as the plan has to know. */

import type { ProxyDescription } from '../platform/describe-proxy.ts'
import {
  type FoundLocation,
  findOverrides,
  findServerLocations,
  findUpgradeLocations,
  type ProxyOverride,
  type UpgradeLocation,
} from './find-locations.ts'
import { listDecidingFiles } from './find-proxy.ts'
import { matchesInclude } from './nginx-include.ts'
import { type LoadedDirective, type NginxTree, walk } from './nginx-tree.ts'
import { LOCATION_PATH, TIMEOUTS_PATH } from './proxy-file-texts.ts'

export interface NginxSurvey {
  /** Those of `files` that take the place of a file of the platform. */
  readonly overrides: readonly ProxyOverride[]
  /** How many includes at nginx's http level would load our file: 1 unless the bundle has its own nginx.conf. */
  readonly httpIncludes: number
  /** The bundle's own locations that hand the Upgrade header on. */
  readonly upgradeLocations: readonly UpgradeLocation[]
  /** All that nginx chooses among, the platform's included, in the servers that would load a file of ours; of all if none would. */
  readonly locations: readonly FoundLocation[]
  /** How many includes of one server would load a file of ours: 1 unless the bundle has its own nginx.conf. */
  readonly serverIncludes: number
  /** Names of the upstreams that nginx will know. */
  readonly upstreams: readonly string[]
  /** Where those of the bundle's hand requests to. */
  readonly upstreamServers: readonly UpstreamServer[]
  /** Includes of the bundle's of which not all is known that they load: at nginx's http level, and inside of a server. */
  readonly unreadIncludes: { readonly http: readonly FoundLine[]; readonly server: readonly FoundLine[] }
  /** What of the bundle's redirects or refuses in a server only after a file of ours was read: ours would come first. */
  readonly lateRewrites: readonly FoundLine[]
}

export interface UpstreamServer extends Omit<FoundLine, 'text'> {
  readonly upstream: string
  /** Such as "127.0.0.1:8081". */
  readonly address: string
}

export interface FoundLine {
  readonly file: string
  readonly line: number
  /** Such as "include /etc/chat/*.conf". */
  readonly text: string
}

/** `tree`: undefined where no nginx reads the bundle's files, of which these are all in its folder. */
export function surveyNginx(
  tree: NginxTree | undefined,
  proxy: ProxyDescription,
  files: ReadonlyMap<string, string>,
): NginxSurvey {
  if (!tree) return NO_NGINX
  const deciding = listDecidingFiles(proxy).map(path => `${proxy.overlay}${path}`)
  const servers = tree.http.filter(({ name }) => name === 'server')
  const ours = servers.filter(({ block = [] }) => countIncludes(block, LOCATION_PATH) > 0)
  return {
    overrides: findOverrides(
      tree,
      deciding.filter(name => files.has(name)),
    ),
    httpIncludes: countIncludes(tree.http, TIMEOUTS_PATH),
    upgradeLocations: findUpgradeLocations(tree),
    locations: findServerLocations(ours.length > 0 ? ours : servers, tree.http),
    serverIncludes: Math.max(0, ...servers.map(({ block = [] }) => countIncludes(block, LOCATION_PATH))),
    upstreams: tree.http.filter(({ name }) => name === 'upstream').flatMap(({ args }) => args[0] ?? []),
    upstreamServers: findUpstreamServers(tree.http),
    unreadIncludes: {
      http: tree.http.filter(directive => tree.unread.has(directive)).map(toLine),
      server: [...walk(servers)].filter(directive => tree.unread.has(directive)).map(toLine),
    },
    lateRewrites: ours.flatMap(({ block = [] }) => findLateRewrites(block, `${proxy.overlay}`)),
  }
}

const NO_NGINX: NginxSurvey = {
  overrides: [],
  httpIncludes: 0,
  upgradeLocations: [],
  locations: [],
  serverIncludes: 0,
  upstreams: [],
  upstreamServers: [],
  unreadIncludes: { http: [], server: [] },
  lateRewrites: [],
}

function findUpstreamServers(http: readonly LoadedDirective[]): UpstreamServer[] {
  const upstreams = http.filter(({ name, isOwn }) => name === 'upstream' && isOwn)
  return upstreams.flatMap(({ args: [upstream = ''], block = [] }) => {
    const servers = block.filter(({ name }) => name === 'server')
    return servers.map(({ args: [address = ''], file, line }) => ({ upstream, address, file, line }))
  })
}

function countIncludes(directives: readonly LoadedDirective[], path: string): number {
  return directives.filter(({ name, args }) => name === 'include' && matchesInclude(args[0] ?? '', path)).length
}

// nginx goes by the order in which it reads them; it loads a folder in the order of the names.
function findLateRewrites(block: readonly LoadedDirective[], folder: string): FoundLine[] {
  const include = block.findIndex(
    ({ name, args }) => name === 'include' && matchesInclude(args[0] ?? '', LOCATION_PATH),
  )
  const rest = block.slice(include + 1)
  const isBefore = ({ file }: LoadedDirective) => file.startsWith(folder + IN_SERVER) && file < folder + LOCATION_PATH
  const late = rest.slice(rest.findLastIndex(isBefore) + 1)
  return late.filter(directive => directive.isOwn && isRewrite(directive)).map(toLine)
}

const IN_SERVER = 'conf.d/elasticbeanstalk/'

function isRewrite({ name, block = [] }: LoadedDirective): boolean {
  return name === 'return' || name === 'rewrite' || (name === 'if' && block.some(isRewrite))
}

function toLine({ name, args, file, line }: LoadedDirective): FoundLine {
  return { file, line, text: [name, ...args].join(' ') }
}
