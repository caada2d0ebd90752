/** EC2's answers about what instances and load balancers have of the network: interfaces, and addresses. */

import type * as EC2 from '@aws-sdk/client-ec2'
import { addressOf, publicIpOf } from './addresses.ts'
import { type Ec2Instance, type Ec2Region, subnetOf } from './ec2-model.ts'
import type { ElasticAddress, RequesterInterface } from './network.ts'
import { type Place, tagsOf } from './network-descriptions.ts'
import { groupsOf } from './reachable.ts'

export function interfaceIdOf({ id }: Pick<Ec2Instance, 'id'>): string {
  return id.replace(/^i-/, 'eni-')
}

export function describeInterface(instance: Ec2Instance, { region, accountId }: Place): EC2.NetworkInterface {
  const id = interfaceIdOf(instance)
  const subnet = subnetOf(region, instance)
  const publicIp = publicIpOf(region, instance)
  const allocationId = addressOf(region, instance)?.allocationId
  return {
    NetworkInterfaceId: id,
    SubnetId: subnet?.id,
    VpcId: subnet?.vpcId,
    AvailabilityZone: subnet?.zone,
    Description: '',
    Groups: describeGroups(region, instance.groupIds),
    InterfaceType: 'interface',
    OwnerId: accountId,
    PrivateIpAddress: instance.privateIp,
    Ipv6Addresses: instance.ipv6 === undefined ? [] : [{ Ipv6Address: instance.ipv6 }],
    RequesterManaged: false,
    Status: 'in-use',
    SourceDestCheck: true,
    ...(publicIp !== undefined && {
      Association: {
        PublicIp: publicIp,
        IpOwnerId: allocationId === undefined ? 'amazon' : accountId,
        AllocationId: allocationId,
      },
    }),
    Attachment: {
      AttachTime: instance.launched,
      DeleteOnTermination: true,
      DeviceIndex: 0,
      InstanceId: instance.id,
      Status: 'attached',
    },
    TagSet: tagsOf(region, id),
  }
}

/** One that a load balancer has in a subnet. */
export function describeRequesterInterface(own: RequesterInterface, place: Place): EC2.NetworkInterface {
  const { region, accountId } = place
  const subnet = region.subnets.get(own.subnetId)
  return {
    NetworkInterfaceId: own.id,
    SubnetId: own.subnetId,
    VpcId: subnet?.vpcId,
    AvailabilityZone: subnet?.zone,
    Description: own.description,
    Groups: describeGroups(region, own.groupIds),
    InterfaceType: own.description.startsWith('ELB net/') ? 'network_load_balancer' : 'interface',
    OwnerId: accountId,
    PrivateIpAddress: own.privateIp,
    RequesterId: own.requesterId,
    RequesterManaged: true,
    Status: 'in-use',
    SourceDestCheck: true,
    ...(own.publicIp !== undefined && {
      Association: { PublicIp: own.publicIp, IpOwnerId: own.requesterId },
    }),
    Attachment: { DeleteOnTermination: false, DeviceIndex: 1, InstanceOwnerId: own.requesterId, Status: 'attached' },
    TagSet: tagsOf(region, own.id),
  }
}

/** An Elastic IP, with the instance that has it. */
export function describeAddress(address: ElasticAddress, { region, accountId }: Place): EC2.Address {
  const { allocationId, publicIp, association } = address
  const instance = region.instances.get(association?.instanceId ?? '')
  return {
    AllocationId: allocationId,
    Domain: 'vpc',
    PublicIp: publicIp,
    PublicIpv4Pool: 'amazon',
    Tags: tagsOf(region, allocationId),
    ...(association !== undefined &&
      instance !== undefined && {
        AssociationId: association.id,
        InstanceId: instance.id,
        NetworkInterfaceId: interfaceIdOf(instance),
        NetworkInterfaceOwnerId: accountId,
        PrivateIpAddress: instance.privateIp,
      }),
  }
}

function describeGroups(region: Ec2Region, groupIds: readonly string[]): EC2.GroupIdentifier[] {
  return groupsOf(region, groupIds).map(({ id, name }) => ({ GroupId: id, GroupName: name }))
}
