/** Tags of load balancers, listeners, rules and target groups, by their ARNs. */

import type * as ELB from '@aws-sdk/client-elastic-load-balancing-v2'
import type { Call, Checked } from '../../service.ts'
import type { LoadBalancing } from '../load-balancing.ts'
import { findListener, findLoadBalancer, findRule, findTargetGroup } from './lookup.ts'
import { v2Errors } from './v2-errors.ts'

const MAX_TAGS = 50

/** @throws ServiceError DuplicateTagKeys, TooManyTags, ValidationError for keys that are AWS's own. */
export function readTags(tags: readonly ELB.Tag[] = []): Map<string, string> {
  const read = new Map<string, string>()
  for (const { Key = '', Value = '' } of tags) {
    if (read.has(Key)) throw v2Errors.duplicateTag(Key)
    if (Key.toLowerCase().startsWith('aws:'))
      throw v2Errors.validation("Tag keys beginning with 'aws:' are reserved for system use")
    read.set(Key, Value)
  }
  if (read.size > MAX_TAGS) throw v2Errors.tooManyTags()
  return read
}

export function describeTags(
  loadBalancing: LoadBalancing,
  input: Checked<ELB.DescribeTagsInput>,
  call: Call,
): ELB.DescribeTagsOutput {
  const described = input.ResourceArns.map(ResourceArn => ({
    ResourceArn,
    Tags: [...tagsOf(loadBalancing, ResourceArn, call)].map(([Key, Value]) => ({ Key, Value })),
  }))
  return { TagDescriptions: described }
}

export function addTags(loadBalancing: LoadBalancing, input: Checked<ELB.AddTagsInput>, call: Call): void {
  const added = readTags(input.Tags)
  const all = input.ResourceArns.map(arn => tagsOf(loadBalancing, arn, call))
  if (all.some(tags => new Set([...tags.keys(), ...added.keys()]).size > MAX_TAGS)) throw v2Errors.tooManyTags()
  for (const tags of all) for (const [key, value] of added) tags.set(key, value)
}

export function removeTags(loadBalancing: LoadBalancing, input: Checked<ELB.RemoveTagsInput>, call: Call): void {
  const all = input.ResourceArns.map(arn => tagsOf(loadBalancing, arn, call))
  for (const tags of all) for (const key of input.TagKeys) tags.delete(key)
}

function tagsOf(loadBalancing: LoadBalancing, arn: string, call: Call): Map<string, string> {
  if (arn.includes(':listener/')) return findListener(loadBalancing, arn, call).listener.tags
  if (arn.includes(':listener-rule/')) return findRule(loadBalancing, arn, call).rule.tags
  if (arn.includes(':targetgroup/')) return findTargetGroup(loadBalancing, arn, call).tags
  return findLoadBalancer(loadBalancing, arn, call).tags
}
