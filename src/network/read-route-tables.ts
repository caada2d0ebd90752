/** The route tables of a VPC. Reads only. */

import { DescribeRouteTablesCommand, type RouteTable } from '@aws-sdk/client-ec2'
import { readPages } from '../aws/read-pages.ts'
import type { Context } from '../context.ts'

// Of the whole VPC: a subnet without a table of its own has the main one, which no filter by subnets finds.
export async function readRouteTables({ aws }: Context, vpcId: string): Promise<RouteTable[]> {
  const Filters = [{ Name: 'vpc-id', Values: [vpcId] }]
  const pages = await readPages(token => aws.ec2.send(new DescribeRouteTablesCommand({ Filters, ...token })))
  return pages.flatMap(({ RouteTables = [] }) => RouteTables)
}
