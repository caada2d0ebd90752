/** Decides which proxy files are added to a source bundle. Pure. */

import type { Beacon } from '../handshake/beacon.ts'
import { beaconPath } from './beacon-file.ts'
import { explainNoFiles } from './explain-no-files.ts'
import { planBeacon, withoutBeacon } from './plan-beacon.ts'
import { planHttpd } from './plan-httpd.ts'
import { planLocation } from './plan-location.ts'
import { planPin } from './plan-pin.ts'
import { planRecipe } from './plan-recipe.ts'
import { type PlannedTimeout, planTimeouts } from './plan-timeouts.ts'
import { planTimeoutsFile } from './plan-timeouts-file.ts'
import type { ProxyFinding } from './proxy-finding.ts'
import { joinSlices, NOTHING, type ProxySlice, tell } from './proxy-slice.ts'
import type { ProxySurvey } from './scan-proxy-files.ts'

export interface ProxyPlan extends ProxySlice {
  /** What will be in force at nginx's http level; a server or location of the bundle may say otherwise. */
  readonly timeouts: readonly PlannedTimeout[]
  /** What the proxy will answer at by itself, if a file for it is added. */
  readonly beacon?: Beacon
}

export interface ProxyPlanFacts {
  readonly survey: ProxySurvey
  /** Where the WebSocket will be opened, with or without a query. */
  readonly path: string
  /** Seconds of silence that the proxy is to allow. */
  readonly timeoutSeconds: number
  readonly mode: 'auto' | 'off'
  /** The version that a beacon is to tell of; undefined where nobody wants one. */
  readonly beaconOf?: string | undefined
}

/**
 * Adds at most four files and never replaces one: what lets a WebSocket stay open, what lets it open where the proxy
 * would not, what makes the others have an effect, and a beacon where one is wanted.
 */
export function planProxyFiles(facts: ProxyPlanFacts): ProxyPlan {
  const { survey, timeoutSeconds } = facts
  const obstacle = explainNoFiles(survey)
  const isHindered = facts.mode === 'off' || obstacle !== undefined
  const planned = joinSlices([isHindered ? NOTHING : planByProxy(facts), planWantedBeacon(facts, isHindered)])
  const said = facts.mode === 'off' || !obstacle ? [] : [obstacle]
  const known = { proxy: survey.proxy.proxy, timeouts: survey.timeouts, timeoutSeconds }
  return {
    ...planned,
    findings: [...said, ...planned.findings, ...judgedByLaterRules(survey)],
    timeouts: planTimeouts(known, planned.additions),
    ...describeBeacon(planned, facts),
  }
}

function planByProxy(facts: ProxyPlanFacts): ProxySlice {
  const { platform, proxy, upgradeLocations } = facts.survey
  if (proxy.proxy === 'nginx' && platform.generation === 'al1' && proxy.overlay === undefined) return planRecipe(facts)
  const upgrade = proxy.proxy === 'apache' ? planHttpd(facts) : planUpgrade(facts)
  // What keeps a WebSocket open is of no use where none opens.
  if (!upgrade.isPassedOn && upgradeLocations.length === 0) return upgrade
  const files = joinSlices([...(proxy.proxy === 'nginx' ? [planTimeoutsFile(facts)] : []), upgrade])
  return joinSlices([files, planPin(facts.survey)])
}

function planWantedBeacon({ survey, mode, beaconOf }: ProxyPlanFacts, isHindered: boolean): ProxySlice {
  if (beaconOf === undefined) return NOTHING
  if (!isHindered) return planBeacon(survey, beaconOf)
  return tell(withoutBeacon(mode === 'off' ? '"proxy-files: off" was given' : 'no proxy files can be added here'))
}

function describeBeacon(
  { additions }: ProxySlice,
  { beaconOf: versionLabel }: ProxyPlanFacts,
): Pick<ProxyPlan, 'beacon'> {
  const isAdded = versionLabel !== undefined && additions.some(({ purpose }) => purpose === 'beacon')
  return isAdded ? { beacon: { path: beaconPath(versionLabel), versionLabel } } : {}
}

function planUpgrade(facts: ProxyPlanFacts) {
  return facts.survey.proxy.forwardsUpgrade === 'yes' ? { ...NOTHING, isPassedOn: true } : planLocation(facts)
}

// Amazon Linux 1 read other folders, and ran what is of no effect today.
function judgedByLaterRules({ platform, findings }: ProxySurvey): readonly ProxyFinding[] {
  return platform.generation === 'al1' ? [] : findings
}
