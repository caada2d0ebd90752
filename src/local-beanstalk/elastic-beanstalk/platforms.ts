/** The operations on platforms, and what the account may have. */

import type * as EB from '@aws-sdk/client-elastic-beanstalk'
import type { Call } from '../service.ts'
import type { Beanstalk } from './beanstalk.ts'
import { beanstalkErrors } from './beanstalk-errors.ts'
import { pageOf } from './lookup.ts'
import { branchTraits, fits, versionTraits } from './platform-filters.ts'
import { KNOWN_STACKS, lifecycleOf, platformArn, SOLUTION_STACKS } from './solution-stacks.ts'

const TIERS = ['WebServer/Standard', 'Worker/SQS/HTTP']
const RELEASED = new Date('2026-01-20T00:00:00Z')

const OF_ALL = {
  PlatformOwner: 'AWSElasticBeanstalk',
  PlatformStatus: 'Ready',
  OperatingSystemName: 'Amazon Linux',
  SupportedTierList: TIERS,
  SupportedAddonList: ['Log/S3', 'Monitoring/Healthd', 'WorkerDaemon/SQSD'],
} as const satisfies EB.PlatformSummary

export function listSolutionStacks(): EB.ListAvailableSolutionStacksResultMessage {
  return {
    SolutionStacks: [...SOLUTION_STACKS],
    SolutionStackDetails: SOLUTION_STACKS.map(SolutionStackName => ({
      SolutionStackName,
      PermittedFileTypes: ['zip'],
    })),
  }
}

export function listPlatformVersions(
  _beanstalk: Beanstalk,
  input: EB.ListPlatformVersionsRequest,
  call: Call,
): EB.ListPlatformVersionsResult {
  const found = SOLUTION_STACKS.map(stack => summarise(stack, call.region)).filter(summary =>
    (input.Filters ?? []).every(({ Type = '', Operator = '', Values = [] }) =>
      fits(versionTraits(summary, Type), Operator, Values),
    ),
  )
  const page = pageOf(found, input, ({ PlatformArn = '' }) => PlatformArn)
  return { PlatformSummaryList: [...page.items], NextToken: page.nextToken }
}

export function listPlatformBranches(
  _beanstalk: Beanstalk,
  input: EB.ListPlatformBranchesRequest,
  call: Call,
): EB.ListPlatformBranchesResult {
  const branches = SOLUTION_STACKS.map((stack, index) => ({
    PlatformName: categoryOf(stack),
    BranchName: branchOf(stack, call.region),
    LifecycleState: 'Supported',
    BranchOrder: (SOLUTION_STACKS.length - index) * 10,
    SupportedTierList: TIERS,
  }))
  const found = branches.filter(branch =>
    (input.Filters ?? []).every(({ Attribute = '', Operator = '', Values = [] }) =>
      fits(branchTraits(branch, Attribute), Operator, Values),
    ),
  )
  const page = pageOf(found, input, ({ BranchName }) => BranchName)
  return { PlatformBranchSummaryList: [...page.items], NextToken: page.nextToken }
}

export function describePlatformVersion(
  _beanstalk: Beanstalk,
  input: EB.DescribePlatformVersionRequest,
  call: Call,
): EB.DescribePlatformVersionResult {
  const arn = input.PlatformArn ?? ''
  const stack = KNOWN_STACKS.find(candidate => platformArn(candidate, call.region) === arn)
  if (stack === undefined) throw beanstalkErrors.noPlatform(arn)
  const runtime = stack.split(' running ')[1] ?? ''
  return {
    PlatformDescription: {
      ...summarise(stack, call.region),
      PlatformName: branchOf(stack, call.region),
      SolutionStackName: stack,
      DateCreated: RELEASED,
      DateUpdated: RELEASED,
      Description: `${stack.split(' v')[0]} running ${runtime}`,
      Maintainer: 'aws-elasticbeanstalk-platforms@amazon.com',
      ProgrammingLanguages: languagesOf(runtime),
      Frameworks: [],
      CustomAmiList: [],
    },
  }
}

/** The quotas of an account that never asked for more. Source: AWS General Reference, "Elastic Beanstalk quotas". */
export function describeAccountAttributes(): EB.DescribeAccountAttributesResult {
  return {
    ResourceQuotas: {
      ApplicationQuota: { Maximum: 75 },
      ApplicationVersionQuota: { Maximum: 1000 },
      EnvironmentQuota: { Maximum: 200 },
      ConfigurationTemplateQuota: { Maximum: 2000 },
      CustomPlatformQuota: { Maximum: 50 },
    },
  }
}

function summarise(stack: string, region: string): EB.PlatformSummary {
  const arn = platformArn(stack, region)
  return {
    ...OF_ALL,
    ...lifecycleOf(stack),
    SupportedTierList: [...OF_ALL.SupportedTierList],
    SupportedAddonList: [...OF_ALL.SupportedAddonList],
    PlatformArn: arn,
    PlatformVersion: arn.split('/').at(-1),
    PlatformCategory: categoryOf(stack),
    OperatingSystemVersion: stack.includes('Amazon Linux 2023') ? '2023' : '2',
    PlatformBranchName: branchOf(stack, region),
  }
}

/** As in "Node.js 24 running on 64bit Amazon Linux 2023". */
function branchOf(stack: string, region: string): string {
  return platformArn(stack, region).split('/')[1] ?? ''
}

/** As in "Node.js", "Java" for Corretto; the names of the console. */
function categoryOf(stack: string): string {
  const runtime = stack.split(' running ')[1] ?? ''
  const [name = ''] = runtime.split(' ')
  return CATEGORIES[name] ?? name
}

const CATEGORIES: Readonly<Record<string, string>> = { Corretto: 'Java', '.NET': '.NET on Linux' }

function languagesOf(runtime: string): EB.PlatformProgrammingLanguage[] {
  const [, name, version] = /^(\S+) ([\d.]+)$/.exec(runtime) ?? []
  return name && version ? [{ Name: name.toLowerCase(), Version: version }] : []
}
