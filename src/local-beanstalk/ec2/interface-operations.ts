/** The operations that read what instances have of the network: interfaces and addresses. */

import type * as EC2 from '@aws-sdk/client-ec2'
import { ec2Errors } from './ec2-errors.ts'
import type { Ec2Instance } from './ec2-model.ts'
import { describeAddress, describeInterface, interfaceIdOf } from './interface-descriptions.ts'
import { type Place, tagsOf } from './network-descriptions.ts'
import { pick, placeOf, type Read } from './pick.ts'

export const describeNetworkInterfaces: Read<
  EC2.DescribeNetworkInterfacesRequest,
  EC2.DescribeNetworkInterfacesResult
> = (context, input, call) => {
  const place = placeOf(context, call)
  const described = running(place).map(instance => ({
    ...describeInterface(instance, place),
    Tags: tagsOf(place.region, interfaceIdOf(instance)),
  }))
  const page = pick(input, described, {
    ids: input.NetworkInterfaceIds,
    id: ({ NetworkInterfaceId = '' }) => NetworkInterfaceId,
    missing: ['InvalidNetworkInterfaceID', 'networkInterface'],
    traits: ({ NetworkInterfaceId = '', Attachment, Groups = [], Association, PrivateIpAddress = '' }) => ({
      'network-interface-id': [NetworkInterfaceId],
      'attachment.instance-id': [Attachment?.InstanceId ?? ''],
      'group-id': Groups.flatMap(({ GroupId }) => GroupId ?? []),
      'association.public-ip': [Association?.PublicIp ?? ''],
      'private-ip-address': [PrivateIpAddress],
      'subnet-id': [place.region.subnetId],
      status: ['in-use'],
    }),
    vpcId: place.region.vpcId,
  })
  return { NetworkInterfaces: page.items, NextToken: page.nextToken }
}

export const describeAddresses: Read<EC2.DescribeAddressesRequest, EC2.DescribeAddressesResult> = (
  context,
  input,
  call,
) => {
  const place = placeOf(context, call)
  const instances = running(place)
  const missing = input.PublicIps?.find(ip => !instances.some(({ publicIp }) => publicIp === ip))
  if (missing !== undefined) throw ec2Errors.addressNotFound(missing)
  const asked = instances.filter(({ publicIp }) => input.PublicIps?.includes(publicIp) ?? true)
  const page = pick(
    { ...input, MaxResults: undefined, NextToken: undefined },
    asked.map(instance => describeAddress(instance, place)),
    {
      ids: input.AllocationIds,
      id: ({ AllocationId = '' }) => AllocationId,
      missing: ['InvalidAllocationID', 'allocation'],
      traits: ({ AllocationId = '', InstanceId = '', PublicIp = '', NetworkInterfaceId = '' }) => ({
        'allocation-id': [AllocationId],
        'instance-id': [InstanceId],
        'public-ip': [PublicIp],
        'network-interface-id': [NetworkInterfaceId],
        domain: ['vpc'],
      }),
    },
  )
  return { Addresses: page.items }
}

function running({ region }: Place): Ec2Instance[] {
  return [...region.instances.values()].filter(({ state }) => state === 'running')
}
