/** Which resources of Elastic Load Balancing a request touches, as its policies see them; for both API versions. */

import { partitionOf } from '../partition.ts'
import { type AccessedResource, tagContext } from '../permissions/authorize.ts'
import type { RequestContext } from '../permissions/condition.ts'
import { findListener } from './listeners.ts'
import type { LoadBalancing } from './load-balancing.ts'

type Parameters = Readonly<Record<string, unknown>>

const NAMES = ['LoadBalancerName', 'LoadBalancerNames']
const ARNS = [
  'LoadBalancerArn',
  'ListenerArn',
  'ListenerArns',
  'RuleArn',
  'RuleArns',
  'TargetGroupArn',
  'TargetGroupArns',
  'ResourceArns',
]

/**
 * Whoever only looks is asked about "*".
 * Source: Service Authorization Reference, Elastic Load Balancing and Elastic Load Balancing V2.
 */
export function accessedResources(
  loadBalancing: LoadBalancing,
  parameters: Parameters,
  { region, operation }: { readonly region: string; readonly operation: string },
): AccessedResource[] {
  if (operation.startsWith('Describe')) return [{ arn: '*' }]
  const arnOf = (path: string) =>
    `arn:${partitionOf(region)}:elasticloadbalancing:${region}:${loadBalancing.world.accountId}:${path}`
  const texts = (names: readonly string[]) =>
    names.flatMap(name => parameters[name]).filter(value => typeof value === 'string')
  const named = [
    ...texts(ARNS).map(arn => ({ arn, id: arn })),
    ...texts(NAMES).map(name => ({ arn: arnOf(`loadbalancer/${name}`), id: name })),
  ]
  if (named.length > 0) return named.map(({ arn, id }) => ({ arn, context: contextOf(loadBalancing, region, id) }))
  const [name] = texts(['Name'])
  if (name === undefined) return [{ arn: '*' }]
  const type = parameters.Type === 'network' ? 'net' : 'app'
  const path = operation === 'CreateTargetGroup' ? `targetgroup/${name}/*` : `loadbalancer/${type}/${name}/*`
  return [{ arn: arnOf(path) }]
}

function contextOf(loadBalancing: LoadBalancing, regionName: string, id: string): RequestContext {
  const region = loadBalancing.region(regionName)
  const tags =
    region.loadBalancers.get(id)?.tags ??
    region.targetGroups.get(id)?.tags ??
    findListener(loadBalancing, regionName, id)?.listener.tags
  return tagContext([...(tags ?? [])], ['aws', 'elasticloadbalancing'])
}
