/** What TerminateEnvironment sets in motion. */

import { findAddress, releaseAddress } from '../ec2/addresses.ts'
import type { EnvironmentInstance, Health } from './beanstalk-model.ts'
import { alignFront } from './routing.ts'
import type { Stage } from './stage.ts'

/** The health of what does not exist any more. */
export const GONE: Health = { color: 'Grey', status: 'Unknown', causes: [] }

export async function runTermination(stage: Stage): Promise<void> {
  stage.say('INFO', 'terminateEnvironment is starting.')
  await stage.pause(20)
  await deleteResources(stage)
  await stage.environment.front.close()
  await stage.pause(5)
  stage.say('INFO', 'terminateEnvironment completed successfully.')
  stage.settle('Terminated', { to: GONE })
}

/** Whatever was made for the environment goes, and it is told; its front stays, with nothing behind it. */
export async function deleteResources(stage: Stage): Promise<void> {
  const { network } = stage.environment
  await releaseResources(stage)
  if (network === undefined) return
  stage.say('INFO', `Deleted EIP: ${network.elasticIp}`)
  stage.say('INFO', `Deleted security group named: ${network.group.name}`)
}

export async function releaseResources(stage: Stage): Promise<void> {
  const { beanstalk, environment } = stage
  const region = beanstalk.ec2.region(environment.region)
  const { groups } = region
  await terminateInstances(stage, environment.instances)
  const address = findAddress(region, environment.network?.elasticIp)
  if (address !== undefined) releaseAddress(region, address)
  environment.network = undefined
  for (const group of groups.values()) {
    if (group.name.startsWith(`awseb-${environment.id}-stack-`)) groups.delete(group.id)
  }
}

/** Ends some instances of the environment. */
export async function terminateInstances(
  { beanstalk, environment }: Stage,
  terminated: readonly EnvironmentInstance[],
): Promise<void> {
  const known = beanstalk.ec2.region(environment.region).instances
  await Promise.all(terminated.map(instance => instance.host.terminate()))
  environment.instances = environment.instances.filter(instance => !terminated.includes(instance))
  await alignFront(environment)
  for (const { id } of terminated) {
    const instance = known.get(id)
    if (instance !== undefined) instance.state = 'terminated'
  }
}
