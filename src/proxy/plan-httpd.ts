/** Decides whether a file is added that makes httpd hand Upgrade to the app. Pure. */

import type { ProxyDescription } from '../platform/describe-proxy.ts'
import { HTTPD_FOLDER, type HttpdMapping } from './find-httpd-mappings.ts'
import {
  mappingBelowWarning,
  noHttpdFolderWarning,
  ownMappingsWarning,
  staticFilesWarning,
  upgradeMissingWarning,
} from './httpd-findings.ts'
import { toLocationPath } from './location-path.ts'
import { reachOf } from './location-pattern.ts'
import type { LocationPlan } from './plan-location.ts'
import { HTTPD_PATH, writeHttpd } from './proxy-file-texts.ts'
import type { ProxyFinding } from './proxy-finding.ts'
import { unspeakablePathWarning, withoutServerWarning } from './proxy-findings.ts'
import { add, keepOwn, NOTHING, type ProxySlice, tell } from './proxy-slice.ts'
import type { ProxySurvey } from './scan-proxy-files.ts'

export interface HttpdFacts {
  readonly survey: ProxySurvey
  /** Where the WebSocket will be opened. */
  readonly path: string
  readonly timeoutSeconds: number
}

const NAME = HTTPD_FOLDER + HTTPD_PATH

/** One file, and only where no mapping of the bundle would lose what it answers. */
export function planHttpd({ survey, path: wanted, timeoutSeconds }: HttpdFacts): LocationPlan {
  const { files, httpd, platform } = survey
  if (files.has(NAME)) return { ...keepOwn(NAME), isPassedOn: true }
  const path = toLocationPath(wanted)
  const to = findApp(survey)
  const own = path && findOwn(httpd.mappings, path, to)
  if (own) return keep(own, path, timeoutSeconds)
  if (to === undefined) return refuse(tell(withoutServerWarning(platform)))
  if (path === undefined) return refuse(tell(unspeakablePathWarning(wanted)))
  const isForWebSocketsOnly = survey.proxy.target.kind === 'socket'
  const text = writeHttpd({ name: NAME, path, to, timeoutSeconds, isForWebSocketsOnly })
  const hindrance = findHindrance(survey, path, text)
  if (hindrance) return refuse(tell(hindrance))
  if (!httpd.includesOurs) return refuse(tell(noHttpdFolderWarning(text)))
  const reason = `httpd does not hand the Upgrade header on; this does, ${path === '/' ? 'for every path' : `for ${path}`}, and allows ${timeoutSeconds} seconds of silence`
  return { ...add({ name: NAME, text, reason, purpose: 'upgrade' }), isPassedOn: true }
}

/** What ours would take the place of. PHP's file leaves plain requests alone, and static files are nothing else. */
function findHindrance(
  { httpd, staticFiles, proxy }: ProxySurvey,
  path: string,
  text: string,
): ProxyFinding | undefined {
  const [first] = httpd.mappings
  if (path === '/' && first) return ownMappingsWarning(first)
  const below = httpd.mappings.find(mapping => mayBeBelow(mapping, path))
  if (below) return mappingBelowWarning(below, path, text)
  const folder = Object.keys(staticFiles).find(each => covers(path, each))
  return folder !== undefined && proxy.target.kind !== 'socket' ? staticFilesWarning(folder, path) : undefined
}

// A mapping of the path itself, or of what is around it, was looked at before.
function mayBeBelow({ path: own, pattern }: HttpdMapping, path: string): boolean {
  if (own === undefined) return reachOf({ modifier: '~', path: pattern ?? '' }, path) !== 'never'
  return covers(path, own) && !covers(own, path)
}

/** As the platform's own ProxyPass names it. Of PHP it is another server, whose port somebody has to tell. */
function findApp({ proxy: { target }, port }: ProxySurvey): string | undefined {
  const number = toPort(target) ?? port
  return number === undefined ? undefined : `http://localhost:${number}`
}

function toPort(target: ProxyDescription['target']): number | undefined {
  return target.kind === 'loopback' ? target.port : undefined
}

// A pattern may be about any path: it counts where it hands WebSockets on.
function findOwn(mappings: readonly HttpdMapping[], path: string, to: string | undefined): HttpdMapping | undefined {
  const covering = mappings.filter(mapping => mapping.path !== undefined && covers(mapping.path, path))
  const [chosen] = covering.toSorted((a, b) => (b.path?.length ?? 0) - (a.path?.length ?? 0))
  const pattern = mappings.find(mapping => mapping.path === undefined && mapping.passesUpgrade)
  if (pattern && !chosen?.passesUpgrade) return pattern
  const isBeside = chosen?.path === '/' && path !== '/' && isSameApp(chosen.target, to)
  return isBeside && !chosen.passesUpgrade ? undefined : chosen
}

// httpd compares whole parts of a path: "/ws" is not "/wsfoo".
function covers(prefix: string, path: string): boolean {
  const bare = prefix.replace(/\/$/, '')
  return path === prefix || path === bare || path.startsWith(`${bare}/`)
}

function isSameApp(target = '', to = ''): boolean {
  return target.replace('//127.0.0.1:', '//localhost:').replace(/\/$/, '') === to
}

function keep(own: HttpdMapping, path: string, timeoutSeconds: number): LocationPlan {
  const does = own.passesUpgrade ? 'hands WebSockets on' : `answers at ${own.path}, and hands no WebSocket on`
  const kept = [{ name: own.file, reason: `line ${own.line} ${does}` }]
  const findings = own.passesUpgrade ? [] : [upgradeMissingWarning(own, path, timeoutSeconds)]
  return { ...NOTHING, kept, findings, isPassedOn: own.passesUpgrade }
}

function refuse(slice: ProxySlice): LocationPlan {
  return { ...slice, isPassedOn: false }
}
