/** Where clients of an environment end up: what its front and those of its instances point to, and whom they let in. */

import type { Ec2, Ec2Region } from '../ec2/ec2-model.ts'
import { CLIENT_ADDRESS, groupsAdmit, internetReaches, type Passage } from '../ec2/reachable.ts'
import type { LoadBalancing } from '../elastic-load-balancing/load-balancing.ts'
import { admitsClients, alignAddresses } from '../elastic-load-balancing/plane.ts'
import type { BeanstalkRegion, Environment, EnvironmentInstance } from './beanstalk-model.ts'

const PROXY_PORT = 80

/** Points the front at the load balancer, or at the single instance's proxy; at nothing while that does not run. */
export async function alignFront({ front, instances, network }: Environment): Promise<void> {
  await Promise.all(instances.map(instance => instance.front?.pointTo(proxyPortOf(instance))))
  const balanced = network?.loadBalancer
  const single = instances[0]
  if (balanced !== undefined) await front.pointTo(balanced.own.plane.portOf(PROXY_PORT))
  else await front.pointTo(single && single.front === undefined ? proxyPortOf(single) : undefined)
}

export interface Surroundings {
  readonly ec2: Ec2
  readonly loadBalancing: LoadBalancing
}

/** Opens or closes the fronts as security groups, network ACLs and routes say. */
export async function admitClients({ ec2, loadBalancing }: Surroundings, environment: Environment): Promise<void> {
  const { front, instances, network } = environment
  const region = ec2.region(environment.region)
  for (const instance of instances) await instance.front?.setAdmitted(isOpen(region, instance))
  const balanced = network?.loadBalancer
  const single = instances[0]
  if (balanced !== undefined) {
    await alignAddresses(loadBalancing, balanced.own, { front, port: PROXY_PORT })
    await front.setAdmitted(admitsClients(loadBalancing, balanced.own, PROXY_PORT))
  } else await front.setAdmitted(single !== undefined && single.front === undefined && isOpen(region, single))
}

/** Where an instance's port is on this machine: that of its proxy, of its app, or another that its proxy listens on. */
export function resolveTarget(
  regions: ReadonlyMap<string, BeanstalkRegion>,
  instanceId: string,
  port: number,
): { readonly port: number } | undefined {
  for (const { environments } of regions.values()) {
    for (const { instances } of environments.values()) {
      const instance = instances.find(({ id }) => id === instanceId)
      const place = instance?.host.portOf(port)
      if (place !== undefined) return { port: place }
    }
  }
  return undefined
}

function proxyPortOf({ host }: EnvironmentInstance): number | undefined {
  return host.status().proxy === 'running' ? host.proxyPort : undefined
}

function isOpen(region: Ec2Region, { id }: EnvironmentInstance): boolean {
  const { groupIds = [], subnetId = region.subnetId } = region.instances.get(id) ?? {}
  const asked: Passage = { direction: 'rules', port: PROXY_PORT, peer: { address: CLIENT_ADDRESS } }
  return groupsAdmit(region, groupIds, asked) && internetReaches(region, subnetId, PROXY_PORT)
}
