/** Deploys a version and proves that a client can open a WebSocket to it: the stages, strung together. */

import type { Bundle } from '../bundle/bundle.ts'
import { extendBundle } from '../bundle/extend-bundle.ts'
import type { Context, DisposableContext } from '../context.ts'
import { awaitHealth } from '../environment/await-health.ts'
import type { DeployRequest } from '../inputs/deploy-request.ts'
import { makePlan } from '../plan/make-plan.ts'
import { reviewPlan } from '../plan/review-plan.ts'
import type { DeployProducts } from '../report/deploy-products.ts'
import { describeKnown, toKnownPort } from './describe-known.ts'
import { endCancelled } from './end-cancelled.ts'
import { explainFailure } from './explain-failure.ts'
import { guardDeployment } from './guard-deployment.ts'
import type { ProbeOptions } from './handshake-options.ts'
import { identifyBytes } from './identify-bytes.ts'
import { describeFrontAsKnown } from './known-front.ts'
import { listBeacons } from './list-beacons.ts'
import { lookAtWayIn } from './look-at-way-in.ts'
import { prepareBundle } from './prepare-bundle.ts'
import { proveHandshake } from './prove-handshake.ts'
import { pruneAfterSuccess } from './prune-after-success.ts'
import { readBundle } from './read-bundle.ts'
import { runVersion, type VersionToRun } from './run-version.ts'
import { stagesOf } from './stages.ts'
import { surveyDeployment } from './survey-deployment.ts'
import { tellApp } from './tell-app.ts'
import { tellPlan } from './tell-deployment.ts'
import { tryProxyFiles } from './try-proxy-files.ts'

export interface DeployOptions {
  readonly request: DeployRequest
  /** The folder that relative paths of the inputs start from. */
  readonly workspace: string
  /** Where it has been opened already, by somebody who closes it. */
  readonly bundle?: Bundle
  /** How the WebSocket is asked for. */
  readonly probe: ProbeOptions
  /** For a roll back: with time of its own, from now on. */
  renew(): DisposableContext
}

/**
 * Fills `products` stage by stage, so that whoever calls knows how far the run came when this throws.
 * What is wrong with the deployment or the WebSocket is a product, not an error.
 */
export async function deploy(context: Context, options: DeployOptions, products: DeployProducts): Promise<void> {
  const resources = new AsyncDisposableStack()
  try {
    const prepared = await prepare(context, { ...options, resources }, products)
    const isRefused = (products.refusals ?? []).length > 0
    if (options.request.dryRun || isRefused) return
    const { probe, renew } = options
    const toAct = (onDeploy: () => void) => act(context, { ...prepared, probe, onDeploy }, products)
    await guardDeployment(context, { ...prepared, probe, renew, act: toAct }, products)
  } catch (error) {
    await endCancelled(context, options.request, products)
    throw error
  } finally {
    await resources.disposeAsync()
  }
}

type Preparation = Pick<DeployOptions, 'request' | 'workspace' | 'bundle'> & {
  readonly resources: AsyncDisposableStack
}

/** Reads everything, changes nothing. */
async function prepare(
  context: Context,
  { request, workspace, resources, bundle: opened }: Preparation,
  products: DeployProducts,
): Promise<VersionToRun> {
  const stage = stagesOf(context, products)
  const bundle = opened ?? (await stage('Read the source bundle', () => readBundle(context, request.bundle, workspace)))
  if (!opened) resources.defer(() => bundle.close())
  const survey = await stage('Survey the environment', () => surveyDeployment(context, request, bundle))
  if (!survey.foreseen) products.survey = survey.environment
  const prepared = await stage('Prepare the source bundle', async () =>
    tellApp(context, await prepareBundle(bundle, survey.environment, request)),
  )
  Object.assign(products, { proxy: prepared.proxy, notes: prepared.proxy.findings, appNotes: prepared.appNotes })
  const proxy = await stage('Try out the proxy files', () =>
    tryProxyFiles(context, { mode: request.preflight, prepared }, products),
  )
  const source = await extendBundle(bundle, proxy.additions)
  resources.defer(() => source.close())
  const plan = await stage('Plan', async () => {
    const bytes = await identifyBytes(context, source, survey.version)
    return tellPlan(context, makePlan(request, { ...survey, ...prepared, proxy, bytes }))
  })
  Object.assign(products, {
    version: plan.version,
    inbound: plan.inbound,
    loadBalancer: plan.loadBalancer,
    plan: reviewPlan(plan),
    creation: plan.update.creation,
  })
  const front = describeFrontAsKnown(plan.loadBalancer.after, proxy.timeouts)
  const { region, environmentName } = request
  const named = { versionLabel: plan.version.label, region, environmentName }
  const known = { ...describeKnown({ ...prepared, proxy }), ...front, ...named }
  return { request, plan, source, known }
}

async function act(context: Context, prepared: VersionToRun & Pick<DeployOptions, 'probe'>, products: DeployProducts) {
  const { request, probe } = prepared
  const stage = stagesOf(context, products)
  const { plan, known, ports, settled } = await runVersion(context, prepared, products)
  const { environmentId } = plan.update
  if (settled.kind === 'not-waited') return
  const seen = { state: settled.state, atMs: context.clock.monotonicMs() }

  if (settled.kind === 'succeeded') {
    const asked = { ...probe, ...listBeacons(plan) }
    const way = plan.handshake
    const lookAtPort = () => lookAtWayIn(context, { plan, ports, way })
    const environment = { environmentId, front: plan.loadBalancer.after, instances: settled.instances }
    const facts = {
      plan: plan.handshake,
      probe: asked,
      known: { ...known, ...toKnownPort(ports, way) },
      lookAtPort,
      environment,
      failOn: request.handshake.failOn,
    }
    await stage('Open a WebSocket', () => proveHandshake(context, facts, products))
  }
  // With "fail-on: never" the WebSocket decides nothing, and the health is asked for as ever.
  const isOpenEnough = isAccepted(products) || (products.handshake && request.handshake.failOn === 'never')
  if (isOpenEnough) {
    const minimum = request.minimumHealth
    const health = await stage('Wait for the health', () => awaitHealth(context, { environmentId, minimum, seen }))
    const { accepted, state } = health
    Object.assign(products, { health: { accepted, minimum, seen: state.health }, state })
  }
  if (products.health?.accepted && isAccepted(products)) return await pruneAfterSuccess(context, plan, products)

  await explainFailure(context, { environmentId, beganMs: settled.events[0]?.atMs }, products)
}

function isAccepted({ handshake }: DeployProducts): boolean {
  return handshake?.targets.every(target => target.outcome === 'accepted') ?? false
}
