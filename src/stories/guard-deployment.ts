/** A deployment that may be rolled back: what runs before is looked at first, and the outages are measured from then on. */

import type { Context, DisposableContext } from '../context.ts'
import { isHealthy } from '../environment/await-health.ts'
import type { RunningBefore } from '../environment/decide-roll-back.ts'
import { keepSettings } from '../environment/keep-settings.ts'
import { type OutageWatch, watchOutages } from '../handshake/watch-outages.ts'
import type { DeployProducts } from '../report/deploy-products.ts'
import type { DeploymentPhase } from '../report/roll-back-report.ts'
import type { ProbeOptions } from './handshake-options.ts'
import { lookAtFormer } from './look-at-former.ts'
import { rollBack } from './roll-back.ts'
import type { VersionToRun } from './run-version.ts'
import { stagesOf } from './stages.ts'
import { tellOutage } from './tell-roll-back.ts'

export interface GuardedDeployment extends VersionToRun {
  readonly probe: ProbeOptions
  /** With time of its own, from now on: what rolls back has some, too, when that of the run is over. */
  renew(): DisposableContext
  /** Carries it out; `onDeploy` hears that the environment is about to be asked for it. */
  act(onDeploy: () => void): Promise<void>
}

/** Throws what `act` throws, after a roll back. */
export async function guardDeployment(
  context: Context,
  deployment: GuardedDeployment,
  products: DeployProducts,
): Promise<void> {
  const plan = deployment.plan.rollBack
  if (!plan) return await deployment.act(() => {})
  const before = plan.kind === 'possible' ? await lookBefore(context, deployment, products) : undefined
  const toLabel = plan.kind === 'possible' ? plan.toLabel : undefined
  const about = { mode: plan.mode, toLabel, before: before?.handshake }
  products.rollBack = { kind: 'undecided', ...about }
  const ending = new AbortController()
  let watch: OutageWatch<DeploymentPhase> | undefined
  const onDeploy = () => {
    if (isAccepted(before)) watch = startWatch(context, { deployment, before, signal: ending.signal })
  }
  try {
    await deployment.act(onDeploy)
  } finally {
    using renewed = deployment.renew()
    const own = renewed.context
    try {
      await rollBack(own, { deployment, plan, before, watch, about }, products)
    } finally {
      if (own.signal.aborted) ending.abort()
      if (watch) products.outage = await watch.stop()
      tellOutage(own, products)
    }
  }
}

/** Reads only. Undefined where there is nothing to look at. */
async function lookBefore(
  context: Context,
  { request, plan, probe }: GuardedDeployment,
  products: DeployProducts,
): Promise<RunningBefore | undefined> {
  const { survey } = products
  if (!survey) return undefined
  const stage = stagesOf(context, products)
  const settings = await keepSettings(context, request, plan.update)
  const handshake = await stage('Open a WebSocket to the version that runs', () =>
    lookAtFormer(context, { survey, plan: plan.handshake, probe, isFresh: false }),
  )
  const wasReady = survey.status === 'Ready'
  return { handshake, wasReady, isHealthy: isHealthy(survey.health, request.minimumHealth), settings }
}

function isAccepted(before: RunningBefore | undefined): before is RunningBefore {
  return before?.handshake.targets[0]?.outcome === 'accepted'
}

interface WatchOrder {
  readonly deployment: GuardedDeployment
  readonly before: RunningBefore
  readonly signal: AbortSignal
}

function startWatch({ clock }: Context, { deployment: { plan, probe }, before, signal }: WatchOrder) {
  const { headers, origin, subprotocols, resolve, ca, proxyVariables } = probe
  const { asked } = plan.handshake.protocol
  const greeting = before.handshake.targets[0]?.attempts.at(-1)?.evidence.frames?.greeting
  // A guess that the version before did not speak, the next one need not either.
  const protocol = greeting?.kind === 'not-spoken' ? {} : { protocol: asked }
  return watchOutages<DeploymentPhase>(plan.handshake.url, {
    ...(headers ? { headers } : {}),
    ...(origin === undefined ? {} : { origin }),
    ...(subprotocols ? { subprotocols } : {}),
    ...(resolve ? { resolve } : {}),
    ...(ca === undefined ? {} : { ca }),
    ...(proxyVariables ? { proxyVariables } : {}),
    ...protocol,
    ...{ clock, signal, phase: 'deployment' },
  })
}
