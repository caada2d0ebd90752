/** Decides which timeouts are added at nginx's http level, and tells of the bundle's own. Pure. */

import type { FoundTimeout } from './find-timeouts.ts'
import { findMissingTimeouts } from './plan-timeouts.ts'
import { TIMEOUTS_PATH, writeTimeouts } from './proxy-file-texts.ts'
import type { ProxyFinding } from './proxy-finding.ts'
import { droppedUpgradeWarning, lowTimeoutWarning, notIncludedWarning, unreadIncludeWarning } from './proxy-findings.ts'
import { add, joinSlices, keepOwn, NOTHING, type ProxySlice, tell } from './proxy-slice.ts'
import type { ProxySurvey } from './scan-proxy-files.ts'

export interface TimeoutFacts {
  readonly survey: ProxySurvey
  readonly timeoutSeconds: number
}

/**
 * A timeout is added where it can meet no other level's, and only where nginx would load no copy of it there: two would
 * end the deployment.
 */
export function planTimeoutsFile(facts: TimeoutFacts): ProxySlice {
  const { survey, timeoutSeconds } = facts
  return joinSlices([
    planFile(facts, `${survey.proxy.overlay}${TIMEOUTS_PATH}`),
    findKept(survey),
    { ...NOTHING, findings: [...findLow(survey.timeouts, timeoutSeconds), ...findDroppedUpgrade(survey)] },
  ])
}

function planFile({ survey, timeoutSeconds }: TimeoutFacts, name: string): ProxySlice {
  const { files, httpIncludes, unreadIncludes } = survey
  const directives = findMissingTimeouts(survey.timeouts)
  const [unread] = unreadIncludes.http
  if (unread && directives.length > 0 && !files.has(name))
    return tell(unreadIncludeWarning(unread, directives, timeoutSeconds))
  const isOutOfReach = directives.length > 0 && httpIncludes !== 1
  const warning = isOutOfReach
    ? tell(notIncludedWarning({ folder: `${survey.proxy.overlay}`, directives, timeoutSeconds, httpIncludes }))
    : NOTHING
  if (files.has(name)) return joinSlices([keepOwn(name), warning])
  if (directives.length === 0 || isOutOfReach) return warning
  const reason = `nginx closes a WebSocket after 60 seconds of silence; this allows ${timeoutSeconds} seconds`
  return add({ name, text: writeTimeouts(name, directives, timeoutSeconds), reason, purpose: 'timeouts' })
}

function findKept({ overrides, timeouts, proxy }: ProxySurvey): ProxySlice {
  const ours = `${proxy.overlay}${TIMEOUTS_PATH}`
  const own = timeouts.filter(({ level, file }) => level === 'http' && file !== ours)
  return {
    ...NOTHING,
    kept: [
      ...overrides.map(({ name }) => ({ name, reason: "it takes the place of the platform's own" })),
      ...own.map(({ file, line, directive, value }) => {
        return { name: file, reason: `line ${line} sets ${directive} ${value}` }
      }),
    ],
  }
}

function findLow(timeouts: readonly FoundTimeout[], timeoutSeconds: number): ProxyFinding[] {
  return timeouts.flatMap(found => {
    return (found.seconds ?? timeoutSeconds) < timeoutSeconds ? [lowTimeoutWarning(found, timeoutSeconds)] : []
  })
}

// Where the platform's own location drops it as well, the plan of the location has looked.
function findDroppedUpgrade({ overrides, upgradeLocations, proxy }: ProxySurvey): ProxyFinding[] {
  if (upgradeLocations.length > 0 || proxy.forwardsUpgrade !== 'yes') return []
  return overrides.filter(({ rootLocation }) => rootLocation === 'drops').map(({ name }) => droppedUpgradeWarning(name))
}
