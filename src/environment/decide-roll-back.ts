/**
 * Is the version before deployed again? Only where it is known to be good, and what failed is its successor's doing. Pure.
 * Longer than most: every reason against it stands here.
 */

import type { HandshakeReport } from '../handshake/handshake.ts'
import type { FailOn } from '../inputs/probe-inputs.ts'
import { isGone } from '../platform/environment-status.ts'
import { quoteForeign } from '../untrusted.ts'
import type { FailureKind } from './deployment-facts.ts'
import type { EnvironmentState } from './find-environment.ts'
import type { KeptSettings } from './keep-settings.ts'
import { GUESSED, type RollBackPlan } from './plan-roll-back.ts'
import { hasAbortedText } from './read-end.ts'
import { CAUSES, WHY_NOT } from './roll-back-causes.ts'
import type { Settled } from './settle.ts'

export type RollBackDecision =
  /** Nothing has failed, or nothing was deployed. */
  | { readonly kind: 'needless' }
  | { readonly kind: 'roll-back'; readonly because: string }
  /** The environment names the version of before: whether that runs is to be looked at. */
  | { readonly kind: 'look'; readonly because: string }
  | { readonly kind: 'refused'; readonly because: string }

/** The version that ran before anything was changed, as far as it was looked at. */
export interface RunningBefore {
  readonly handshake: HandshakeReport
  /** No update was going on. */
  readonly wasReady: boolean
  readonly isHealthy: boolean
  /** Undefined where they could not be read. */
  readonly settings: KeptSettings | undefined
}

export interface RollBackFacts {
  readonly plan: RollBackPlan
  /** Of this run. */
  readonly label: string
  readonly failOn: FailOn
  readonly before: RunningBefore | undefined
  /** Has Beanstalk said that it will do anything of what was asked? */
  readonly isBegun: boolean
  readonly settled: Settled | undefined
  /** Of the version that ran when the update was asked for; undefined where that is not known. */
  readonly replacedLabel: string | undefined
  readonly handshake: HandshakeReport | undefined
  readonly isHealthy: boolean | undefined
  /** As it is now. */
  readonly state: EnvironmentState | undefined
}

type Failure = 'deployment' | 'handshake' | 'health'

export function decideRollBack(facts: RollBackFacts): RollBackDecision {
  const failure = findFailure(facts)
  if (typeof failure === 'object') return failure
  const because = findObstacle(facts, failure)
  if (because !== undefined) return { kind: 'refused', because }
  const { plan, label, state } = facts
  const isBack = plan.kind === 'possible' && state?.versionLabel === plan.toLabel && plan.toLabel !== label
  const kind = isBack && !isMixed(facts, plan.toLabel) ? 'look' : 'roll-back'
  return { kind, because: REASONS[failure] }
}

const NEEDLESS = { kind: 'needless' } as const

const REASONS = {
  deployment: 'the deployment failed',
  handshake: 'the WebSocket was refused',
  health: 'the environment was not healthy',
} as const

function findFailure(facts: RollBackFacts): Failure | RollBackDecision {
  const { settled, handshake, isHealthy, isBegun, failOn } = facts
  if (!isBegun) return NEEDLESS
  if (!settled) return { kind: 'refused', because: 'the deployment had not come to its end' }
  if (settled.kind === 'failed') return 'deployment'
  const outcome = handshake?.targets[0]?.outcome
  if (outcome === 'rejected' && failOn !== 'never') return 'handshake'
  if (isHealthy === false) return 'health'
  if (outcome === 'accepted' || (outcome === 'rejected' && failOn === 'never')) return NEEDLESS
  return { kind: 'refused', because: 'it could not be found out whether a client can open a WebSocket' }
}

/** The first reason against it; completes "because ...". */
function findObstacle(facts: RollBackFacts, failure: Failure): string | undefined {
  const { plan, state, before } = facts
  if (isGone(state?.status)) return 'the environment is being terminated'
  if (plan.kind === 'impossible') return plan.because
  const other = findOther(facts, plan.toLabel, failure)
  if (other !== undefined) return other
  if (plan.mode === 'on-failed-handshake' && failure !== 'handshake')
    return `"rollback: on-failed-handshake" is for a WebSocket that is refused, and ${REASONS[failure]}`
  const doubt = findDoubt(before, plan.toLabel, failure)
  if (doubt !== undefined) return doubt
  if (!before?.settings) return 'the option settings of before are not known, and could not be set back'
  if (failure === 'health' && !before.isHealthy) return 'the environment was no healthier before the deployment'
  return failure === 'handshake' ? findOtherCause(facts.handshake, plan.isPathGuessed) : undefined
}

/** What somebody else has deployed, before this run's own version or since. */
function findOther(facts: RollBackFacts, toLabel: string, failure: Failure): string | undefined {
  const { label, state, replacedLabel } = facts
  if (replacedLabel !== undefined && replacedLabel !== toLabel)
    return `somebody else had deployed ${quoteForeign(replacedLabel)} before, in the place of "${toLabel}"`
  const now = state?.versionLabel
  if (state === undefined || now === label) return undefined
  // What a failed deployment leaves is the version before.
  if (now === toLabel && failure === 'deployment' && becauseOf(facts) !== 'deployment-superseded') return undefined
  return `somebody else has deployed meanwhile: the environment names ${now === undefined ? 'no version' : quoteForeign(now)}`
}

/** Why the version before is not known to be good. */
function findDoubt(before: RunningBefore | undefined, toLabel: string, failure: Failure): string | undefined {
  const former = `the version before, ${quoteForeign(toLabel)},`
  if (!before) return `${former} had not been looked at`
  const [target] = before.handshake.targets
  if (target?.outcome === 'accepted')
    return before.wasReady ? undefined : `another update was going on when ${former} was looked at`
  if (target?.outcome !== 'rejected')
    return `it could not be found out before the deployment whether ${former} opened a WebSocket`
  const seen = `${former} had opened no WebSocket either (${target.finding?.kind ?? 'unknown'})`
  return failure === 'handshake' ? `it was no better before the deployment: ${seen}` : seen
}

/** Why a refusal does not speak against the version. */
export function findOtherCause(handshake: HandshakeReport | undefined, isPathGuessed: boolean): string | undefined {
  const finding = handshake?.targets[0]?.finding
  if (!finding) return 'it is not known why the WebSocket was refused'
  const cause = CAUSES[finding.kind]
  if (cause !== 'version') return WHY_NOT[cause]
  const { layer } = finding
  // Of the connections that were not like the others, the layer is known and not the kind.
  if (layer === 'dns' || layer === 'tls') return WHY_NOT[layer]
  if (layer === 'tcp') return WHY_NOT.network
  return isPathGuessed ? GUESSED : undefined
}

function becauseOf({ settled }: RollBackFacts): FailureKind | undefined {
  return settled?.kind === 'failed' ? settled.because : undefined
}

/** Does anything tell of an instance with another version than that of before? The handshake shows what nothing tells. */
function isMixed(facts: RollBackFacts, toLabel: string): boolean {
  const { settled } = facts
  if (settled?.kind !== 'failed' || becauseOf(facts) === 'deployment-rolled-back') return false
  const { instances, events } = settled
  if (instances.kind !== 'told') return events.some(hasAbortedText)
  return instances.instances.some(({ versionLabel, status }) => versionLabel !== toLabel || status === 'Failed')
}
