/** Where clients of an environment end up: what its front points to, and whom it lets in. */

import type { Ec2 } from '../ec2/ec2-model.ts'
import { admits } from '../ec2/inbound-rule.ts'
import type { Environment } from './beanstalk-model.ts'

/** Points the front at the instance's proxy, or at nothing while that does not run. */
export async function alignFront({ front, instances }: Environment): Promise<void> {
  const host = instances[0]?.host
  await front.pointTo(host?.status().proxy === 'running' ? host.proxyPort : undefined)
}

/** Opens or closes the front as the security group says. */
export async function admitClients(ec2: Ec2, environment: Environment): Promise<void> {
  const group = ec2.region(environment.region).groups.get(environment.network?.group.id ?? '')
  await environment.front.setAdmitted(group !== undefined && admits([group], { port: 80, from: '127.0.0.1' }))
}

export function usesGroup({ network }: Environment, groupId: string): boolean {
  return network?.group.id === groupId
}
