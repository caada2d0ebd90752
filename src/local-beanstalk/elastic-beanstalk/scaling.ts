/** Adds instances to a running environment and takes some away, as its Auto Scaling group does. */

import { deregister, register } from './balancing.ts'
import { type Environment, type EnvironmentInstance, SAMPLE_LABEL } from './beanstalk-model.ts'
import { idsOf } from './command.ts'
import { deployOnInstances } from './instance-deployment.ts'
import { launchInstances } from './instance-launch.ts'
import { effectiveSettings, findSetting, isLoadBalanced } from './option-settings.ts'
import type { Stage } from './stage.ts'
import { withBundle } from './staged-bundle.ts'
import { terminateInstances } from './termination.ts'

/** As many as it has, within the limits of its settings. */
export function desiredCapacity(environment: Environment): number {
  const settings = effectiveSettings(environment)
  if (!isLoadBalanced(settings)) return 1
  const [min, max] = ['MinSize', 'MaxSize'].map(name => Number(findSetting(settings, 'aws:autoscaling:asg', name)))
  return Math.min(Math.max(environment.instances.length, min ?? 1), max ?? 1)
}

/** Brings the number of instances within the limits. */
export async function scale(stage: Stage): Promise<void> {
  const { instances } = stage.environment
  const missing = desiredCapacity(stage.environment) - instances.length
  if (missing > 0) await addInstances(stage, missing)
  // Auto Scaling's default policy takes the oldest.
  if (missing < 0) await removeInstances(stage, instances.slice(0, -missing))
}

/** Instances leave the load balancer before they end. */
export async function removeInstances(stage: Stage, instances: readonly EnvironmentInstance[]): Promise<void> {
  if (instances.length === 0) return
  await deregister(stage, instances)
  await terminateInstances(stage, instances)
  sayRemoved(stage, instances)
}

export function sayRemoved(stage: Stage, instances: readonly EnvironmentInstance[]): void {
  stage.report('INFO', `Removed ${named(instances)} from your environment.`)
}

export function sayAdded(stage: Stage, instances: readonly EnvironmentInstance[]): void {
  stage.report('INFO', `Added ${named(instances)} to your environment.`)
}

/** New instances run what the others should: the version of the last deployment that succeeded. */
export async function addInstances(stage: Stage, count: number): Promise<void> {
  const { beanstalk, environment } = stage
  const launched = await launchInstances(stage, count)
  const application = beanstalk.region(environment.region).applications.get(environment.applicationName)
  const { versionLabel, expectedDeployment: id } = environment
  const version = versionLabel === SAMPLE_LABEL ? undefined : application?.versions.get(versionLabel)
  await withBundle(stage, version, bundle => deployOnInstances(stage, { id, bundle }, { instances: launched }))
  await register(stage, launched)
  sayAdded(stage, launched)
}

// "instance [i-1]", "instances [i-1, i-2]".
function named(instances: readonly EnvironmentInstance[]): string {
  return `${instances.length === 1 ? 'instance' : 'instances'} [${idsOf(instances, ', ')}]`
}
