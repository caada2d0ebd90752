/** Composes the slices of the stages into one plan: everything decided, nothing done. Pure. */

import type { EnvironmentSurvey } from '../environment/find-environment.ts'
import type { ForeseenEnvironment } from '../environment/foresee-environment.ts'
import { type CreationPlan, planCreation } from '../environment/plan-creation.ts'
import { planRollBack, type RollBackPlan } from '../environment/plan-roll-back.ts'
import { planUpdate, type UpdatePlan } from '../environment/plan-update.ts'
import type { DeployRequest } from '../inputs/deploy-request.ts'
import type { OptionSetting } from '../inputs/option-settings.ts'
import type { InboundPlan } from '../network/plan-inbound.ts'
import { type LoadBalancerPlan, planLoadBalancer } from '../network/plan-load-balancer.ts'
import type { InboundSurvey } from '../network/survey-inbound.ts'
import { foreseeSettings } from '../platform/foresee-front.ts'
import type { ProxyPlan } from '../proxy/plan-proxy-files.ts'
import type { ProxySurvey } from '../proxy/scan-proxy-files.ts'
import type { PrunePlan } from '../version/plan-prune.ts'
import { planVersion, type VersionBytes, type VersionPlan } from '../version/plan-version.ts'
import type { VersionSurvey } from '../version/survey-version.ts'
import { findShortestTimeout } from './describe-load-balancer.ts'
import { findListenerPort, type HandshakePlan, replanHandshake } from './plan-handshake.ts'
import { planInboundOf } from './plan-inbound-of.ts'

export interface Plan {
  /** How a single file becomes a source bundle; undefined for what is one, and for a folder. */
  readonly wrapping: string | undefined
  readonly proxy: ProxyPlan
  readonly inbound: InboundPlan
  readonly loadBalancer: LoadBalancerPlan
  readonly version: VersionPlan
  readonly update: UpdatePlan
  /** What becomes of it when it does not end well; undefined where nothing is to be rolled back. */
  readonly rollBack: RollBackPlan | undefined
  /** After a run that was a success; undefined where all versions are kept. */
  readonly prune: PrunePlan | undefined
  readonly handshake: HandshakePlan
  /** What is counted on although nobody has read it on an instance. */
  readonly assumed: readonly string[]
}

export interface PlanFacts {
  readonly environment: EnvironmentSurvey
  /** The same, where it does not exist yet. */
  readonly foreseen: ForeseenEnvironment | undefined
  readonly inbound: InboundSurvey
  readonly version: VersionSurvey
  readonly proxy: ProxyPlan
  readonly proxySurvey: ProxySurvey
  readonly handshake: HandshakePlan
  readonly wrapping: string | undefined
  readonly bytes: VersionBytes
}

/** Throws an ActionError when what was found rules the request out. */
export function makePlan(request: DeployRequest, facts: PlanFacts): Plan {
  const { environment, proxy, bytes } = facts
  const { applicationName, optionSettings, version, waitForDeployment: wait } = request
  const loadBalancer = planLoadBalancer(request.loadBalancer, {
    frontSettings: facts.foreseen
      ? foreseeSettings(facts.proxySurvey.frontSettings, optionSettings)
      : environment.frontSettings,
    optionSettings,
    proxySeconds: findShortestTimeout(proxy.timeouts) ?? request.proxy.timeoutSeconds,
    isNginx: facts.proxySurvey.proxy.proxy === 'nginx',
    polling: facts.handshake.protocol.asked.name === 'socket.io' ? 'Socket.IO' : undefined,
    bundleSettings: facts.proxySurvey.frontSettings,
    websocketPort: facts.foreseen ? undefined : findListenerPort(facts.handshake),
  })
  const [deployedLabel, formerLabel] = [version.label, environment.versionLabel]
  const update = planUpdate(environment, {
    creation: planCreationOf(request, facts),
    ...{ label: version.label, optionSettings, tunings: loadBalancer.tunings, wait },
  })
  return {
    wrapping: facts.wrapping,
    proxy,
    inbound: planInboundOf(environment, request, {
      survey: facts.inbound,
      kind: facts.foreseen ? loadBalancer.before.loadBalancer : environment.front.loadBalancer,
      settings: listComing(request, facts.proxySurvey),
    }),
    loadBalancer,
    version: planVersion(version, { applicationName, survey: facts.version, bundle: bytes }),
    update,
    rollBack: planRollBack({ mode: request.rollBack, update, isPathGuessed: facts.handshake.isGuess }),
    prune: version.keep === undefined ? undefined : { applicationName, keep: version.keep, deployedLabel, formerLabel },
    handshake: facts.handshake,
    assumed: listAssumptions(facts.proxySurvey),
  }
}

/** The plan of an environment that did not exist when it was made, with what can be known now that it does. */
export function completePlan(
  request: DeployRequest,
  plan: Plan,
  { environment, inbound }: Pick<PlanFacts, 'environment' | 'inbound'>,
): Plan {
  const { front } = environment
  return {
    ...plan,
    // Its settings are those of the bundle already.
    inbound: planInboundOf(environment, request, {
      survey: inbound,
      kind: front.loadBalancer,
      settings: request.optionSettings,
    }),
    loadBalancer: { ...plan.loadBalancer, before: front, after: front },
    update: { ...plan.update, environmentId: environment.id },
    handshake: replanHandshake(request.handshake, plan.handshake, environment),
  }
}

function listComing(
  { optionSettings }: DeployRequest,
  { frontSettings, launchSettings }: ProxySurvey,
): OptionSetting[] {
  return [...optionSettings, ...frontSettings, ...launchSettings]
}

function planCreationOf(request: DeployRequest, { foreseen, proxySurvey }: PlanFacts): CreationPlan | undefined {
  if (!foreseen) return undefined
  const { ebextensions, unreadable } = proxySurvey
  return planCreation(request.creation, {
    foreseen,
    settings: listComing(request, proxySurvey),
    isBundleUnread: ebextensions.some(name => unreadable.includes(name)),
    region: request.region,
  })
}

function listAssumptions({ platform, proxy }: ProxySurvey): string[] {
  if (proxy.sure === 'verified' || proxy.forwardsUpgrade === 'unknown') return []
  const does = proxy.forwardsUpgrade === 'yes' ? 'hands the Upgrade header on' : 'does not hand the Upgrade header on'
  return [`Assumed, not verified: ${proxy.proxy} on "${platform.name}" ${does} (${proxy.source}).`]
}
