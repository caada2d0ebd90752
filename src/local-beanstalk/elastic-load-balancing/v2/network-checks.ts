/** What a load balancer wants of the network that it is put in. */

import type { Ec2Region } from '../../ec2/ec2-model.ts'
import type { LoadBalancer } from '../load-balancing-model.ts'
import { v2Errors } from './v2-errors.ts'

interface NamedSubnets {
  readonly Subnets?: readonly string[] | undefined
  readonly SubnetMappings?: ReadonlyArray<{ readonly SubnetId?: string | undefined }> | undefined
}

export function readSubnets({ Subnets = [], SubnetMappings = [] }: NamedSubnets): readonly string[] {
  if (Subnets.length > 0 && SubnetMappings.length > 0)
    throw v2Errors.validation('Subnets and subnet mappings cannot be specified at the same time')
  return Subnets.length > 0 ? Subnets : SubnetMappings.flatMap(({ SubnetId }) => SubnetId ?? [])
}

/** @throws ServiceError for subnets that a load balancer of this kind cannot have. */
export function checkSubnets(
  region: Ec2Region,
  subnetIds: readonly string[],
  { kind, scheme }: Pick<LoadBalancer, 'kind' | 'scheme'>,
): void {
  const subnets = subnetIds.map(id => {
    const subnet = region.subnets.get(id)
    if (subnet === undefined) throw v2Errors.noSubnet(id)
    return subnet
  })
  const [first] = subnets
  const zones = new Set(subnets.map(({ zone }) => zone))
  if (kind === 'application' && zones.size < 2)
    throw v2Errors.validation('At least two subnets in two different Availability Zones must be specified')
  if (first === undefined) throw v2Errors.validation('At least one subnet must be specified')
  if (zones.size < subnets.length)
    throw v2Errors.invalidConfiguration(
      'A load balancer cannot be attached to multiple subnets in the same Availability Zone',
    )
  if (subnets.some(({ vpcId }) => vpcId !== first.vpcId))
    throw v2Errors.invalidConfiguration('All subnets must belong to the same VPC')
  const hasGateway = [...region.internetGateways.values()].some(({ vpcId }) => vpcId === first.vpcId)
  if (scheme === 'internet-facing' && !hasGateway) throw v2Errors.noGateway(first.vpcId)
}

/** @throws ServiceError InvalidConfigurationRequest for groups that are not there, or in another VPC. */
export function checkGroups(region: Ec2Region, groupIds: readonly string[], subnetIds: readonly string[]): void {
  const vpcId = region.subnets.get(subnetIds[0] ?? '')?.vpcId
  if (groupIds.some(id => region.groups.get(id)?.vpcId !== vpcId)) throw v2Errors.invalidGroups()
}
