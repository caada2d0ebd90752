/** What TerminateEnvironment sets in motion. */

import { findAddress, releaseAddress } from '../ec2/addresses.ts'
import type { SecurityGroup } from '../ec2/ec2-model.ts'
import { deleteLoadBalancer } from '../elastic-load-balancing/load-balancers.ts'
import { deleteAlarms } from './alarms.ts'
import { removeTargetGroups } from './align-target-groups.ts'
import type { EnvironmentInstance, Health } from './beanstalk-model.ts'
import { nameOf } from './cname.ts'
import { deleteLogGroups } from './log-groups.ts'
import { alignFront } from './routing.ts'
import { removeSharedRules } from './shared-load-balancer.ts'
import { deleteGroups, findStuckGroups, sayStuck } from './stack-groups.ts'
import type { Stage } from './stage.ts'

/** The health of what does not exist any more. */
export const GONE: Health = { color: 'Grey', status: 'Unknown', causes: [] }

export async function runTermination(stage: Stage): Promise<void> {
  stage.say('INFO', 'terminateEnvironment is starting.')
  await stage.pause(20)
  const stuck = findStuckGroups(stage)
  await deleteResources(stage, stuck)
  if (stuck.length > 0) {
    sayStuck(stage, stuck)
    return stage.settle('Ready', { to: GONE })
  }
  deleteLogGroups(stage)
  await closeFront(stage)
  await stage.pause(5)
  stage.say('INFO', 'terminateEnvironment completed successfully.')
  stage.settle('Terminated', { to: GONE })
}

/** From here on nobody finds the environment. */
export async function closeFront({ beanstalk, environment }: Stage): Promise<void> {
  beanstalk.world.names.delete(nameOf(environment))
  await environment.front.close()
}

/** Whatever was made for the environment goes, and it is told; its front stays, with nothing behind it. */
export async function deleteResources(stage: Stage, stuck: readonly SecurityGroup[] = []): Promise<void> {
  const { network } = stage.environment
  for (const name of deleteAlarms(stage)) stage.say('INFO', `Deleted CloudWatch alarm named: ${name}`)
  const listeners = [...(network?.loadBalancer?.own.listeners.values() ?? [])]
  const groups = await releaseResources(stage, stuck)
  if (network?.loadBalancer !== undefined && !network.loadBalancer.isShared) {
    for (const { arn } of listeners) if (arn !== '') stage.say('INFO', `Deleted Load Balancer listener named: ${arn}`)
    stage.say('INFO', 'Waiting for EC2 instances to terminate. This may take a few minutes.')
    stage.say('INFO', `Deleted load balancer named: ${network.loadBalancer.own.id}`)
    stage.say('INFO', `Deleted Auto Scaling group named: ${network.autoScalingGroup}`)
  }
  if (network?.elasticIp !== undefined) stage.say('INFO', `Deleted EIP: ${network.elasticIp}`)
  for (const { arn } of network?.targetGroups.values() ?? []) stage.say('INFO', `Deleted target group named: ${arn}`)
  for (const name of groups) stage.say('INFO', `Deleted security group named: ${name}`)
}

/** Answers with the security groups that are gone. */
export async function releaseResources(stage: Stage, stuck: readonly SecurityGroup[] = []): Promise<string[]> {
  const { beanstalk, environment } = stage
  const { network } = environment
  const region = beanstalk.ec2.region(environment.region)
  const { own, isShared } = network?.loadBalancer ?? {}
  deleteAlarms(stage)
  await removeSharedRules(beanstalk, environment)
  environment.network = network && { ...network, loadBalancer: undefined }
  await terminateInstances(stage, environment.instances)
  if (own !== undefined && !isShared) await deleteLoadBalancer(beanstalk.loadBalancing, own)
  removeTargetGroups(beanstalk, network?.targetGroups.values() ?? [])
  const address = findAddress(region, network?.elasticIp)
  if (address !== undefined) releaseAddress(region, address)
  environment.network = undefined
  return deleteGroups(stage, stuck)
}

/** Ends some instances of the environment. */
export async function terminateInstances(
  { beanstalk, environment }: Stage,
  terminated: readonly EnvironmentInstance[],
): Promise<void> {
  const known = beanstalk.ec2.region(environment.region).instances
  // Whoever takes their place is in it before they end.
  environment.instances = environment.instances.filter(instance => !terminated.includes(instance))
  await alignFront(environment)
  await Promise.all(terminated.map(({ host }) => host.terminate()))
  await Promise.all(terminated.map(({ front }) => front?.close()))
  for (const { id } of terminated) {
    const instance = known.get(id)
    if (instance !== undefined) instance.state = 'terminated'
  }
}
