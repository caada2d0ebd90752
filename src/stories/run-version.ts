/** The version is brought to run: in the environment that is there, or in one that is created with it. */

import type { SourceBundle } from '../bundle/extend-bundle.ts'
import type { Context } from '../context.ts'
import type { UpdatePart } from '../environment/ask-update.ts'
import { createApplication } from '../environment/create-application.ts'
import { createEnvironment } from '../environment/create-environment.ts'
import { deployVersion } from '../environment/deploy-version.ts'
import type { EnvironmentState } from '../environment/find-environment.ts'
import type { CreationPlan } from '../environment/plan-creation.ts'
import type { Settled } from '../environment/settle.ts'
import type { Known } from '../handshake/known.ts'
import type { DeployRequest } from '../inputs/deploy-request.ts'
import { openPort } from '../network/open-port.ts'
import type { InboundState } from '../network/port-state.ts'
import { completePlan, type Plan } from '../plan/make-plan.ts'
import { type DeployProducts, INBOUND_STAGE } from '../report/deploy-products.ts'
import { publishVersion } from '../version/publish-version.ts'
import { describeFrontAsKnown } from './known-front.ts'
import { stagesOf } from './stages.ts'
import { surveyNew } from './survey-deployment.ts'
import { tellInbound } from './tell-deployment.ts'

export interface VersionToRun {
  readonly request: DeployRequest
  readonly plan: Plan
  readonly source: SourceBundle
  readonly known: Known
  /** Hears that the environment is about to be asked for it. */
  onDeploy?(): void
}

export interface RunningVersion {
  /** With what only an environment that is there can tell. */
  readonly plan: Plan
  readonly known: Known
  readonly ports: InboundState
  readonly settled: Settled
}

export async function runVersion(
  context: Context,
  version: VersionToRun,
  products: DeployProducts,
): Promise<RunningVersion> {
  const { creation } = version.plan.update
  return creation
    ? await runInNew(context, { ...version, creation }, products)
    : await runInExisting(context, version, products)
}

async function runInExisting(context: Context, version: VersionToRun, products: DeployProducts) {
  const { plan, source, known } = version
  const stage = stagesOf(context, products)
  const ports = await stage(INBOUND_STAGE, () => openPort(context, plan.inbound))
  products.ports = ports
  products.published = await stage('Publish the version', () => publishVersion(context, plan.version, source))
  const onState = (state: EnvironmentState, part: UpdatePart, requestId: string | undefined) =>
    noteUpdate(products, { state, part, requestId })
  version.onDeploy?.()
  const deploy = () => deployVersion(context, plan.update, onState)
  const { settled, before } = await stage('Deploy the version', deploy)
  Object.assign(products, { settled, state: settled.state, replacedLabel: before?.versionLabel })
  return { plan, known, ports, settled }
}

// The group, and the address at which the WebSocket is opened, are there when the environment is.
async function runInNew(
  context: Context,
  { request, plan: foreseen, source, known, creation }: VersionToRun & { readonly creation: CreationPlan },
  products: DeployProducts,
): Promise<RunningVersion> {
  const stage = stagesOf(context, products)
  const { update } = foreseen
  if (creation.makesApplication)
    await stage('Create the application', () => createApplication(context, creation.applicationName))
  products.published = await stage('Publish the version', () => publishVersion(context, foreseen.version, source))
  const onState = (state: EnvironmentState, part?: UpdatePart, requestId?: string) => {
    noteUpdate(products, { state, part: part ?? 'all', requestId })
    // Another run has created it, and this one only updates it.
    if (part) products.creation = undefined
  }
  const { settled } = await stage('Create the environment', () =>
    createEnvironment(context, { update, creation }, onState),
  )
  Object.assign(products, { settled, state: settled.state })
  if (settled.kind !== 'succeeded') {
    return { plan: { ...foreseen, update: { ...update, environmentId: settled.state.id } }, known, ports: [], settled }
  }
  const plan = await stage('Survey the new environment', async () =>
    tellInbound(context, completePlan(request, foreseen, await surveyNew(context, request))),
  )
  Object.assign(products, { inbound: plan.inbound, loadBalancer: plan.loadBalancer })
  const ports = await stage(INBOUND_STAGE, () => openPort(context, plan.inbound))
  products.ports = ports
  const front = describeFrontAsKnown(plan.loadBalancer.after, plan.proxy.timeouts)
  return { plan, known: { ...known, ...front }, ports, settled }
}

interface SeenUpdate {
  readonly state: EnvironmentState
  readonly part: UpdatePart
  readonly requestId: string | undefined
}

// The state that comes first with the id of a request is the answer to it.
function noteUpdate(products: DeployProducts, { state, part, requestId }: SeenUpdate): void {
  const isAnswer = requestId !== products.updateRequestId
  const accepted = isAnswer ? { updateRequestId: requestId, acceptedAtMs: state.updatedAtMs } : {}
  Object.assign(products, { acceptedPart: part, state, ...accepted })
}
