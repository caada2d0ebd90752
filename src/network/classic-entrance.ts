/** A Classic Load Balancer as the place where the internet arrives. Reads only. */

import { DescribeLoadBalancersCommand } from '@aws-sdk/client-elastic-load-balancing'
import type { Context } from '../context.ts'
import type { FoundLoadBalancer } from './entrance.ts'

/** In a VPC it has addresses of IPv4 only. */
export async function readClassicEntrance({ aws }: Context, name: string): Promise<FoundLoadBalancer> {
  const answer = await aws.elb.send(new DescribeLoadBalancersCommand({ LoadBalancerNames: [name] }))
  const [found] = answer.LoadBalancerDescriptions ?? []
  if (!found) return { kind: 'unknown', reason: 'the load balancer of the environment was not found' }
  const ports = (found.ListenerDescriptions ?? []).flatMap(({ Listener }) => Listener?.LoadBalancerPort ?? [])
  return {
    kind: 'classic',
    title: `the Classic Load Balancer ${name}`,
    groupIds: found.SecurityGroups ?? [],
    listeners: ports.map(port => ({ listenerPort: port, port })),
    isInternal: found.Scheme === 'internal',
    subnetIds: found.Subnets ?? [],
    targetSubnetIds: [],
    vpcId: found.VPCId,
    hasIpv6: false,
    interfaces: { instanceIds: [], description: `ELB ${name}` },
    refusals: [],
  }
}
