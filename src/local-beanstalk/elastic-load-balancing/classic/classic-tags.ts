/** Tags of classic load balancers, by their names. */

import type * as ELB from '@aws-sdk/client-elastic-load-balancing'
import type { Call, Checked } from '../../service.ts'
import type { LoadBalancing } from '../load-balancing.ts'
import { classicErrors } from './classic-errors.ts'
import { findClassic } from './classic-lookup.ts'

const MAX_TAGS = 50

/** @throws ServiceError DuplicateTagKeys, TooManyTags. */
export function readClassicTags(tags: readonly ELB.Tag[] = []): Map<string, string> {
  const read = new Map<string, string>()
  for (const { Key = '', Value = '' } of tags) {
    if (read.has(Key)) throw classicErrors.duplicateTag(Key)
    read.set(Key, Value)
  }
  if (read.size > MAX_TAGS) throw classicErrors.tooManyTags()
  return read
}

export function describeTags(
  loadBalancing: LoadBalancing,
  input: Checked<ELB.DescribeTagsInput>,
  call: Call,
): ELB.DescribeTagsOutput {
  const described = input.LoadBalancerNames.map(LoadBalancerName => ({
    LoadBalancerName,
    Tags: [...findClassic(loadBalancing, LoadBalancerName, call).tags].map(([Key, Value]) => ({ Key, Value })),
  }))
  return { TagDescriptions: described }
}

export function addTags(loadBalancing: LoadBalancing, input: Checked<ELB.AddTagsInput>, call: Call): ELB.AddTagsOutput {
  const added = readClassicTags(input.Tags)
  const all = input.LoadBalancerNames.map(name => findClassic(loadBalancing, name, call).tags)
  if (all.some(tags => new Set([...tags.keys(), ...added.keys()]).size > MAX_TAGS)) throw classicErrors.tooManyTags()
  for (const tags of all) for (const [key, value] of added) tags.set(key, value)
  return {}
}

export function removeTags(
  loadBalancing: LoadBalancing,
  input: Checked<ELB.RemoveTagsInput>,
  call: Call,
): ELB.RemoveTagsOutput {
  const all = input.LoadBalancerNames.map(name => findClassic(loadBalancing, name, call).tags)
  for (const tags of all) for (const { Key = '' } of input.Tags) tags.delete(Key)
  return {}
}
