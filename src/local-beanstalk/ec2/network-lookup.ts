/** Finds the parts of a region's network that a request names. */

import { ec2Errors } from './ec2-errors.ts'
import type { Ec2Region } from './ec2-model.ts'
import type { ElasticAddress, InternetGateway, NetworkAcl, RouteTable, Subnet, Vpc } from './network.ts'

export const findVpc = finder<Vpc>(({ vpcs }) => vpcs, 'InvalidVpcID', 'vpc')
export const findSubnet = finder<Subnet>(({ subnets }) => subnets, 'InvalidSubnetID', 'subnet')
export const findRouteTable = finder<RouteTable>(({ routeTables }) => routeTables, 'InvalidRouteTableID', 'routeTable')
export const findGateway = finder<InternetGateway>(
  ({ internetGateways }) => internetGateways,
  'InvalidInternetGatewayID',
  'internetGateway',
)
export const findNetworkAcl = finder<NetworkAcl>(({ networkAcls }) => networkAcls, 'InvalidNetworkAclID', 'networkAcl')
export const findAllocation = finder<ElasticAddress>(({ addresses }) => addresses, 'InvalidAllocationID', 'allocation')

/** What it makes throws ServiceError, `InvalidVpcID.NotFound` and so on. */
function finder<Item>(mapOf: (region: Ec2Region) => ReadonlyMap<string, Item>, code: string, noun: string) {
  return (region: Ec2Region, id: string): Item => {
    const found = mapOf(region).get(id)
    if (found === undefined) throw ec2Errors.resourceNotFound(code, noun, id)
    return found
  }
}
