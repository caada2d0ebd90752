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
import type { Entrance, EntranceListener, FoundLoadBalancer } from './entrance.ts'
import type { EnvironmentInstances } from './read-instances.ts'

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
    const { targetsHaveIpv6, ...behind } = await readBehind(context, arn, await readInstances())
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

type Behind = Pick<Entrance, 'groupIds' | 'listeners' | 'targetSubnetIds' | 'interfaces'> & {
  readonly targetsHaveIpv6: boolean
}

/** The instances behind it are the entrance, on the ports that its listeners forward to. */
async function readBehind(
  context: Context,
  arn: string,
  { instanceIds, groupIds, hasIpv6, subnetIds }: EnvironmentInstances,
): Promise<Behind> {
  const [listeners, { TargetGroups = [] }] = await Promise.all([
    readListeners(context, arn),
    context.aws.elbv2.send(new DescribeTargetGroupsCommand({ LoadBalancerArn: arn })),
  ])
  const ports = new Map(TargetGroups.map(({ TargetGroupArn, Port }) => [TargetGroupArn, Port]))
  return {
    groupIds,
    listeners: listeners.flatMap(listener => toTargetPorts(listener, ports)),
    interfaces: { instanceIds, description: undefined },
    targetSubnetIds: subnetIds,
    // To targets of IPv4 the load balancer itself speaks IPv4, whichever way its clients came.
    targetsHaveIpv6: hasIpv6 && TargetGroups.some(({ IpAddressType }) => IpAddressType === 'ipv6'),
  }
}

function toTargetPorts(
  { Port: listenerPort, DefaultActions = [] }: Listener,
  ports: ReadonlyMap<string | undefined, number | undefined>,
): EntranceListener[] {
  const groups = DefaultActions.flatMap(({ TargetGroupArn, ForwardConfig }) => [
    TargetGroupArn,
    ...(ForwardConfig?.TargetGroups ?? []).map(group => group.TargetGroupArn),
  ])
  const found = new Set(groups.flatMap(arn => ports.get(arn) ?? []))
  return listenerPort === undefined ? [] : [...found].map(port => ({ listenerPort, port }))
}
