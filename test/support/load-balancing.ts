/** Short ways to make load balancers and what they forward to, with the SDK's clients. */

import { CreateSecurityGroupCommand, DescribeSubnetsCommand, type EC2Client } from '@aws-sdk/client-ec2'
import {
  CreateListenerCommand,
  type CreateListenerCommandInput,
  CreateLoadBalancerCommand,
  type CreateLoadBalancerCommandInput,
  CreateTargetGroupCommand,
  type CreateTargetGroupCommandInput,
  type Listener,
  type LoadBalancer,
  type TargetGroup,
} from '@aws-sdk/client-elastic-load-balancing-v2'
import type { BeanstalkClients } from './local-beanstalk.ts'

interface Place {
  readonly SubnetId: string
  readonly VpcId: string
}

/** Those of the default VPC, one in each zone. */
export async function defaultSubnets(ec2: EC2Client): Promise<Place[]> {
  const { Subnets = [] } = await ec2.send(
    new DescribeSubnetsCommand({ Filters: [{ Name: 'default-for-az', Values: ['true'] }] }),
  )
  return Subnets.map(({ SubnetId = '', VpcId = '' }) => ({ SubnetId, VpcId }))
}

export async function createSecurityGroup(ec2: EC2Client, name: string): Promise<string> {
  const { GroupId = '' } = await ec2.send(new CreateSecurityGroupCommand({ GroupName: name, Description: name }))
  return GroupId
}

/** An application load balancer in the first two zones, unless it is told otherwise. */
export async function createLoadBalancer(
  { ec2, elbv2 }: BeanstalkClients,
  input: CreateLoadBalancerCommandInput,
): Promise<LoadBalancer & { readonly arn: string }> {
  const Subnets = input.Subnets ?? (await defaultSubnets(ec2)).slice(0, 2).map(({ SubnetId }) => SubnetId)
  const { LoadBalancers = [] } = await elbv2.send(new CreateLoadBalancerCommand({ ...input, Subnets }))
  return { ...LoadBalancers[0], arn: LoadBalancers[0]?.LoadBalancerArn ?? '' }
}

/** For HTTP on port 80 of the default VPC, unless it is told otherwise. */
export async function createTargetGroup(
  { ec2, elbv2 }: BeanstalkClients,
  input: CreateTargetGroupCommandInput,
): Promise<TargetGroup & { readonly arn: string }> {
  const VpcId = (await defaultSubnets(ec2))[0]?.VpcId
  const { TargetGroups = [] } = await elbv2.send(
    new CreateTargetGroupCommand({ Protocol: 'HTTP', Port: 80, VpcId, ...input }),
  )
  return { ...TargetGroups[0], arn: TargetGroups[0]?.TargetGroupArn ?? '' }
}

/** For HTTP on port 80, to the group, unless it is told otherwise. */
export async function createListener(
  { elbv2 }: BeanstalkClients,
  input: Partial<CreateListenerCommandInput> & { readonly LoadBalancerArn: string; readonly group?: string },
): Promise<Listener & { readonly arn: string }> {
  const { group, ...given } = input
  const DefaultActions = [{ Type: 'forward' as const, TargetGroupArn: group }]
  const { Listeners = [] } = await elbv2.send(
    new CreateListenerCommand({ Protocol: 'HTTP', Port: 80, DefaultActions, ...given }),
  )
  return { ...Listeners[0], arn: Listeners[0]?.ListenerArn ?? '' }
}
