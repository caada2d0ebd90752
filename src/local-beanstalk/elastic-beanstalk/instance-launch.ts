/** Launches instances of an environment, and follows what becomes of them. */

import { randomInt } from 'node:crypto'
import { associateAddress, findAddress } from '../ec2/addresses.ts'
import { hexId } from '../ids.ts'
import type { Beanstalk } from './beanstalk.ts'
import type { Environment, EnvironmentInstance } from './beanstalk-model.ts'
import { changeHealth, observedHealth } from './health.ts'
import { effectiveSettings, findSetting } from './option-settings.ts'
import { resourceTags } from './resource-tags.ts'
import { alignFront } from './routing.ts'
import type { Stage } from './stage.ts'

/** Adds instances to the environment. @throws Error when this machine cannot. */
export async function launchInstances(
  { beanstalk, environment }: Stage,
  count: number,
): Promise<EnvironmentInstance[]> {
  const launched: EnvironmentInstance[] = []
  for (let i = 0; i < count; i++) {
    const instance = await launchInstance(beanstalk, environment)
    environment.instances = [...environment.instances, instance]
    launched.push(instance)
    instance.host.onStatusChange(() => followStatus(beanstalk, environment))
  }
  return launched
}

async function launchInstance(beanstalk: Beanstalk, environment: Environment): Promise<EnvironmentInstance> {
  const id = hexId('i')
  const host = await beanstalk.host.launchInstance({ instanceId: id, platform: environment.solutionStack })
  const launched = new Date(beanstalk.world.clock.now())
  const { network } = environment
  const region = beanstalk.ec2.region(environment.region)
  region.instances.set(id, {
    id,
    instanceType:
      findSetting(effectiveSettings(environment), 'aws:autoscaling:launchconfiguration', 'InstanceType') ?? 't3.micro',
    privateIp: `172.31.${randomInt(0, 16)}.${randomInt(4, 255)}`,
    publicIp: network?.elasticIp,
    launched,
    groupIds: network ? [network.group.id] : [],
    tags: resourceTags(environment),
    state: 'running',
  })
  const address = findAddress(region, network?.elasticIp)
  if (address !== undefined) associateAddress(address, id)
  return { id, host, launched, zone: `${environment.region}a`, deployment: undefined }
}

function followStatus(beanstalk: Beanstalk, environment: Environment): void {
  beanstalk.background.run(() => alignFront(environment))
  if (environment.status !== 'Ready') return
  const { events } = beanstalk.region(environment.region)
  changeHealth(environment, events, { to: observedHealth(environment) })
}
