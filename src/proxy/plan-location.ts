/** Decides whether a location is added that makes an nginx that drops Upgrade hand it to the app. Pure. */

import { chooseLocation } from './choose-location.ts'
import { type FoundLocation, flattenLocations } from './find-locations.ts'
import {
  belowWarning,
  guardedWarning,
  lateRewriteWarning,
  patternWarning,
  unreadServerIncludeWarning,
  type WantedLocation,
} from './location-findings.ts'
import { toLocationPath } from './location-path.ts'
import { reachOf } from './location-pattern.ts'
import { NGINX_FOLDER } from './nginx-tree.ts'
import { LOCATION_PATH, writeLocation } from './proxy-file-texts.ts'
import type { ProxyFinding } from './proxy-finding.ts'
import {
  droppedAtPathWarning,
  noServerFolderWarning,
  ownLocationsWarning,
  unknownUpstreamWarning,
  unspeakablePathWarning,
  withoutServerWarning,
} from './proxy-findings.ts'
import { add, joinSlices, keepOwn, NOTHING, type ProxySlice, tell } from './proxy-slice.ts'
import type { ProxySurvey } from './scan-proxy-files.ts'

export interface LocationFacts {
  readonly survey: ProxySurvey
  /** Where the WebSocket will be opened. */
  readonly path: string
}

export interface LocationPlan extends ProxySlice {
  /** As far as can be told, the proxy will hand the Upgrade on. */
  readonly isPassedOn: boolean
}

const NAME = NGINX_FOLDER + LOCATION_PATH

/** One file, and only where no location of the bundle would lose what it answers. */
export function planLocation({ survey, path: wanted }: LocationFacts): LocationPlan {
  if (survey.files.has(NAME)) return { ...keepOwn(NAME), isPassedOn: true }
  const path = toLocationPath(wanted)
  const to = findApp(survey)
  const own = path && findOwn(survey, path, to)
  if (own) return keep(own, path)
  if (to === undefined) return refuse(tell(withoutServerWarning(survey.platform)))
  if (path === undefined) return refuse(tell(unspeakablePathWarning(wanted)))
  const text = writeLocation({ name: NAME, path, to, leavesFileNames: hasFileNamePatterns(survey, path) })
  const hindrance = findHindrance(survey, { path, to }, text)
  if (hindrance) return refuse(hindrance)
  const where = path === '/' ? 'for every path' : `for ${path}`
  const reason = `this platform's nginx does not hand the Upgrade header on; this does, ${where}, and leaves plain requests alone`
  return { ...add({ name: NAME, text, reason, purpose: 'upgrade' }), isPassedOn: true }
}

/** Puma's socket has a name among nginx's upstreams. Of PHP it is another server, whose port somebody has to tell. */
function findApp({ proxy: { target }, port }: ProxySurvey): string | undefined {
  if (target.kind === 'socket' && target.protocol === 'http') return `http://${target.upstream}`
  return port === undefined ? undefined : `http://127.0.0.1:${port}`
}

// What a location / answers with files, or hands to the same app, is no hindrance: only the Upgrade goes elsewhere.
function findOwn({ locations }: ProxySurvey, path: string, to: string | undefined): FoundLocation | undefined {
  const { prefix, patterns } = chooseLocation(locations, path)
  const chosen = patterns.find(({ isOwn, setsUpgrade }) => isOwn && setsUpgrade) ?? prefix
  if (!chosen?.isOwn) return undefined
  const isBeside = chosen.path === '/' && (chosen.proxyPass === undefined || chosen.proxyPass === to)
  return isBeside && !chosen.setsUpgrade ? undefined : chosen
}

function keep(own: FoundLocation, path: string): LocationPlan {
  const does = own.setsUpgrade ? 'hands Upgrade on' : 'does not hand Upgrade on'
  const kept = [{ name: own.file, reason: `line ${own.line} has a location ${own.path} that ${does}` }]
  const findings = own.setsUpgrade ? [] : [droppedAtPathWarning(own, path)]
  return { ...NOTHING, kept, findings, isPassedOn: own.setsUpgrade }
}

function findHindrance(survey: ProxySurvey, wanted: WantedLocation, text: string): ProxySlice | undefined {
  const { locations, serverIncludes, upstreams, proxy } = survey
  const own = locations.find(({ isOwn }) => isOwn)
  if (wanted.path === '/' && own) return tell(ownLocationsWarning(own))
  const passedBy = findPassedBy(survey, wanted)
  if (passedBy) return tell(passedBy)
  if (serverIncludes !== 1) return tell(noServerFolderWarning(serverIncludes, text))
  const { target } = proxy
  const isUnknown = target.kind === 'socket' && target.protocol === 'http' && !upstreams.includes(target.upstream)
  return isUnknown ? tell(unknownUpstreamWarning(target.upstream)) : undefined
}

/** What of the bundle decides about requests at the path, or below it, and would not be asked about a WebSocket. */
function findPassedBy(survey: ProxySurvey, wanted: WantedLocation): ProxyFinding | undefined {
  const { locations, lateRewrites, unreadIncludes } = survey
  const [unread] = unreadIncludes.server
  if (unread) return unreadServerIncludeWarning(unread, wanted)
  const [late] = lateRewrites
  if (late) return lateRewriteWarning(late, wanted)
  const { prefix, patterns } = chooseLocation(locations, wanted.path)
  if (prefix?.isOwn && prefix.guard) return guardedWarning(prefix, wanted)
  const pattern = patterns.find(each => each.isOwn && reachOf(each, wanted.path) === 'perhaps')
  if (pattern) return patternWarning(pattern, wanted)
  const below = flattenLocations(locations).find(each => each.isOwn && isBelow(each, wanted.path))
  return below && belowWarning(below, wanted)
}

function isBelow({ modifier, path: own }: FoundLocation, path: string): boolean {
  return /^(=|\^~|)$/.test(modifier) && own !== path && own.startsWith(path.endsWith('/') ? path : `${path}/`)
}

function hasFileNamePatterns({ locations }: ProxySurvey, path: string): boolean {
  return chooseLocation(locations, path).patterns.some(each => each.isOwn && reachOf(each, path) === 'file-names')
}

function refuse(slice: ProxySlice): LocationPlan {
  return { ...joinSlices([slice]), isPassedOn: false }
}
