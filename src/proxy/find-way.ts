/** What the proxy of a deployment does with requests at a path, as the bundle's files and the platform's read. Pure. */

import { chooseLocation } from './choose-location.ts'
import type { HttpdMapping } from './find-httpd-mappings.ts'
import type { FoundLocation } from './find-locations.ts'
import { reachOf } from './location-pattern.ts'
import type { ProxySurvey } from './scan-proxy-files.ts'

export interface ProxyWay {
  /** The bundle's own files that decide there; none where the platform's do. */
  readonly files: readonly string[]
  /** What becomes of an Upgrade; 'unknown' where it cannot be read off. */
  readonly upgrade: 'forwards' | 'drops' | 'unknown'
  readonly to: WayTarget
}

export type WayTarget =
  /** The port, socket or container in which the platform has the app. */
  | { readonly kind: 'app' }
  /** A port of the instance that is not the app's, and where it is written. */
  | { readonly kind: 'other-port'; readonly port: number; readonly file: string; readonly line: number }
  | { readonly kind: 'unknown' }

/** Without what is added to the bundle. `path`: without a query. */
export function findWay(survey: ProxySurvey, path: string): ProxyWay {
  const way = survey.proxy.proxy === 'apache' ? findHttpdWay(survey, path) : findNginxWay(survey, path)
  return isDoubtful(survey) ? { ...way, upgrade: 'unknown', to: UNKNOWN } : way
}

const UNKNOWN = { kind: 'unknown' } as const
const APP = { kind: 'app' } as const

/** Whether the instance may have other files than those that were read. */
export function isDoubtful({ completer, writtenFiles, unreadable, unreadIncludes }: ProxySurvey): boolean {
  const writes = writtenFiles.some(({ target }) => /^\/etc\/(nginx|httpd)\/|^\/var\/proxy\//.test(target))
  return completer !== undefined || writes || unreadable.length > 0 || unreadIncludes.server.length > 0
}

function findNginxWay(survey: ProxySurvey, path: string): ProxyWay {
  const { locations, overrides } = survey
  const { prefix, patterns } = chooseLocation(locations, path)
  const reaching = patterns.filter(pattern => reachOf(pattern, path) === 'perhaps')
  const candidates = prefix ? [...reaching, prefix] : reaching
  const own = candidates.filter(({ isOwn }) => isOwn)
  // A file in the place of the platform's may well have left nothing for the path.
  if (candidates.length === 0 && overrides.length > 0) return withUnread(overrides.map(({ name }) => name))
  if (own.length === 0) return describePlatform(survey)
  const files = listNames(own)
  const targets = candidates.map(location => findTarget(location, survey))
  const [target = UNKNOWN] = targets
  return {
    files,
    upgrade: agree(candidates.map(({ passing }) => passing.upgrade)) ?? 'unknown',
    to: targets.every(({ kind }) => kind === target.kind) ? target : UNKNOWN,
  }
}

function describePlatform({ proxy: { forwardsUpgrade, target } }: ProxySurvey): ProxyWay {
  const upgrade = ({ yes: 'forwards', no: 'drops', unknown: 'unknown' } as const)[forwardsUpgrade]
  return { files: [], upgrade, to: target.kind === 'unknown' ? UNKNOWN : APP }
}

function withUnread(files: readonly string[]): ProxyWay {
  return { files, upgrade: 'unknown', to: UNKNOWN }
}

function listNames(found: readonly { readonly file: string }[]): string[] {
  return [...new Set(found.map(({ file }) => file))]
}

/** Undefined where they differ. */
function agree<Value>(values: readonly Value[]): Value | undefined {
  return values.every(value => value === values[0]) ? values[0] : undefined
}

/** Which ports are not the app's is for the rules of the scan to say. */
function findTarget({ passing: { proxyPass }, isOwn }: FoundLocation, survey: ProxySurvey): WayTarget {
  if (!isOwn) return describePlatform(survey).to
  if (!proxyPass) return UNKNOWN
  const [, host = '', port] = /^https?:\/\/([^:/$]+)(?::(\d+))?(?:\/[^$]*)?$/.exec(proxyPass.to) ?? []
  const servers = survey.upstreamServers.filter(({ upstream }) => upstream === host)
  const places = servers.length > 0 ? servers : [{ ...proxyPass, address: `${host}:${port ?? 80}` }]
  const wrong = places.find(place => isOtherPort(place, survey))
  if (wrong) {
    const { file, line, address } = wrong
    return { kind: 'other-port', port: readPort(address), file, line }
  }
  return places.every(({ address }) => isApp(address, survey)) ? APP : UNKNOWN
}

function isOtherPort({ file, line }: { readonly file: string; readonly line: number }, { findings }: ProxySurvey) {
  return findings.some(each => each.rule === 'not-the-port-of-the-app' && each.file === file && each.line === line)
}

function isApp(address: string, { proxy: { target } }: ProxySurvey): boolean {
  if (target.kind === 'socket' || target.kind === 'container') return address === `${target.upstream}:80`
  return target.kind === 'loopback' && LOCAL.test(address) && readPort(address) === target.port
}

const LOCAL = /^(127\.\d+\.\d+\.\d+|localhost|0\.0\.0\.0)(:\d+)?$/

function readPort(address: string): number {
  return Number(/:(\d+)$/.exec(address)?.[1] ?? 80)
}

function findHttpdWay(survey: ProxySurvey, path: string): ProxyWay {
  const { mappings } = survey.httpd
  const reaching = mappings.filter(mapping => mayAnswer(mapping, path))
  const [longest] = reaching
    .filter(mapping => mapping.path !== undefined)
    .toSorted((a, b) => (b.path?.length ?? 0) - (a.path?.length ?? 0))
  const candidates = [...reaching.filter(mapping => mapping.path === undefined), ...(longest ? [longest] : [])]
  if (candidates.length === 0) return describePlatform(survey)
  const passes = agree(candidates.map(({ passesUpgrade }) => passesUpgrade))
  const isAppOnly = candidates.every(({ target = '' }) => isApp(target.replace(/^\w+:\/\/([^/]*).*$/, '$1'), survey))
  return {
    files: listNames(candidates),
    upgrade: passes === undefined ? 'unknown' : passes ? 'forwards' : 'drops',
    to: isAppOnly ? APP : UNKNOWN,
  }
}

// httpd compares whole parts of a path: "/ws" is not "/wsfoo".
function mayAnswer({ path: own, pattern = '' }: HttpdMapping, path: string): boolean {
  if (own === undefined) return reachOf({ modifier: '~', path: pattern }, path) !== 'never'
  const bare = own.replace(/\/$/, '')
  return path === bare || path.startsWith(`${bare}/`)
}
