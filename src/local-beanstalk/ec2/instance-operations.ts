/** The operations on instances: read only, since Elastic Beanstalk alone launches instances here. */

import type * as EC2 from '@aws-sdk/client-ec2'
import type { Call, Checked } from '../service.ts'
import { publicIpOf } from './addresses.ts'
import { describeInstance } from './ec2-descriptions.ts'
import { ec2Errors } from './ec2-errors.ts'
import { type Ec2Instance, type Ec2Region, subnetOf } from './ec2-model.ts'
import { filterAll } from './filter.ts'
import type { Ec2Context } from './group-operations.ts'

export function describeInstances(
  context: Ec2Context,
  input: Checked<EC2.DescribeInstancesRequest>,
  call: Call,
): EC2.DescribeInstancesResult {
  const region = context.ec2.region(call.region)
  const asked = input.InstanceIds
    ? input.InstanceIds.map(id => findInstance(region, id))
    : [...region.instances.values()]
  const found = filterAll(asked, input.Filters, {
    traitsOf: instance => ({
      'instance-id': [instance.id],
      'instance.group-id': instance.groupIds,
      'instance-state-name': [instance.state],
      'ip-address': [publicIpOf(region, instance) ?? ''],
      'private-ip-address': [instance.privateIp],
      'subnet-id': [subnetOf(region, instance)?.id ?? ''],
      'vpc-id': [subnetOf(region, instance)?.vpcId ?? ''],
    }),
    tagsOf: instance => instance.tags,
  })
  if (input.DryRun) throw ec2Errors.dryRun()
  const reservations = found.map(instance => ({
    ReservationId: instance.id.replace(/^i-/, 'r-'),
    OwnerId: context.accountId,
    Groups: [],
    Instances: [describeInstance(instance, region)],
  }))
  return { Reservations: reservations }
}

/** @throws ServiceError InvalidInstanceID.Malformed, InvalidInstanceID.NotFound. */
export function findInstance(region: Ec2Region, id: string): Ec2Instance {
  if (!/^i-[0-9a-f]+$/.test(id)) throw ec2Errors.malformedInstanceId(id)
  const instance = region.instances.get(id)
  if (instance === undefined) throw ec2Errors.instanceNotFound(id)
  return instance
}
