/** Immutable: new instances beside the old ones, which go when the new ones have proved themselves. */

import { physicalTail } from '../ids.ts'
import { proveHealthy, register } from './balancing.ts'
import type { EnvironmentInstance } from './beanstalk-model.ts'
import { idsOf } from './command.ts'
import { type Deployment, deployOnInstances } from './instance-deployment.ts'
import { launchInstances } from './instance-launch.ts'
import { sayUnhealthy } from './rolling.ts'
import { beginRollout, type Rollout, type RolloutEnd, sayUnsuccessful } from './rollout.ts'
import { removeInstances, sayAdded } from './scaling.ts'
import type { Stage } from './stage.ts'

/** Pauses are those of a recorded stream. What fails is undone: the old instances were never touched. */
export const rollOutImmutably: Rollout = async (stage, deployment) => {
  const old = stage.environment.instances
  await stage.pause(8)
  beginRollout(
    stage,
    'Immutable deployment policy enabled. Launching one instance with the new settings to verify health.',
  )
  await stage.pause(16)
  const temporary = sayTemporaryGroup(stage)
  if (!(await launchAll(stage, deployment, old.length))) return undo(stage, old)
  await replaceInstances(stage, old, temporary)
  return 'complete'
}

export function sayTemporaryGroup({ environment, say }: Stage): string {
  const name = `awseb-${environment.id}-immutable-stack-AWSEBAutoScalingGroup-${physicalTail()}`
  say('INFO', `Created temporary auto scaling group ${name}.`)
  return name
}

// One instance has to be healthy before the others are launched.
async function launchAll(stage: Stage, deployment: Deployment, count: number): Promise<boolean> {
  const [test] = await launchInstances(stage, 1)
  if (test === undefined || !(await putIntoService(stage, deployment, { launched: [test], all: [test] }))) return false
  if (count === 1) return true
  stage.say('INFO', 'Test instance passed health checks. Launching remaining new instances.')
  const others = await launchInstances(stage, count - 1)
  return putIntoService(stage, deployment, { launched: others, all: [...others, test] })
}

/** Deploys to instances that were just launched, and waits until the load balancer finds all new ones healthy. */
export async function putIntoService(
  stage: Stage,
  deployment: Deployment,
  {
    launched,
    all,
  }: { readonly launched: readonly EnvironmentInstance[]; readonly all: readonly EnvironmentInstance[] },
): Promise<boolean> {
  const { environment } = stage
  await stage.pause(100)
  if (stage.aborted()) return false
  const { unsuccessful } = await deployOnInstances(stage, deployment, { instances: launched })
  if (unsuccessful.length > 0) {
    sayUnsuccessful(stage, unsuccessful)
    return false
  }
  sayAdded(stage, launched)
  if (launched.length < all.length) stage.say('INFO', 'Successfully launched all instances.')
  if (environment.network?.loadBalancer === undefined) return !stage.aborted()
  await stage.pause(4)
  stage.say('INFO', `Adding new instance(s) (${idsOf(launched)}) to the load balancer.`)
  await register(stage, launched)
  await stage.pause(1)
  // The space at the end is the service's own.
  stage.say('INFO', `Waiting for instance(s) (${idsOf(all)}) to pass health checks. `)
  const sick = await proveHealthy(stage, all)
  if (sick.length > 0 && !stage.aborted()) sayUnhealthy(stage, sick)
  return sick.length === 0 && !stage.aborted()
}

/** The new instances stay, the old ones go. From here on nothing is undone. */
export async function replaceInstances(
  stage: Stage,
  old: readonly EnvironmentInstance[],
  temporary: string,
): Promise<void> {
  const { environment } = stage
  const permanent = environment.network?.autoScalingGroup
  stage.say('INFO', `Detached new instance(s) from temporary auto scaling group ${temporary}.`)
  await stage.pause(4)
  stage.say('INFO', `Attached new instance(s) to the permanent auto scaling group ${permanent}.`)
  await stage.pause(27)
  // The instances learn of their new group. What they run goes on, so there is nothing to do here but to tell it.
  stage.say('INFO', 'Starting post-deployment configuration on new instances.')
  await stage.pause(11)
  for (let i = 0; i < old.length; i++) stage.say('INFO', 'Instance deployment completed successfully.')
  await stage.pause(3)
  stage.say('INFO', 'Waiting for post-deployment configuration to complete.')
  await stage.pause(94)
  stage.say('INFO', 'Deployment succeeded. Terminating old instances and temporary Auto Scaling group.')
  for (const instance of old) {
    await removeInstances(stage, [instance])
    await stage.pause(60)
  }
}

/** Takes away every instance but the old ones. What the service says of it is not known. */
export async function undo(stage: Stage, old: readonly EnvironmentInstance[]): Promise<RolloutEnd> {
  await removeInstances(
    stage,
    stage.environment.instances.filter(instance => !old.includes(instance)),
  )
  return 'undone'
}
