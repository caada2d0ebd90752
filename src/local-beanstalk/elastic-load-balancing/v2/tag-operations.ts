/** Tags of load balancers, listeners, rules and target groups, by their ARNs. */

import type * as ELB from '@aws-sdk/client-elastic-load-balancing-v2'
import type { Call, Checked } from '../../service.ts'
import type { LoadBalancing } from '../load-balancing.ts'
import { addToAll, listTags, readTags, type Tags } from '../tags.ts'
import { findListener, findLoadBalancer, findRule, findTargetGroup } from './lookup.ts'
import { v2Errors } from './v2-errors.ts'

/** @throws ServiceError DuplicateTagKeys, TooManyTags, ValidationError for keys that are AWS's own. */
export function readV2Tags(wire: readonly ELB.Tag[] = []): Tags {
  const tags = readTags(wire, v2Errors)
  if ([...tags.keys()].some(key => key.toLowerCase().startsWith('aws:')))
    throw v2Errors.validation("Tag keys beginning with 'aws:' are reserved for system use")
  return tags
}

export function describeTags(
  loadBalancing: LoadBalancing,
  input: Checked<ELB.DescribeTagsInput>,
  call: Call,
): ELB.DescribeTagsOutput {
  const described = input.ResourceArns.map(ResourceArn => ({
    ResourceArn,
    Tags: listTags(tagsOf(loadBalancing, ResourceArn, call)),
  }))
  return { TagDescriptions: described }
}

export function addTags(loadBalancing: LoadBalancing, input: Checked<ELB.AddTagsInput>, call: Call): void {
  const added = readV2Tags(input.Tags)
  const all = input.ResourceArns.map(arn => tagsOf(loadBalancing, arn, call))
  addToAll(all, added, v2Errors)
}

export function removeTags(loadBalancing: LoadBalancing, input: Checked<ELB.RemoveTagsInput>, call: Call): void {
  const all = input.ResourceArns.map(arn => tagsOf(loadBalancing, arn, call))
  for (const tags of all) for (const key of input.TagKeys) tags.delete(key)
}

function tagsOf(loadBalancing: LoadBalancing, arn: string, call: Call): Tags {
  if (arn.includes(':listener/')) return findListener(loadBalancing, arn, call).listener.tags
  if (arn.includes(':listener-rule/')) return findRule(loadBalancing, arn, call).rule.tags
  if (arn.includes(':targetgroup/')) return findTargetGroup(loadBalancing, arn, call).tags
  return findLoadBalancer(loadBalancing, arn, call).tags
}
