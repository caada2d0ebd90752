/** Which resources of Elastic Beanstalk a request touches, as its policies see them. */

import { partitionOf } from '../partition.ts'
import { type AccessedResource, tagContext } from '../permissions/authorize.ts'
import type { Call } from '../service.ts'
import type { Beanstalk } from './beanstalk.ts'
import { systemTags } from './resource-tags.ts'

type Parameters = Readonly<Record<string, unknown>>

// The second pair is that of SwapEnvironmentCNAMEs.
const NAMES = ['EnvironmentName', 'EnvironmentNames', 'SourceEnvironmentName', 'DestinationEnvironmentName']
const IDS = ['EnvironmentId', 'EnvironmentIds', 'SourceEnvironmentId', 'DestinationEnvironmentId']

/** Source: Service Authorization Reference, AWS Elastic Beanstalk: its ARNs and condition keys. */
export function accessedResources(beanstalk: Beanstalk, parameters: Parameters, call: Call): AccessedResource[] {
  const arnOf = (resource: string) =>
    `arn:${partitionOf(call.region)}:elasticbeanstalk:${call.region}:${beanstalk.world.accountId}:${resource}`
  const text = (name: string) => (typeof parameters[name] === 'string' ? parameters[name] : undefined)
  const own = text('ResourceArn')
  if (own !== undefined) return [{ arn: own }]
  const environments = namedEnvironments(beanstalk, parameters, call.region)
  const application = text('ApplicationName') ?? environments[0]?.known?.applicationName
  const [label, stack] = [text('VersionLabel'), text('SolutionStackName')]
  const version = arnOf(`applicationversion/${application ?? '*'}/${label}`)
  const context = {
    ...(application !== undefined && { 'elasticbeanstalk:inapplication': arnOf(`application/${application}`) }),
    ...(stack !== undefined && {
      'elasticbeanstalk:fromsolutionstack': `arn:${partitionOf(call.region)}:elasticbeanstalk:${call.region}::solutionstack/${stack}`,
    }),
  }
  if (environments.length > 0) {
    const from = label === undefined ? {} : { 'elasticbeanstalk:fromapplicationversion': version }
    return environments.map(({ name, known }) => ({
      arn: arnOf(`environment/${known?.applicationName ?? application ?? '*'}/${known?.name ?? name}`),
      context: { ...context, ...from, ...(known && tagContext([...systemTags(known), ...known.tags])) },
    }))
  }
  if (label !== undefined) return [{ arn: version, context }]
  return application === undefined ? [{ arn: '*' }] : [{ arn: arnOf(`application/${application}`) }]
}

function namedEnvironments(beanstalk: Beanstalk, parameters: Parameters, region: string) {
  const newestFirst = [...(beanstalk.regions.get(region)?.environments.values() ?? [])].reverse()
  const values = (names: readonly string[]) =>
    names.flatMap(name => parameters[name]).filter(value => typeof value === 'string')
  return [
    ...values(NAMES).map(name => ({ name, known: newestFirst.find(candidate => candidate.name === name) })),
    ...values(IDS).map(id => ({ name: id, known: newestFirst.find(candidate => candidate.id === id) })),
  ]
}
