/** Where clients of an environment end up: what its front points to, and whom it lets in. */

import type { Ec2 } from '../ec2/ec2-model.ts'
import { CLIENT_ADDRESS, groupsAdmit, internetReaches } from '../ec2/reachable.ts'
import type { BeanstalkRegion, Environment } from './beanstalk-model.ts'

/** Points the front at the instance's proxy, or at nothing while that does not run. */
export async function alignFront({ front, instances }: Environment): Promise<void> {
  const host = instances[0]?.host
  await front.pointTo(host?.status().proxy === 'running' ? host.proxyPort : undefined)
}

/** Opens or closes the front as the security group, the network ACL and the routes say. */
export async function admitClients(ec2: Ec2, environment: Environment): Promise<void> {
  const region = ec2.region(environment.region)
  const group = region.groups.get(environment.network?.group.id ?? '')
  const subnetId = region.instances.get(environment.instances[0]?.id ?? '')?.subnetId ?? region.subnetId
  const asked = { port: 80, peer: { address: CLIENT_ADDRESS } }
  const isAdmitted = group !== undefined && groupsAdmit([group], 'rules', asked)
  await environment.front.setAdmitted(isAdmitted && internetReaches(region, subnetId, asked.port))
}

export function usesGroup({ network }: Environment, groupId: string): boolean {
  return network?.group.id === groupId
}

/** Where an instance's port is on this machine: that of its proxy is the only one that is known. */
export function resolveTarget(
  regions: ReadonlyMap<string, BeanstalkRegion>,
  instanceId: string,
  port: number,
): { readonly port: number } | undefined {
  if (port !== PROXY_PORT) return undefined
  for (const { environments } of regions.values()) {
    for (const { instances } of environments.values()) {
      const instance = instances.find(({ id }) => id === instanceId)
      if (instance !== undefined) return { port: instance.host.proxyPort }
    }
  }
  return undefined
}

const PROXY_PORT = 80
