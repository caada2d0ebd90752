/** Whose addresses the instances behind a Network Load Balancer see: those of its clients, or its own. Reads only. */

import { DescribeNetworkInterfacesCommand } from '@aws-sdk/client-ec2'
import { DescribeTargetGroupAttributesCommand, type TargetGroup } from '@aws-sdk/client-elastic-load-balancing-v2'
import type { ActionError } from '../action-error.ts'
import { ask } from '../aws/ask.ts'
import { readPages } from '../aws/read-pages.ts'
import type { Context } from '../context.ts'
import type { SeenAs } from './entrance.ts'

export interface FoundSeenAs {
  /** By the ARN of a target group; none for those whose targets see their clients. */
  readonly seenAs: ReadonlyMap<string, SeenAs>
  readonly refusals: readonly ActionError[]
}

/**
 * Instances see their clients unless a person has turned that off
 * (https://docs.aws.amazon.com/elasticloadbalancing/latest/network/edit-target-group-attributes.html#client-ip-preservation).
 * `description`: of the load balancer's network interfaces.
 */
export async function findSeenAs(
  context: Context,
  groups: readonly TargetGroup[],
  description: string | undefined,
): Promise<FoundSeenAs> {
  const arns = groups.flatMap(({ TargetGroupArn }) => TargetGroupArn ?? [])
  const isIpv6 = (arn: string) => groups.some(each => each.TargetGroupArn === arn && each.IpAddressType === 'ipv6')
  const asked = await Promise.all(arns.map(async arn => ({ arn, asked: await ask(() => hidesClients(context, arn)) })))
  const hidden = asked.flatMap(({ arn, asked }) => (asked.kind === 'answered' && asked.answer ? [arn] : []))
  const doubtful = asked.flatMap(({ arn, asked }) => (asked.kind === 'refused' ? [arn] : []))
  const own = hidden.length > 0 ? await ask(() => readAddresses(context, description)) : undefined
  const addresses = own?.kind === 'answered' ? own.answer : []
  const [refusal] = [...asked.map(each => each.asked), ...(own ? [own] : [])].flatMap(each =>
    each.kind === 'refused' ? each.refusal : [],
  )
  return {
    seenAs: new Map<string, SeenAs>([
      // Its addresses of IPv4 are none that targets of IPv6 see.
      ...hidden.map(arn => [arn, isIpv6(arn) ? [] : addresses] as const),
      ...doubtful.map(arn => [arn, 'unknown'] as const),
    ]),
    refusals: refusal ? [refusal] : [],
  }
}

async function hidesClients({ aws }: Context, TargetGroupArn: string): Promise<boolean> {
  const { Attributes = [] } = await aws.elbv2.send(new DescribeTargetGroupAttributesCommand({ TargetGroupArn }))
  return Attributes.some(({ Key, Value }) => Key === 'preserve_client_ip.enabled' && Value === 'false')
}

async function readAddresses({ aws }: Context, description: string | undefined): Promise<string[]> {
  const Filters = [{ Name: 'description', Values: [description ?? ''] }]
  const pages = await readPages(token => aws.ec2.send(new DescribeNetworkInterfacesCommand({ Filters, ...token })))
  return pages.flatMap(({ NetworkInterfaces = [] }) =>
    NetworkInterfaces.flatMap(({ PrivateIpAddress }) => PrivateIpAddress ?? []),
  )
}
