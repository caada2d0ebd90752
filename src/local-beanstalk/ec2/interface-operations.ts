/** The operations that read network interfaces and addresses. */

import type * as EC2 from '@aws-sdk/client-ec2'
import { ec2Errors } from './ec2-errors.ts'
import {
  describeAddress,
  describeInterface,
  describeRequesterInterface,
  interfaceIdOf,
} from './interface-descriptions.ts'
import { tagsOf } from './network-descriptions.ts'
import { pick, placeOf, type Read } from './pick.ts'

export const describeNetworkInterfaces: Read<
  EC2.DescribeNetworkInterfacesRequest,
  EC2.DescribeNetworkInterfacesResult
> = (context, input, call) => {
  const place = placeOf(context, call)
  const { region } = place
  const running = [...region.instances.values()].filter(({ state }) => state === 'running')
  const described = [
    ...running.map(instance => ({
      ...describeInterface(instance, place),
      Tags: tagsOf(region, interfaceIdOf(instance)),
    })),
    ...[...region.interfaces.values()].map(own => ({
      ...describeRequesterInterface(own, place),
      Tags: tagsOf(region, own.id),
    })),
  ]
  const page = pick(input, described, {
    ids: input.NetworkInterfaceIds,
    id: ({ NetworkInterfaceId = '' }) => NetworkInterfaceId,
    missing: ['InvalidNetworkInterfaceID', 'networkInterface'],
    traits: described => ({
      'network-interface-id': [described.NetworkInterfaceId ?? ''],
      'attachment.instance-id': [described.Attachment?.InstanceId ?? ''],
      'availability-zone': [described.AvailabilityZone ?? ''],
      description: [described.Description ?? ''],
      'group-id': (described.Groups ?? []).flatMap(({ GroupId }) => GroupId ?? []),
      'association.public-ip': [described.Association?.PublicIp ?? ''],
      'interface-type': [described.InterfaceType ?? ''],
      'private-ip-address': [described.PrivateIpAddress ?? ''],
      'requester-id': [described.RequesterId ?? ''],
      'requester-managed': [String(described.RequesterManaged)],
      'subnet-id': [described.SubnetId ?? ''],
      'vpc-id': [described.VpcId ?? ''],
      status: ['in-use'],
    }),
  })
  return { NetworkInterfaces: page.items, NextToken: page.nextToken }
}

export const describeAddresses: Read<EC2.DescribeAddressesRequest, EC2.DescribeAddressesResult> = (
  context,
  input,
  call,
) => {
  const place = placeOf(context, call)
  const addresses = [...place.region.addresses.values()]
  const missing = input.PublicIps?.find(ip => !addresses.some(({ publicIp }) => publicIp === ip))
  if (missing !== undefined) throw ec2Errors.addressNotFound(missing)
  const asked = addresses.filter(({ publicIp }) => input.PublicIps?.includes(publicIp) ?? true)
  const page = pick(
    { ...input, MaxResults: undefined, NextToken: undefined },
    asked.map(address => describeAddress(address, place)),
    {
      ids: input.AllocationIds,
      id: ({ AllocationId = '' }) => AllocationId,
      missing: ['InvalidAllocationID', 'allocation'],
      traits: ({ AllocationId = '', AssociationId, InstanceId, PublicIp = '', NetworkInterfaceId }) => ({
        'allocation-id': [AllocationId],
        'association-id': AssociationId === undefined ? [] : [AssociationId],
        'instance-id': InstanceId === undefined ? [] : [InstanceId],
        'public-ip': [PublicIp],
        'network-interface-id': NetworkInterfaceId === undefined ? [] : [NetworkInterfaceId],
        domain: ['vpc'],
      }),
    },
  )
  return { Addresses: page.items }
}
