/** EC2's answers about what an instance has of the network: an interface, and an address. */

import type * as EC2 from '@aws-sdk/client-ec2'
import type { Ec2Instance } from './ec2-model.ts'
import { type Place, tagsOf } from './network-descriptions.ts'

export function interfaceIdOf({ id }: Pick<Ec2Instance, 'id'>): string {
  return id.replace(/^i-/, 'eni-')
}

export function addressIdOf({ id }: Pick<Ec2Instance, 'id'>): string {
  return id.replace(/^i-/, 'eipalloc-')
}

export function describeInterface(instance: Ec2Instance, place: Place): EC2.NetworkInterface {
  const { region, zone, accountId } = place
  const id = interfaceIdOf(instance)
  const groups = instance.groupIds.flatMap(groupId => region.groups.get(groupId) ?? [])
  return {
    NetworkInterfaceId: id,
    SubnetId: region.subnetId,
    VpcId: region.vpcId,
    AvailabilityZone: zone,
    Description: '',
    Groups: groups.map(group => ({ GroupId: group.id, GroupName: group.name })),
    InterfaceType: 'interface',
    OwnerId: accountId,
    PrivateIpAddress: instance.privateIp,
    Status: 'in-use',
    SourceDestCheck: true,
    Association: { PublicIp: instance.publicIp, IpOwnerId: accountId, AllocationId: addressIdOf(instance) },
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

/** The Elastic IP that a single instance has. */
export function describeAddress(instance: Ec2Instance, { region, accountId }: Place): EC2.Address {
  return {
    AllocationId: addressIdOf(instance),
    AssociationId: instance.id.replace(/^i-/, 'eipassoc-'),
    Domain: 'vpc',
    InstanceId: instance.id,
    NetworkInterfaceId: interfaceIdOf(instance),
    NetworkInterfaceOwnerId: accountId,
    PrivateIpAddress: instance.privateIp,
    PublicIp: instance.publicIp,
    PublicIpv4Pool: 'amazon',
    Tags: tagsOf(region, addressIdOf(instance)),
  }
}
