/** What instances say of the way in to them. Reads only. */

import { DescribeInstancesCommand } from '@aws-sdk/client-ec2'
import type { Context } from '../context.ts'

export interface EnvironmentInstances {
  readonly instanceIds: readonly string[]
  readonly groupIds: readonly string[]
  readonly hasIpv6: boolean
  readonly subnetIds: readonly string[]
  readonly vpcId: string | undefined
}

export async function readInstances(context: Context, instanceIds: readonly string[]): Promise<EnvironmentInstances> {
  if (instanceIds.length === 0) return { instanceIds, groupIds: [], hasIpv6: false, subnetIds: [], vpcId: undefined }
  const { Reservations = [] } = await context.aws.ec2.send(
    new DescribeInstancesCommand({ InstanceIds: [...instanceIds] }),
  )
  const instances = Reservations.flatMap(({ Instances = [] }) => Instances)
  const groupIds = instances.flatMap(({ SecurityGroups = [] }) =>
    SecurityGroups.flatMap(({ GroupId }) => GroupId ?? []),
  )
  const interfaces = instances.flatMap(({ NetworkInterfaces = [] }) => NetworkInterfaces)
  const hasIpv6 = interfaces.some(({ Ipv6Addresses = [] }) => Ipv6Addresses.length > 0)
  const subnetIds = [...new Set(instances.flatMap(({ SubnetId }) => SubnetId ?? []))]
  return { instanceIds, groupIds: [...new Set(groupIds)], hasIpv6, subnetIds, vpcId: instances[0]?.VpcId }
}
