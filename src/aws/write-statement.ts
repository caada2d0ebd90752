/** A statement of the table of permissions as it stands in a policy, with the names of one environment. */

import { partitionOf } from './partition.ts'

export interface IamStatement {
  readonly Sid: string
  readonly Effect: 'Allow'
  readonly Action: readonly string[]
  readonly Resource: readonly string[]
}

/** The names in the resources; one that is not known stands for all. */
export interface ResourceNames {
  readonly region: string
  readonly account?: string | undefined
  readonly application?: string | undefined
  readonly environment?: string | undefined
  /** That previews are made after; one that is not known stands for none. */
  readonly base?: string | undefined
  readonly bucket?: string | undefined
}

export type Resource = keyof typeof ARNS

/** Without a bucket's name it is Beanstalk's own that is meant. */
export function writeStatement(statement: StatementParts, names: ResourceNames): IamStatement {
  const { sid, actions, resources } = statement
  return { Sid: sid, Effect: 'Allow', Action: actions, Resource: resources.flatMap(resource => ARNS[resource](names)) }
}

interface StatementParts {
  readonly sid: string
  readonly actions: readonly string[]
  readonly resources: readonly Resource[]
}

const ARNS = {
  application: (names: ResourceNames) => toBeanstalkArn(names, `application/${names.application ?? '*'}`),
  versions: (names: ResourceNames) => toBeanstalkArn(names, `applicationversion/${names.application ?? '*'}/*`),
  environment: (names: ResourceNames) =>
    toBeanstalkArn(names, `environment/${names.application ?? '*'}/${names.environment ?? '*'}`),
  base: (names: ResourceNames) =>
    names.base === undefined ? [] : [toBeanstalkArn(names, `environment/${names.application ?? '*'}/${names.base}`)],
  environments: (names: ResourceNames) => toBeanstalkArn(names, `environment/${names.application ?? '*'}/*`),
  // AWS's own platforms belong to no account, and their ARNs name none.
  platforms: (names: ResourceNames) => toBeanstalkArn({ ...names, account: '*' }, 'platform/*'),
  bucket: (names: ResourceNames) => toBucketArn(names),
  objects: (names: ResourceNames) => `${toBucketArn(names)}/*`,
  'security-groups': ({ region, account = '*' }: ResourceNames) =>
    `arn:${partitionOf(region)}:ec2:${region}:${account}:security-group/*`,
  any: () => '*',
} as const

function toBeanstalkArn({ region, account = '*' }: ResourceNames, resource: string): string {
  return `arn:${partitionOf(region)}:elasticbeanstalk:${region}:${account}:${resource}`
}

function toBucketArn({ region, account = '*', bucket }: ResourceNames): string {
  return `arn:${partitionOf(region)}:s3:::${bucket ?? `elasticbeanstalk-${region}-${account}`}`
}
