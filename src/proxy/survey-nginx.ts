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
import { type LoadedDirective, matchesInclude, type NginxTree } from './nginx-tree.ts'
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
    locations: findServerLocations(ours.length > 0 ? ours : servers),
    serverIncludes: Math.max(0, ...servers.map(({ block = [] }) => countIncludes(block, LOCATION_PATH))),
    upstreams: tree.http.filter(({ name }) => name === 'upstream').flatMap(({ args }) => args[0] ?? []),
  }
}

const NO_NGINX: NginxSurvey = {
  overrides: [],
  httpIncludes: 0,
  upgradeLocations: [],
  locations: [],
  serverIncludes: 0,
  upstreams: [],
}

function countIncludes(directives: readonly LoadedDirective[], path: string): number {
  return directives.filter(({ name, args }) => name === 'include' && matchesInclude(args[0] ?? '', path)).length
}
