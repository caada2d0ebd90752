/** Decides which proxy files are added to a source bundle. Pure. */

import type { Platform } from '../platform/platform.ts'
import type { TimeoutDirective } from './find-timeouts.ts'
import { findMissingTimeouts, type PlannedTimeout, planTimeouts } from './plan-timeouts.ts'
import { NGINX_FILE, PIN_FILE, writeNginxFile, writePinFile } from './proxy-file-texts.ts'
import type { ProxyFinding } from './proxy-finding.ts'
import {
  droppedUpgradeWarning,
  lowTimeoutWarning,
  notIncludedWarning,
  otherProxyFinding,
  unknownPlatformWarning,
  unreadableWarning,
} from './proxy-findings.ts'
import type { ProxySurvey } from './scan-proxy-files.ts'

export interface ProxyPlan {
  readonly additions: readonly ProxyFile[]
  /** Files of the bundle that do what one of ours would do, or decide what ours could not. */
  readonly kept: readonly { readonly name: string; readonly reason: string }[]
  readonly findings: readonly ProxyFinding[]
  /** What will be in force at nginx's http level; a server or location of the bundle may say otherwise. */
  readonly timeouts: readonly PlannedTimeout[]
}

export interface ProxyFile {
  readonly name: string
  readonly text: string
  /** Completes "added, because ...". */
  readonly reason: string
}

export interface ProxyPlanFacts {
  readonly survey: ProxySurvey
  /** Seconds of silence that the proxy is to allow. */
  readonly timeoutSeconds: number
  readonly mode: 'auto' | 'off'
}

/**
 * Adds at most two files and never replaces one. A timeout is added at the http level, where it can meet no other
 * level's, and only where nginx would load no copy of it there: two would end the deployment.
 */
export function planProxyFiles(facts: ProxyPlanFacts): ProxyPlan {
  const { survey, timeoutSeconds } = facts
  const { platform, httpIncludes, timeouts } = survey
  const known = { proxy: survey.proxy.proxy, timeouts, timeoutSeconds }
  const found = isAl2OrLater(platform) ? survey.findings : []
  const obstacle = facts.mode === 'off' ? [] : findObstacle(survey)
  if (facts.mode === 'off' || obstacle.length > 0) {
    return { additions: [], kept: [], findings: [...obstacle, ...found], timeouts: planTimeouts(known, []) }
  }
  const missing = findMissingTimeouts(survey.timeouts)
  const nginxFile = planNginxFile(facts, missing)
  const isOutOfReach = missing.length > 0 && httpIncludes !== 1
  return {
    additions: [...nginxFile, ...planPinFile(survey)],
    kept: findKept(survey),
    findings: [
      ...(isOutOfReach ? [notIncludedWarning({ directives: missing, timeoutSeconds, httpIncludes })] : []),
      ...findLowTimeouts(facts),
      ...findDroppedUpgrade(survey),
      ...found,
    ],
    timeouts: planTimeouts(known, nginxFile.length > 0 ? missing : []),
  }
}

function findObstacle({ platform, proxy, chosenBy, unreadable }: ProxySurvey): ProxyFinding[] {
  if (platform.family !== 'nodejs' || !isAl2OrLater(platform)) return [unknownPlatformWarning(platform)]
  if (proxy.proxy !== 'nginx') return [otherProxyFinding(chosenBy ?? "it is the platform's default")]
  return unreadable.length > 0 ? [unreadableWarning(unreadable)] : []
}

// The rules by which the survey judged, and the only ones that the files are written for.
function isAl2OrLater({ generation }: Platform): boolean {
  return generation === 'al2' || generation === 'al2023'
}

function planNginxFile({ survey, timeoutSeconds }: ProxyPlanFacts, missing: readonly TimeoutDirective[]): ProxyFile[] {
  if (missing.length === 0 || survey.httpIncludes !== 1 || survey.files.has(NGINX_FILE)) return []
  const reason = `nginx closes a WebSocket after 60 seconds of silence; this allows ${timeoutSeconds} seconds`
  return [{ name: NGINX_FILE, text: writeNginxFile(missing, timeoutSeconds), reason }]
}

function planPinFile({ settings, ebextensions }: ProxySurvey): ProxyFile[] {
  if (ebextensions.includes(PIN_FILE) || settings.some(({ option }) => option === 'ProxyServer')) return []
  const reason = 'files in .platform/nginx are for nginx, and this keeps nginx the proxy'
  return [{ name: PIN_FILE, text: writePinFile(), reason }]
}

function findKept({ overrides, timeouts, files, ebextensions, settings }: ProxySurvey): ProxyPlan['kept'] {
  const ours = [NGINX_FILE, PIN_FILE].filter(name => files.has(name) || ebextensions.includes(name))
  const ownTimeouts = timeouts.filter(({ level, file }) => level === 'http' && !ours.includes(file))
  const pins = settings.filter(({ option, file }) => option === 'ProxyServer' && !ours.includes(file))
  return [
    ...ours.map(name => ({ name, reason: 'the bundle has its own file of this name' })),
    ...overrides.map(({ name }) => ({ name, reason: "it takes the place of the platform's own" })),
    ...ownTimeouts.map(({ file, line, directive, value }) => {
      return { name: file, reason: `line ${line} sets ${directive} ${value}` }
    }),
    ...pins.map(({ file, line, value }) => ({ name: file, reason: `line ${line} sets ProxyServer ${value}` })),
  ]
}

function findLowTimeouts({ survey, timeoutSeconds }: ProxyPlanFacts): ProxyFinding[] {
  return survey.timeouts.flatMap(found => {
    return (found.seconds ?? timeoutSeconds) < timeoutSeconds ? [lowTimeoutWarning(found, timeoutSeconds)] : []
  })
}

function findDroppedUpgrade({ overrides, upgradeLocations }: ProxySurvey): ProxyFinding[] {
  if (upgradeLocations.length > 0) return []
  return overrides.filter(({ rootLocation }) => rootLocation === 'drops').map(({ name }) => droppedUpgradeWarning(name))
}
