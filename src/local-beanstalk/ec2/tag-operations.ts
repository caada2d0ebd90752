/** Tags of whatever EC2 has here, by the resource's id. */

import type * as EC2 from '@aws-sdk/client-ec2'
import type { Call, Checked } from '../service.ts'
import { ec2Errors } from './ec2-errors.ts'
import type { Ec2Region, Tag } from './ec2-model.ts'
import { filterAll } from './filter.ts'
import { type Ec2Context, readPage } from './group-operations.ts'
import { interfaceIdOf } from './interface-descriptions.ts'

const MAX_TAGS = 50

export function createTags(context: Ec2Context, input: Checked<EC2.CreateTagsRequest>, call: Call): void {
  const region = context.ec2.region(call.region)
  const tags = readTags(input.Tags)
  const resources = input.Resources.map(id => findTagged(region, id))
  const next = resources.map(resource => ({
    resource,
    tags: [...resource.get().filter(({ Key }) => !tags.some(tag => tag.Key === Key)), ...tags],
  }))
  if (next.some(({ tags }) => tags.filter(({ Key }) => !Key.startsWith('aws:')).length > MAX_TAGS))
    throw ec2Errors.tooManyTags()
  if (input.DryRun) throw ec2Errors.dryRun()
  for (const { resource, tags } of next) resource.set(tags)
}

/** Without tags all of the user's go; a tag with a value goes only if it has that value. */
export function deleteTags(context: Ec2Context, input: Checked<EC2.DeleteTagsRequest>, call: Call): void {
  const region = context.ec2.region(call.region)
  const resources = input.Resources.map(id => findTagged(region, id))
  if (input.DryRun) throw ec2Errors.dryRun()
  const asked = input.Tags?.length ? input.Tags : undefined
  const goes = ({ Key, Value }: Tag) =>
    asked
      ? asked.some(tag => tag.Key === Key && (tag.Value === undefined || tag.Value === Value))
      : !Key.startsWith('aws:')
  for (const resource of resources) resource.set(resource.get().filter(tag => !goes(tag)))
}

export function describeTags(context: Ec2Context, input: EC2.DescribeTagsRequest, call: Call): EC2.DescribeTagsResult {
  const region = context.ec2.region(call.region)
  const all = [...region.groups, ...region.instances].map(([id, { tags }]) => [id, tags] as const)
  const described = [...all, ...region.tags].flatMap(([id, tags]) =>
    tags.map(({ Key, Value }) => ({ Key, Value, ResourceId: id, ResourceType: typeOf(id) })),
  )
  const found = filterAll(described, input.Filters, {
    traitsOf: tag => ({
      key: [tag.Key],
      value: [tag.Value],
      'resource-id': [tag.ResourceId],
      'resource-type': [tag.ResourceType],
    }),
    tagsOf: ({ Key, Value }) => [{ Key, Value }],
  })
  if (input.DryRun) throw ec2Errors.dryRun()
  const page = readPage(found, input, tag => `${tag.ResourceId} ${tag.Key}`)
  return { Tags: [...page.items], NextToken: page.nextToken }
}

/** @throws ServiceError InvalidParameterValue for keys that are reserved, too long or empty. */
export function readTags(wire: readonly EC2.Tag[]): Tag[] {
  return wire.map(({ Key = '', Value = '' }) => {
    if (Key.toLowerCase().startsWith('aws:'))
      throw ec2Errors.invalidParameter('Tag keys starting with "aws:" are reserved for internal use')
    if (Key === '' || Key.length > 127)
      throw ec2Errors.invalidParameter(`Tag key exceeds the maximum length of 127 characters`)
    if (Value.length > 255) throw ec2Errors.invalidParameter('Tag value exceeds the maximum length of 255 characters')
    return { Key, Value }
  })
}

interface Tagged {
  get(): readonly Tag[]
  set(tags: readonly Tag[]): void
}

function findTagged(region: Ec2Region, id: string): Tagged {
  const owner = region.groups.get(id) ?? region.instances.get(id)
  if (owner !== undefined) {
    return {
      get: () => owner.tags,
      set: tags => {
        owner.tags = tags
      },
    }
  }
  if (!hasResource(region, id)) throw ec2Errors.taggedNotFound(id)
  return { get: () => region.tags.get(id) ?? [], set: tags => void region.tags.set(id, tags) }
}

function hasResource(region: Ec2Region, id: string): boolean {
  const { vpcs, subnets, routeTables, internetGateways, networkAcls, addresses, interfaces, groups, instances } = region
  if ([vpcs, subnets, routeTables, internetGateways, networkAcls, addresses, interfaces].some(known => known.has(id)))
    return true
  if ([...groups.values()].some(({ rules, egress }) => rules.has(id) || egress.has(id))) return true
  return [...instances.values()].some(instance => id === interfaceIdOf(instance))
}

const TYPES: Readonly<Record<string, EC2.ResourceType>> = {
  acl: 'network-acl',
  eipalloc: 'elastic-ip',
  eni: 'network-interface',
  i: 'instance',
  igw: 'internet-gateway',
  rtb: 'route-table',
  sg: 'security-group',
  sgr: 'security-group-rule',
  subnet: 'subnet',
  vpc: 'vpc',
}

function typeOf(id: string): EC2.ResourceType {
  return TYPES[id.slice(0, id.indexOf('-'))] ?? 'instance'
}
