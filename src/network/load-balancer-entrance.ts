/** An Application or Network Load Balancer as the place where the internet arrives. Reads only. */

import {
  DescribeListenersCommand,
  DescribeLoadBalancersCommand,
  DescribeTargetGroupsCommand,
  type Listener,
  type LoadBalancer,
} from '@aws-sdk/client-elastic-load-balancing-v2'
import { ask } from '../aws/ask.ts'
import type { Context } from '../context.ts'
import type { Entrance, FoundLoadBalancer } from './entrance.ts'
import { findSeenAs } from './find-seen-as.ts'
import type { EnvironmentInstances } from './read-instances.ts'
import { toTargetPorts } from './target-ports.ts'

/**
 * Clients of a Network Load Balancer without groups reach the instances themselves, with their own addresses: there the
 * instances' groups decide, on the ports of the targets
 * (https://docs.aws.amazon.com/elasticloadbalancing/latest/network/target-group-register-targets.html).
 */
export async function readLoadBalancerEntrance(
  context: Context,
  arn: string,
  readInstances: () => Promise<EnvironmentInstances>,
): Promise<FoundLoadBalancer> {
  const { elbv2 } = context.aws
  const { LoadBalancers = [] } = await elbv2.send(new DescribeLoadBalancersCommand({ LoadBalancerArns: [arn] }))
  const [found] = LoadBalancers
  if (!found) return { kind: 'unknown', reason: 'the load balancer of the environment was not found' }
  const { Type, SecurityGroups: groupIds = [] } = found
  if (Type !== 'application' && Type !== 'network') {
    return { kind: 'unknown', reason: 'the load balancer of the environment is of an unknown type' }
  }
  const entrance = { ...describe(found, arn), kind: Type, groupIds }
  if (Type === 'network' && groupIds.length === 0) {
    const { targetsHaveIpv6, ...behind } = await readBehind(context, { ...entrance, arn }, await readInstances())
    return { ...entrance, ...behind, hasIpv6: entrance.hasIpv6 && targetsHaveIpv6 }
  }
  const asked = await ask(() => readListeners(context, arn))
  if (asked.kind === 'refused') return { ...entrance, refusals: [asked.refusal] }
  const listeners = asked.answer.flatMap(({ Port }) => Port ?? [])
  return { ...entrance, listeners: listeners.map(port => ({ listenerPort: port, port })) }
}

function describe(found: LoadBalancer, arn: string) {
  const { LoadBalancerName = '', Type, Scheme, IpAddressType, AvailabilityZones = [], VpcId } = found
  return {
    title: `the ${Type === 'network' ? 'Network' : 'Application'} Load Balancer ${LoadBalancerName}`,
    listeners: undefined,
    isInternal: Scheme === 'internal',
    subnetIds: AvailabilityZones.flatMap(({ SubnetId }) => SubnetId ?? []),
    targetSubnetIds: [],
    vpcId: VpcId,
    hasIpv6: IpAddressType?.startsWith('dualstack') ?? false,
    // As in "ELB app/my-load-balancer/50dc6c495c0c9188".
    interfaces: { instanceIds: [], description: `ELB ${arn.split(':loadbalancer/')[1]}` },
    refusals: [],
  }
}

async function readListeners({ aws }: Context, LoadBalancerArn: string): Promise<Listener[]> {
  const { Listeners = [] } = await aws.elbv2.send(new DescribeListenersCommand({ LoadBalancerArn }))
  return Listeners
}

type Behind = Pick<Entrance, 'groupIds' | 'listeners' | 'targetSubnetIds' | 'interfaces' | 'refusals'> & {
  readonly targetsHaveIpv6: boolean
}

/** The instances behind it are the entrance, on the ports that its listeners forward to. */
async function readBehind(
  context: Context,
  { arn, interfaces }: { readonly arn: string } & Pick<Entrance, 'interfaces'>,
  { instanceIds, groupIds, hasIpv6, subnetIds }: EnvironmentInstances,
): Promise<Behind> {
  const [listeners, { TargetGroups = [] }] = await Promise.all([
    readListeners(context, arn),
    context.aws.elbv2.send(new DescribeTargetGroupsCommand({ LoadBalancerArn: arn })),
  ])
  const { seenAs, refusals } = await findSeenAs(context, TargetGroups, interfaces.description)
  const groups = new Map(
    TargetGroups.map(({ TargetGroupArn: group = '', Port }) => [group, { port: Port, seenAs: seenAs.get(group) }]),
  )
  return {
    groupIds,
    refusals,
    listeners: listeners.flatMap(listener => toTargetPorts(listener, groups)),
    interfaces: { instanceIds, description: undefined },
    // What the load balancer's own addresses may do there nobody has asked.
    targetSubnetIds: seenAs.size === 0 ? subnetIds : [],
    // To targets of IPv4 the load balancer itself speaks IPv4, whichever way its clients came.
    targetsHaveIpv6: hasIpv6 && TargetGroups.some(({ IpAddressType }) => IpAddressType === 'ipv6'),
  }
}
