/** Which resources of Elastic Beanstalk a request touches, as its policies see them. */

import { partitionOf } from '../partition.ts'
import { type AccessedResource, tagContext } from '../permissions/authorize.ts'
import type { RequestContext } from '../permissions/condition.ts'
import type { Call } from '../service.ts'
import type { Beanstalk } from './beanstalk.ts'
import type { Environment } from './beanstalk-model.ts'
import { systemTags } from './resource-tags.ts'
import { type ResourceKind, TOUCHED_KINDS } from './touched-kinds.ts'

export interface TouchingRequest {
  readonly operation: string
  readonly parameters: Readonly<Record<string, unknown>>
}

/** Source: Service Authorization Reference, AWS Elastic Beanstalk: its ARNs and condition keys. */
export function accessedResources(beanstalk: Beanstalk, request: TouchingRequest, call: Call): AccessedResource[] {
  const [own] = textsOf(request, ['ResourceArn'])
  if (own !== undefined) return tagging(request).map(permission => ({ arn: own, ...permission }))
  const { required = [], optional = [] } = TOUCHED_KINDS[request.operation] ?? {}
  const naming = readNames(beanstalk, request, call)
  const named = optional.filter(kind => NAMED[kind](naming).length > 0)
  // The application is there to find the others in.
  const narrowest = named.length > 1 ? named.filter(kind => kind !== 'application') : named
  const touched = [...required, ...(narrowest.length > 0 ? narrowest : optional.slice(0, 1))]
  if (touched.length === 0) return [{ arn: '*' }]
  const resources = touched.flatMap(kind => {
    const found = NAMED[kind](naming)
    return found.length > 0 ? found : [toResource(naming, kind, '*')]
  })
  // What is made with tags is the last.
  const tagged = isFilled(request, 'Tags') ? resources.slice(-1) : []
  return [...resources, ...tagged.map(resource => ({ ...resource, permission: ADD_TAGS }))]
}

/**
 * UpdateTagsForResource is allowed by two permissions that are no operations (API Reference). That the first is asked for
 * where something is made with tags, too, is not documented: policies of people who do so have it.
 */
const ADD_TAGS = 'elasticbeanstalk:AddTags'

function tagging(request: TouchingRequest): Array<Pick<AccessedResource, 'permission'>> {
  if (request.operation !== 'UpdateTagsForResource') return [{}]
  return [
    ...(isFilled(request, 'TagsToAdd') ? [{ permission: ADD_TAGS }] : []),
    ...(isFilled(request, 'TagsToRemove') ? [{ permission: 'elasticbeanstalk:RemoveTags' }] : []),
  ]
}

function isFilled({ parameters }: TouchingRequest, name: string): boolean {
  const value = parameters[name]
  return Array.isArray(value) && value.length > 0
}

interface Naming {
  readonly request: TouchingRequest
  readonly region: string
  readonly accountId: string
  readonly environments: ReadonlyArray<{ readonly name: string; readonly known: Environment | undefined }>
  readonly application: string | undefined
}

function readNames({ regions, world }: Beanstalk, request: TouchingRequest, { region }: Call): Naming {
  const newestFirst = [...(regions.get(region)?.environments.values() ?? [])].reverse()
  const environments = [
    ...textsOf(request, NAMES).map(name => ({ name, known: newestFirst.find(candidate => candidate.name === name) })),
    ...textsOf(request, IDS).map(id => ({ name: id, known: newestFirst.find(candidate => candidate.id === id) })),
  ]
  const [application = environments[0]?.known?.applicationName] = textsOf(request, ['ApplicationName'])
  return { request, region, accountId: world.accountId, environments, application }
}

// The second pair is that of SwapEnvironmentCNAMEs.
const NAMES = ['EnvironmentName', 'EnvironmentNames', 'SourceEnvironmentName', 'DestinationEnvironmentName']
const IDS = ['EnvironmentId', 'EnvironmentIds', 'SourceEnvironmentId', 'DestinationEnvironmentId']

/** Kind -> those that the request names. */
const NAMED: Readonly<Record<ResourceKind, (naming: Naming) => AccessedResource[]>> = {
  application: naming => listNamed(naming, 'application', ['ApplicationName', 'ApplicationNames']),
  applicationversion: naming => listNamed(naming, 'applicationversion', ['VersionLabel', 'VersionLabels']),
  configurationtemplate: naming => listNamed(naming, 'configurationtemplate', ['TemplateName']),
  environment: listEnvironments,
  platform: ({ request }) => textsOf(request, ['PlatformArn']).map(arn => ({ arn })),
  solutionstack: naming => listNamed(naming, 'solutionstack', ['SolutionStackName']),
}

function listNamed(naming: Naming, kind: ResourceKind, parameters: readonly string[]): AccessedResource[] {
  return textsOf(naming.request, parameters).map(name => toResource(naming, kind, name))
}

function listEnvironments(naming: Naming): AccessedResource[] {
  const kinds = ['applicationversion', 'configurationtemplate', 'platform', 'solutionstack'] as const
  const sources = kinds.flatMap(kind => NAMED[kind](naming).map(({ arn }) => [`elasticbeanstalk:from${kind}`, arn]))
  return naming.environments.map(({ name, known }) => {
    const application = known?.applicationName ?? naming.application
    const { arn, context } = toResource({ ...naming, application }, 'environment', known?.name ?? name)
    const tags = known && tagContext([...systemTags(known), ...known.tags])
    return { arn, context: { ...context, ...Object.fromEntries(sources), ...tags } }
  })
}

function toResource(
  { region, accountId, application }: Naming,
  kind: ResourceKind,
  name: string,
): Required<Pick<AccessedResource, 'arn' | 'context'>> {
  const start = `arn:${partitionOf(region)}:elasticbeanstalk:${region}`
  if (kind === 'solutionstack') return { arn: `${start}::${kind}/${name}`, context: {} }
  if (kind === 'application' || kind === 'platform')
    return { arn: `${start}:${accountId}:${kind}/${name}`, context: {} }
  const context: RequestContext = application
    ? { 'elasticbeanstalk:inapplication': `${start}:${accountId}:application/${application}` }
    : {}
  return { arn: `${start}:${accountId}:${kind}/${application ?? '*'}/${name}`, context }
}

function textsOf({ parameters }: TouchingRequest, names: readonly string[]): string[] {
  return names.flatMap(name => parameters[name]).filter(value => typeof value === 'string')
}
