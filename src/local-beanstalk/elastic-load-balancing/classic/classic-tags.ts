/** Tags of classic load balancers, by their names. */

import type * as ELB from '@aws-sdk/client-elastic-load-balancing'
import type { Call, Checked } from '../../service.ts'
import type { LoadBalancing } from '../load-balancing.ts'
import { addToAll, listTags, readTags, type Tags } from '../tags.ts'
import { classicErrors } from './classic-errors.ts'
import { findClassic } from './classic-lookup.ts'

/** @throws ServiceError DuplicateTagKeys, TooManyTags. */
export function readClassicTags(wire: readonly ELB.Tag[] = []): Tags {
  return readTags(wire, classicErrors)
}

export function describeTags(
  loadBalancing: LoadBalancing,
  input: Checked<ELB.DescribeTagsInput>,
  call: Call,
): ELB.DescribeTagsOutput {
  const described = input.LoadBalancerNames.map(LoadBalancerName => ({
    LoadBalancerName,
    Tags: listTags(findClassic(loadBalancing, LoadBalancerName, call).tags),
  }))
  return { TagDescriptions: described }
}

export function addTags(loadBalancing: LoadBalancing, input: Checked<ELB.AddTagsInput>, call: Call): ELB.AddTagsOutput {
  const added = readClassicTags(input.Tags)
  const all = input.LoadBalancerNames.map(name => findClassic(loadBalancing, name, call).tags)
  addToAll(all, added, classicErrors)
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
