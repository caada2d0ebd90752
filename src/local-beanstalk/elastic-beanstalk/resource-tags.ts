/** Tags of Elastic Beanstalk's resources, by their ARNs. */

import type * as EB from '@aws-sdk/client-elastic-beanstalk'
import type { Tag } from '../ec2/ec2-model.ts'
import { physicalTail } from '../ids.ts'
import { partitionOf } from '../partition.ts'
import type { Call, Checked } from '../service.ts'
import type { Beanstalk } from './beanstalk.ts'
import { beanstalkErrors } from './beanstalk-errors.ts'
import type { BeanstalkRegion, Environment, Tags } from './beanstalk-model.ts'
import { observedHealth } from './health.ts'
import { livingEnvironments } from './lookup.ts'
import { startOperation } from './stage.ts'

// Developer Guide, "Tagging Elastic Beanstalk application resources": constraints.
const MAX_TAGS = 50
const KEY = /^(?!aws:|elasticbeanstalk:)[\p{L}\p{N}\s_.:/=+\-@]{1,128}$/u
const VALUE = /^[\p{L}\p{N}\s_.:/=+\-@]{0,256}$/u

/** @throws ServiceError for keys and values that are none. */
export function readTags(wire: readonly EB.Tag[] | undefined): Tags {
  const tags: Tags = new Map()
  for (const { Key = '', Value = '' } of wire ?? []) {
    if (!KEY.test(Key)) throw beanstalkErrors.badTag(Key)
    if (!VALUE.test(Value)) throw beanstalkErrors.badTag(Value)
    tags.set(Key, Value)
  }
  if (tags.size > MAX_TAGS) throw beanstalkErrors.tooManyTags()
  return tags
}

export function listTags(
  beanstalk: Beanstalk,
  input: Checked<EB.ListTagsForResourceMessage>,
  call: Call,
): EB.ResourceTagsDescriptionMessage {
  const { tags, environment } = findResource(beanstalk, input.ResourceArn, call)
  const all = [...(environment ? systemTags(environment) : []), ...tags]
  return { ResourceArn: input.ResourceArn, ResourceTags: all.map(([Key, Value]) => ({ Key, Value })) }
}

/** An environment is Updating meanwhile, for the tags go to its resources, too. */
export function updateTags(beanstalk: Beanstalk, input: Checked<EB.UpdateTagsForResourceMessage>, call: Call): void {
  const { tags, environment } = findResource(beanstalk, input.ResourceArn, call)
  const added = readTags(input.TagsToAdd)
  const kept = [...tags].filter(([key]) => !input.TagsToRemove?.includes(key))
  const next = new Map([...kept, ...added])
  if (next.size > MAX_TAGS) throw beanstalkErrors.tooManyTags()
  if (environment !== undefined && environment.status !== 'Ready')
    throw beanstalkErrors.operationInProgress(environment.name)
  tags.clear()
  for (const [key, value] of next) tags.set(key, value)
  if (environment === undefined) return
  startOperation(beanstalk, environment, {
    call,
    status: 'Updating',
    abortable: false,
    work: async stage => {
      await stage.pause(10)
      tagResources(beanstalk, environment, input.TagsToRemove ?? [])
      stage.say('INFO', 'Environment tag update completed successfully.')
      stage.settle('Ready', { to: observedHealth(environment) })
    },
  })
}

/** The tags that an environment and its resources have without anybody's wish. */
export function systemTags(environment: Environment): Array<[key: string, value: string]> {
  return [
    ['elasticbeanstalk:environment-id', environment.id],
    ['elasticbeanstalk:environment-name', environment.name],
    ['Name', environment.name],
  ]
}

/** `awseb-e-abcdefghij-stack-AWSEBSecurityGroup-1A2B3C4D5E6F`. */
export function physicalName(environment: Environment, logicalId: string): string {
  return `awseb-${environment.id}-stack-${logicalId}-${physicalTail()}`
}

/** The tags of what CloudFormation makes for an environment; instances have no logical id. */
export function resourceTags(environment: Environment, logicalId?: string): Tag[] {
  return [
    ...[...systemTags(environment), ...environment.tags].map(([Key, Value]) => ({ Key, Value })),
    { Key: 'aws:cloudformation:stack-name', Value: `awseb-${environment.id}-stack` },
    ...(logicalId === undefined ? [] : [{ Key: 'aws:cloudformation:logical-id', Value: logicalId }]),
  ]
}

function tagResources(beanstalk: Beanstalk, environment: Environment, removed: readonly string[]): void {
  const { groups, instances } = beanstalk.ec2.region(environment.region)
  const own = environment.instances.map(({ id }) => instances.get(id))
  for (const resource of [groups.get(environment.network?.group?.id ?? ''), ...own]) {
    if (resource === undefined) continue
    const stale = [...removed, ...environment.tags.keys()]
    const kept = resource.tags.filter(({ Key }) => !stale.includes(Key))
    resource.tags = [...kept, ...[...environment.tags].map(([Key, Value]) => ({ Key, Value }))]
  }
}

interface Resource {
  readonly tags: Tags
  readonly environment?: Environment
}

function findResource(beanstalk: Beanstalk, arn: string, call: Call): Resource {
  const prefix = `arn:${partitionOf(call.region)}:elasticbeanstalk:${call.region}:${beanstalk.world.accountId}:`
  const [kind = '', ...names] = arn.startsWith(prefix) ? arn.slice(prefix.length).split('/') : []
  const found = resourceOf(beanstalk.region(call.region), kind, names)
  if (found !== undefined) return found
  if (arn.includes('::platform/')) throw beanstalkErrors.resourceNotTaggable(arn)
  throw beanstalkErrors.noResource(arn)
}

function resourceOf(region: BeanstalkRegion, kind: string, names: readonly string[]): Resource | undefined {
  const application = region.applications.get(names[0] ?? '')
  const name = names.slice(1).join('/')
  if (kind === 'application') return name === '' ? application : undefined
  if (kind === 'applicationversion') return application?.versions.get(name)
  if (kind === 'configurationtemplate') return application?.templates.get(name)
  if (kind !== 'environment') return undefined
  const environment = livingEnvironments(region).find(
    candidate => candidate.applicationName === names[0] && candidate.name === name,
  )
  return environment && { tags: environment.tags, environment }
}
