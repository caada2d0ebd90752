/** Launches instances of an environment, and follows what becomes of them. */

import { randomInt } from 'node:crypto'
import { associateAddress, findAddress, freePublicIp } from '../ec2/addresses.ts'
import { addressIn, sizeOf } from '../ec2/cidr.ts'
import type { Ec2Region } from '../ec2/ec2-model.ts'
import { freeIpv6 } from '../ec2/ipv6.ts'
import { hexId } from '../ids.ts'
import type { Beanstalk } from './beanstalk.ts'
import type { Environment, EnvironmentInstance } from './beanstalk-model.ts'
import { changeHealth, observedHealth } from './health.ts'
import { effectiveSettings, findSetting, isLoadBalanced, listSetting, type OptionSettings } from './option-settings.ts'
import { resourceTags } from './resource-tags.ts'
import { admitClients, alignFront } from './routing.ts'
import type { Stage } from './stage.ts'

// The first addresses of a subnet, and its last, are Amazon's.
const FIRST_ADDRESS = 4

/** Adds instances to the environment, spread over its subnets. @throws Error when this machine cannot. */
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
  await admitClients(beanstalk, environment)
  return launched
}

/** Changes the health of an environment with which nothing else goes on to what is to be seen. */
export function followHealth(beanstalk: Beanstalk, environment: Environment): void {
  if (environment.status !== 'Ready') return
  const { events } = beanstalk.region(environment.region)
  changeHealth(environment, events, { to: observedHealth(environment) })
}

async function launchInstance(beanstalk: Beanstalk, environment: Environment): Promise<EnvironmentInstance> {
  const id = hexId('i')
  const host = await beanstalk.host.launchInstance({ instanceId: id, platform: environment.solutionStack })
  // A single one is reached by the front of its environment.
  const isBalanced = isLoadBalanced(effectiveSettings(environment))
  const front = isBalanced ? await beanstalk.host.openFront({ name: id, port: 0 }) : undefined
  const launched = new Date(beanstalk.world.clock.now())
  const zone = addToEc2(beanstalk.ec2.region(environment.region), environment, { id, launched, isBalanced })
  return { id, host, launched, zone, front, deployment: undefined }
}

interface Launched {
  readonly id: string
  readonly launched: Date
  readonly isBalanced: boolean
}

function addToEc2(region: Ec2Region, environment: Environment, { id, launched, isBalanced }: Launched): string {
  const settings = effectiveSettings(environment)
  const { network, instances } = environment
  const named = listSetting(settings, 'aws:ec2:vpc', 'Subnets').flatMap(name => region.subnets.get(name) ?? [])
  const usual = [...region.subnets.values()].filter(({ isDefault }) => isDefault)
  const subnets = named.length > 0 ? named : usual
  const subnet = subnets[instances.length % subnets.length]
  const { id: subnetId = region.subnetId, cidr = '172.31.0.0/20', zone = `${environment.region}a` } = subnet ?? {}
  const privateIp = addressIn(cidr, randomInt(FIRST_ADDRESS, sizeOf(cidr) - 1))
  region.instances.set(id, {
    id,
    instanceType: instanceTypeOf(settings),
    privateIp,
    ipv6: subnet && freeIpv6(subnet, privateIp),
    publicIp: isBalanced ? freePublicIp(region) : network?.elasticIp,
    subnetId,
    launched,
    groupIds: network?.groupIds ?? [],
    tags: resourceTags(environment),
    state: 'running',
  })
  const address = findAddress(region, network?.elasticIp)
  if (address !== undefined) associateAddress(address, id)
  return zone
}

/** Source: Developer Guide, aws:ec2:instances: InstanceTypes supersedes InstanceType; On-Demand takes its first. */
function instanceTypeOf(settings: OptionSettings): string {
  const [first] = listSetting(settings, 'aws:ec2:instances', 'InstanceTypes')
  return first ?? findSetting(settings, 'aws:autoscaling:launchconfiguration', 'InstanceType') ?? 't3.micro'
}

function followStatus(beanstalk: Beanstalk, environment: Environment): void {
  beanstalk.background.run(() => alignFront(environment))
  followHealth(beanstalk, environment)
}
