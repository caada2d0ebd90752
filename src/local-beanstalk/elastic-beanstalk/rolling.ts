/** Rolling: batch after batch leaves the load balancer, is deployed to, and comes back. */

import { deregister, proveHealthy, register } from './balancing.ts'
import type { EnvironmentInstance } from './beanstalk-model.ts'
import { idsOf } from './command.ts'
import { batchSize, cutBatches } from './deployment-policy.ts'
import { type Deployment, deployOnInstances } from './instance-deployment.ts'
import { beginRollout, type Rollout, type RolloutEnd, sayUnsuccessful } from './rollout.ts'
import type { Stage } from './stage.ts'

export const rollOutInBatches: Rollout = async (stage, deployment) => {
  beginRollout(stage, 'Deploying new version to instance(s).')
  await stage.pause(2)
  const { instances } = stage.environment
  const batches = cutBatches(instances, batchSize(stage.environment))
  return deployBatches(stage, deployment, { batches, firstNumber: 1 })
}

export interface Batches {
  readonly batches: ReadonlyArray<readonly EnvironmentInstance[]>
  readonly firstNumber: number
}

/** Pauses are those of a recorded stream. */
export async function deployBatches(
  stage: Stage,
  deployment: Deployment,
  { batches, firstNumber }: Batches,
): Promise<RolloutEnd> {
  for (const [index, instances] of batches.entries()) {
    const name = `Batch ${firstNumber + index}`
    if (stage.aborted()) return 'partial'
    stage.say('INFO', `${name}: Starting application deployment on instance(s) [${idsOf(instances, ', ')}].`)
    await stage.pause(1)
    stage.say(
      'INFO',
      `${name}: De-registering instance(s) from the load balancer and waiting for them to go out of service.`,
    )
    await deregister(stage, instances)
    if (stage.aborted()) return 'partial'
    stage.say('INFO', `${name}: Starting application deployment command execution.`)
    await stage.pause(2)
    if (!(await deployBatch(stage, deployment, { name, instances }))) return 'partial'
    if (!(await returnToService(stage, { name, instances }))) return 'partial'
  }
  return 'complete'
}

export interface Batch {
  /** "Batch 1". */
  readonly name: string
  readonly instances: readonly EnvironmentInstance[]
}

/** Runs the deployment on a batch that is out of service. */
export async function deployBatch(stage: Stage, deployment: Deployment, { name, instances }: Batch): Promise<boolean> {
  const { environment } = stage
  const total = environment.instances.length
  const has = (instance: EnvironmentInstance) =>
    instances.includes(instance) || instance.deployment?.id === deployment.id
  const scope = `${environment.instances.filter(has).length} of ${total} instances in environment`
  const { unsuccessful } = await deployOnInstances(stage, deployment, { instances, scope })
  if (unsuccessful.length > 0) {
    sayUnsuccessful(stage, unsuccessful)
    return false
  }
  await stage.pause(4)
  stage.say('INFO', `${name}: Completed application deployment command execution.`)
  stage.say('INFO', `Command execution completed on ${scope}.`)
  return true
}

/** Registers a batch again, and waits until the load balancer finds it healthy. */
export async function returnToService(stage: Stage, { name, instances }: Batch): Promise<boolean> {
  // The space at the end is the service's own.
  stage.say('INFO', `${name}: Registering instance(s) with the load balancer and waiting for them to be healthy. `)
  await register(stage, instances)
  const sick = await proveHealthy(stage, instances)
  if (stage.aborted()) return false
  if (sick.length > 0) {
    sayUnhealthy(stage, sick)
    return false
  }
  stage.say('INFO', `${name}: Completed application deployment.`)
  return true
}

export function sayUnhealthy(stage: Stage, instances: readonly EnvironmentInstance[]): void {
  stage.say(
    'ERROR',
    `Instance id(s) '${idsOf(instances)}' did not pass health check after command execution. Aborting the operation.`,
  )
}
