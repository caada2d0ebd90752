/** EC2's answers about what the model holds. */

import type * as EC2 from '@aws-sdk/client-ec2'
import { partitionOf } from '../partition.ts'
import { publicIpOf } from './addresses.ts'
import {
  type Ec2Instance,
  type Ec2Region,
  type SecurityGroup,
  type SecurityRule,
  subnetOf,
  type Tag,
} from './ec2-model.ts'
import { interfaceIdOf } from './interface-descriptions.ts'

export function describeGroup(
  group: SecurityGroup,
  { accountId, region }: { readonly accountId: string; readonly region: string },
): EC2.SecurityGroup {
  return {
    GroupId: group.id,
    SecurityGroupArn: `arn:${partitionOf(region)}:ec2:${region}:${accountId}:security-group/${group.id}`,
    GroupName: group.name,
    Description: group.description,
    OwnerId: accountId,
    VpcId: group.vpcId,
    Tags: [...group.tags],
    IpPermissions: describePermissions([...group.rules.values()], accountId),
    IpPermissionsEgress: describePermissions([...group.egress.values()], accountId),
  }
}

export function describeRule(
  rule: SecurityRule,
  group: SecurityGroup,
  owner: { readonly accountId: string; readonly tags?: readonly Tag[] | undefined },
): EC2.SecurityGroupRule {
  const { accountId, tags = [] } = owner
  const { peer } = rule
  return {
    SecurityGroupRuleId: rule.id,
    GroupId: group.id,
    GroupOwnerId: accountId,
    IsEgress: group.egress.has(rule.id),
    IpProtocol: rule.protocol,
    FromPort: rule.fromPort ?? -1,
    ToPort: rule.toPort ?? -1,
    Description: rule.description,
    Tags: [...tags],
    ...(peer.kind === 'ipv4' && { CidrIpv4: peer.cidr }),
    ...(peer.kind === 'ipv6' && { CidrIpv6: peer.cidr }),
    ...(peer.kind === 'group' && { ReferencedGroupInfo: { GroupId: peer.groupId, UserId: accountId } }),
    ...(peer.kind === 'prefix-list' && { PrefixListId: peer.prefixListId }),
  }
}

export function describeInstance(instance: Ec2Instance, region: Ec2Region): EC2.Instance {
  const subnet = subnetOf(region, instance)
  const groups = instance.groupIds.flatMap(id => region.groups.get(id) ?? [])
  return {
    InstanceId: instance.id,
    InstanceType: instance.instanceType as EC2._InstanceType,
    State: instance.state === 'running' ? { Code: 16, Name: 'running' } : { Code: 48, Name: 'terminated' },
    LaunchTime: instance.launched,
    Placement: { AvailabilityZone: subnet?.zone },
    SecurityGroups: groups.map(group => ({ GroupId: group.id, GroupName: group.name })),
    Tags: [...instance.tags],
    ...(instance.state === 'running' && {
      PrivateIpAddress: instance.privateIp,
      PublicIpAddress: publicIpOf(region, instance),
      SubnetId: subnet?.id,
      VpcId: subnet?.vpcId,
      NetworkInterfaces: [
        {
          NetworkInterfaceId: interfaceIdOf(instance),
          SubnetId: subnet?.id,
          VpcId: subnet?.vpcId,
          PrivateIpAddress: instance.privateIp,
          Ipv6Addresses: addressesOf(instance),
          Groups: groups.map(group => ({ GroupId: group.id, GroupName: group.name })),
          Status: 'in-use' as const,
        },
      ],
    }),
  }
}

function addressesOf({ ipv6 }: Ec2Instance): EC2.InstanceIpv6Address[] {
  return ipv6 === undefined ? [] : [{ Ipv6Address: ipv6 }]
}

// EC2 gathers the rules of one protocol and port range into one permission.
function describePermissions(rules: readonly SecurityRule[], accountId: string): EC2.IpPermission[] {
  const permissions = Object.groupBy(rules, ({ protocol, fromPort, toPort }) => `${protocol} ${fromPort} ${toPort}`)
  return Object.values(permissions).flatMap(together => {
    const [first] = together ?? []
    if (together === undefined || first === undefined) return []
    const peers = together.map(({ peer, description: Description }) => ({ peer, Description }))
    return {
      IpProtocol: first.protocol,
      FromPort: first.fromPort,
      ToPort: first.toPort,
      IpRanges: peers.flatMap(({ peer, Description }) =>
        peer.kind === 'ipv4' ? { CidrIp: peer.cidr, Description } : [],
      ),
      Ipv6Ranges: peers.flatMap(({ peer, Description }) =>
        peer.kind === 'ipv6' ? { CidrIpv6: peer.cidr, Description } : [],
      ),
      UserIdGroupPairs: peers.flatMap(({ peer, Description }) =>
        peer.kind === 'group' ? { GroupId: peer.groupId, UserId: accountId, Description } : [],
      ),
      PrefixListIds: peers.flatMap(({ peer, Description }) =>
        peer.kind === 'prefix-list' ? { PrefixListId: peer.prefixListId, Description } : [],
      ),
    }
  })
}
