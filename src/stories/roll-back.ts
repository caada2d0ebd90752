/** Deploys the version before again, where the deployment has failed and that one is known to be good; and proves it. */

import { ActionError } from '../action-error.ts'
import { capitalize } from '../capitalize.ts'
import type { Context } from '../context.ts'
import { decideRollBack, findOtherCause, type RunningBefore } from '../environment/decide-roll-back.ts'
import { deployVersion } from '../environment/deploy-version.ts'
import { describeState } from '../environment/describe-state.ts'
import type { EnvironmentState, EnvironmentSurvey } from '../environment/find-environment.ts'
import { areSettingsLeft, type KeptSettings, planReturnUpdate } from '../environment/keep-settings.ts'
import type { RollBackPlan } from '../environment/plan-roll-back.ts'
import { readSettings } from '../environment/read-settings.ts'
import type { HandshakeReport } from '../handshake/handshake.ts'
import type { OutageWatch } from '../handshake/watch-outages.ts'
import type { DeployProducts } from '../report/deploy-products.ts'
import type { DeploymentPhase, RollBackOutcome, RollBackReport } from '../report/roll-back-report.ts'
import { toProblem } from '../report/verdict.ts'
import type { ProbeOptions } from './handshake-options.ts'
import { lookAtFormer } from './look-at-former.ts'
import type { VersionToRun } from './run-version.ts'
import { stagesOf } from './stages.ts'
import { tellRollBack } from './tell-roll-back.ts'

export interface RollBackOrder {
  readonly deployment: Pick<VersionToRun, 'plan' | 'request'> & { readonly probe: ProbeOptions }
  readonly plan: RollBackPlan
  /** Undefined where nobody has looked. */
  readonly before: RunningBefore | undefined
  readonly watch: OutageWatch<DeploymentPhase> | undefined
  /** What the report has of it whatever is decided. */
  readonly about: Pick<RollBackReport, 'mode' | 'toLabel' | 'before'>
}

/** What goes wrong is a product, too. Throws only when the run is cancelled. */
export async function rollBack(context: Context, order: RollBackOrder, products: DeployProducts): Promise<void> {
  const { about } = order
  const progress: Progress = { because: 'the deployment failed', isBegun: false }
  try {
    const outcome = await decideAndAct(context, { ...order, progress }, products)
    products.rollBack = { ...about, ...outcome }
  } catch (error) {
    const code = error instanceof ActionError ? error.code : undefined
    const kind = code === 'cancelled' || code === 'deadline-exceeded' ? 'interrupted' : 'failed'
    const isUnanswered = !progress.isBegun && context.ledger.entries().at(-1)?.outcome === 'asked'
    const isBegun = isUnanswered ? 'unknown' : progress.isBegun
    products.rollBack = { ...about, kind, ...progress, isBegun, reason: toProblem(error).what }
    if (code === 'cancelled') throw error
  }
  tellRollBack(context, products)
}

/** How far it came, for what is told when it ends early. */
interface Progress {
  because: string
  isBegun: boolean
  isOver?: boolean
}

interface Acting extends RollBackOrder {
  readonly progress: Progress
}

async function decideAndAct(context: Context, acting: Acting, products: DeployProducts): Promise<RollBackOutcome> {
  const { plan, before, progress } = acting
  const { survey, state } = products
  const decide = () => decideRollBack({ ...gather(acting, products), plan, before })
  const first = decide()
  if (first.kind === 'needless' || (context.signal.aborted && first.kind === 'refused')) return first
  if (context.signal.aborted) return { kind: 'refused', because: 'the job was cancelled' }
  if (state) products.state = await describeState(context, state.id)
  const decision = decide()
  if (decision.kind === 'needless' || decision.kind === 'refused') return decision
  const { because } = decision
  progress.because = because
  if (plan.kind !== 'possible' || !survey || !before?.settings)
    return { kind: 'refused', because: 'it is not known what to bring back' }
  const target = { ...acting, survey, settings: before.settings, toLabel: plan.toLabel }
  if (decision.kind === 'look' && !(await isLeft(context, target))) {
    const handshake = await prove(context, target, products)
    if (isAccepted(handshake)) return { kind: 'back-already', because, isSure: isTold(products), handshake }
    const other = findOtherCause(handshake, plan.isPathGuessed)
    if (other !== undefined) return { kind: 'refused', because: other }
  }
  return await carryOut(context, target, products)
}

function gather({ deployment: { request, plan } }: RollBackOrder, products: DeployProducts) {
  const { acceptedPart, settled, replacedLabel, handshake, health, state } = products
  return {
    label: plan.version.label,
    failOn: request.handshake.failOn,
    isBegun: acceptedPart !== undefined,
    isHealthy: health?.accepted,
    ...{ settled, replacedLabel, handshake, state },
  }
}

interface Target extends Acting {
  readonly survey: EnvironmentSurvey
  readonly settings: KeptSettings
  readonly toLabel: string
}

/** Are the option settings still those of the deployment, whatever became of its version? */
async function isLeft(context: Context, { deployment: { request, plan }, settings }: Target): Promise<boolean> {
  if (plan.update.optionSettings.length === 0) return false
  return areSettingsLeft(plan.update, settings, await readSettings(context, request))
}

async function carryOut(context: Context, target: Target, products: DeployProducts): Promise<RollBackOutcome> {
  const { deployment, settings, toLabel, progress, watch } = target
  const nowLabel = products.state?.versionLabel
  const update = planReturnUpdate(deployment.plan.update, { toLabel, nowLabel, settings })
  const onState = (state: EnvironmentState) => {
    progress.isBegun = true
    products.state = state
  }
  watch?.enter('roll-back')
  const deploy = () => deployVersion(context, update, onState)
  const { settled } = await stagesOf(context, products)('Roll back', deploy)
  products.state = settled.state
  const { because, isBegun } = progress
  if (settled.kind === 'failed')
    return { kind: 'failed', because, isBegun, reason: `${capitalize(settled.reason)}.`, settled }
  progress.isOver = true
  const handshake = await prove(context, target, products)
  if (isAccepted(handshake)) return { kind: 'done', because, settled, handshake }
  const kind = handshake.targets[0]?.finding?.kind
  const reason = `It was deployed, and no WebSocket could be opened to it${kind ? ` (${kind})` : ''}.`
  return { kind: 'failed', because, isBegun, reason, settled, handshake }
}

function prove(
  context: Context,
  { deployment: { plan, probe }, survey }: Target,
  products: DeployProducts,
): Promise<HandshakeReport> {
  const former = { survey, plan: plan.handshake, probe, isFresh: true }
  return stagesOf(context, products)('Open a WebSocket to the version before', () => lookAtFormer(context, former))
}

function isTold({ settled }: DeployProducts): boolean {
  return settled?.kind === 'failed' && settled.instances.kind === 'told'
}

function isAccepted({ targets }: HandshakeReport): boolean {
  return targets[0]?.outcome === 'accepted'
}
