import { Readable } from 'node:stream'
import { DescribeInstancesCommand } from '@aws-sdk/client-ec2'
import {
  DescribeApplicationVersionsCommand,
  DescribeConfigurationSettingsCommand,
} from '@aws-sdk/client-elastic-beanstalk'
import { expect, it, onTestFinished } from 'vitest'
import { readTags } from '../../src/aws/read-tags.ts'
import type { SourceBundle } from '../../src/bundle/extend-bundle.ts'
import { startDeadline, systemClock } from '../../src/clock.ts'
import type { Context } from '../../src/context.ts'
import { createEnvironment } from '../../src/environment/create-environment.ts'
import { findBase } from '../../src/environment/find-base.ts'
import { findPreviewSubnets } from '../../src/environment/find-preview-subnets.ts'
import { findPreviews } from '../../src/environment/find-previews.ts'
import { isNameFree } from '../../src/environment/is-name-free.ts'
import { namePreview } from '../../src/environment/name-preview.ts'
import { planCreation } from '../../src/environment/plan-creation.ts'
import { type PreviewPlan, planPreview } from '../../src/environment/plan-preview.ts'
import { openNoHost } from '../../src/local-beanstalk/host/no-host.ts'
import { surveyAddresses } from '../../src/network/survey-addresses.ts'
import { surveySubnets } from '../../src/network/survey-subnets.ts'
import { parsePlatform } from '../../src/platform/platform.ts'
import { publishVersion } from '../../src/version/publish-version.ts'
import { zipOf } from '../support/bundle-bytes.ts'
import { type Setting, setting } from '../support/deployment-policies.ts'
import { PREVIEW_KEY, toEnvironmentVariables } from '../support/least-privilege.ts'
import {
  createListener,
  createLoadBalancer,
  createSecurityGroup,
  createTargetGroup,
} from '../support/load-balancing.ts'
import { type StartedBeanstalk, startBeanstalk } from '../support/local-beanstalk.ts'
import { previewRequest, REPOSITORY } from '../support/preview-request.ts'
import { openTestContext } from '../support/test-context.ts'

const ENVIRONMENT = 'aws:elasticbeanstalk:environment'
const COMMAND = 'aws:elasticbeanstalk:command'
const MANAGED = 'aws:elasticbeanstalk:managedactions'
const LAUNCH = 'aws:autoscaling:launchconfiguration'
const ROLLING = 'aws:autoscaling:updatepolicy:rollingupdate'
const IDENTITY = {
  applicationName: 'chat',
  baseEnvironmentName: 'chat-staging',
  repository: REPOSITORY,
  pullRequest: 12,
}
const NAME = namePreview(IDENTITY)

const balanced = (kind: string, ...more: readonly Setting[]) => [
  setting(ENVIRONMENT, 'EnvironmentType', 'LoadBalanced'),
  setting(ENVIRONMENT, 'LoadBalancerType', kind),
  setting('aws:autoscaling:asg', 'MinSize', '2'),
  ...more,
]

type MakeSettings = (local: StartedBeanstalk) => Promise<Setting[]> | Setting[]

/** What a base may have that a single instance must not, or need not. */
const BASES: Readonly<Record<string, MakeSettings>> = {
  'a single instance': () => [],
  'a Classic Load Balancer': () =>
    balanced('classic', setting('aws:elb:policies', 'ConnectionSettingIdleTimeout', '3600')),
  'an Application Load Balancer': () =>
    balanced('application', setting('aws:elbv2:loadbalancer', 'IdleTimeout', '3600')),
  'a Network Load Balancer': () => balanced('network'),
  'a load balancer that others share': async ({ clients }) => {
    const { arn } = await createLoadBalancer(clients, { Name: 'shared' })
    const { arn: TargetGroupArn } = await createTargetGroup(clients, { Name: 'nobody' })
    await createListener(clients, { LoadBalancerArn: arn, group: TargetGroupArn })
    return balanced(
      'application',
      setting(ENVIRONMENT, 'LoadBalancerIsShared', 'true'),
      setting('aws:elbv2:loadbalancer', 'SharedLoadBalancer', arn),
    )
  },
  'rolling updates': () =>
    balanced(
      'application',
      setting(ROLLING, 'RollingUpdateEnabled', 'true'),
      setting(ROLLING, 'MaxBatchSize', '1'),
      setting(COMMAND, 'DeploymentPolicy', 'RollingWithAdditionalBatch'),
    ),
  'traffic splitting': () => balanced('application', setting(COMMAND, 'DeploymentPolicy', 'TrafficSplitting')),
  triggers: () =>
    balanced(
      'application',
      setting('aws:autoscaling:trigger', 'MeasureName', 'CPUUtilization'),
      setting('aws:autoscaling:trigger', 'UpperThreshold', '80'),
    ),
  'managed updates': () => [
    setting(MANAGED, 'ManagedActionsEnabled', 'true'),
    setting(MANAGED, 'PreferredStartTime', 'Sun:10:00'),
    setting(`${MANAGED}:platformupdate`, 'UpdateLevel', 'minor'),
  ],
  'a coupled database': () => [
    setting('aws:rds:dbinstance', 'HasCoupledDatabase', 'true'),
    setting('aws:rds:dbinstance', 'DBPassword', 'the-password'),
  ],
  'spot instances': () => [
    setting('aws:ec2:instances', 'EnableSpot', 'true'),
    setting('aws:ec2:instances', 'InstanceTypes', 't4g.small,t4g.medium'),
  ],
  secrets: () => [
    setting(
      'aws:elasticbeanstalk:application:environmentsecrets',
      'TOKEN',
      'arn:aws:secretsmanager:eu-central-1:123456789012:secret:t',
    ),
  ],
}

async function openBase(makeSettings: MakeSettings): Promise<StartedBeanstalk> {
  const local = await startBeanstalk({ host: openNoHost(), keys: [PREVIEW_KEY] })
  onTestFinished(() => local.beanstalk.stop())
  await local.createVersion({ application: 'chat', label: 'v1', bundle: Buffer.from('v1') })
  const base = { application: 'chat', environment: 'chat-staging', versionLabel: 'v1' }
  const { Status } = await local.createEnvironment({ ...base, optionSettings: await makeSettings(local) })
  expect(Status).toBe('Ready')
  return local
}

/** With no more rights than the docs allow. */
function openPreviewContext(local: StartedBeanstalk): Context {
  const environmentVariables = { ...local.environmentVariables, ...toEnvironmentVariables(PREVIEW_KEY) }
  const { context } = openTestContext({ ...local, environmentVariables })
  const timed = { clock: systemClock, deadline: startDeadline(systemClock, 60_000) }
  return { ...context, ...timed, signal: new AbortController().signal }
}

/** Everything is read, decided and created. */
async function createPreview(context: Context): Promise<PreviewPlan> {
  const request = previewRequest()
  const base = await findBase(context, { applicationName: 'chat', environmentName: 'chat-staging' })
  const sources = { base, ofBundle: [], pullRequest: { number: 12, isFork: false } }
  const subnets = findPreviewSubnets(request, sources)
  const plan = planPreview(request, {
    ...{ ...sources, repository: REPOSITORY, existing: undefined, settings: [], nowMs: Date.now() },
    previews: await findPreviews(context, { applicationName: 'chat', repository: REPOSITORY, ownName: NAME }),
    addresses: await surveyAddresses(context),
    subnets: subnets && (await surveySubnets(context, subnets)),
    isNameFree: await isNameFree(context, NAME),
  })
  expect(plan.notes).toEqual([])
  const { name: environmentName, optionSettings, solutionStackName, platformArn, cnamePrefix, tags } = plan
  const platform = parsePlatform({ solutionStackName, platformArn, tierName: undefined })
  const environment = { name: environmentName, applicationName: 'chat', platform }
  const may = { mayCreateEnvironment: true, mayCreateApplication: false, platformOf: base.name }
  const creation = planCreation(
    { ...{ solutionStackName, platformArn, cnamePrefix, tags }, ...may },
    {
      foreseen: { environment: environment as never, application: 'exists' },
      ...{ settings: optionSettings, isBundleUnread: false, region: 'eu-central-1' },
    },
  )
  const update = { creation, environmentId: '', environmentName, fromLabel: undefined, toLabel: 'v1', optionSettings }
  await createEnvironment(context, { creation, update: { ...update, changes: [], tunings: [], wait: false } }, () => {})
  return plan
}

async function readSettings({ clients }: StartedBeanstalk, EnvironmentName: string) {
  const asked = new DescribeConfigurationSettingsCommand({ ApplicationName: 'chat', EnvironmentName })
  const { ConfigurationSettings = [] } = await clients.elasticBeanstalk.send(asked)
  const settings = ConfigurationSettings[0]?.OptionSettings ?? []
  return (namespace: string, name: string) =>
    settings.find(({ Namespace, OptionName }) => Namespace === namespace && OptionName === name)?.Value
}

it.each(Object.entries(BASES))('is a single instance, whatever the base has: %s', async (_, makeSettings) => {
  const local = await openBase(makeSettings)
  await createPreview(openPreviewContext(local))
  expect(await local.waitUntilSettled(NAME)).toMatchObject({ Status: 'Ready', Health: 'Green' })
  const read = await readSettings(local, NAME)
  expect(read(ENVIRONMENT, 'EnvironmentType')).toBe('SingleInstance')
  expect(read(COMMAND, 'DeploymentPolicy')).toBe('AllAtOnce')
  expect(read('aws:rds:dbinstance', 'HasCoupledDatabase')).toBeUndefined()
})

it('has the groups of the owner, and of Beanstalk one of its own', async () => {
  const local = await openBase(async ({ clients: { ec2 } }) => [
    setting(LAUNCH, 'SecurityGroups', await createSecurityGroup(ec2, 'redis clients')),
  ])
  const { optionSettings } = await createPreview(openPreviewContext(local))
  const named = optionSettings.filter(({ optionName }) => optionName === 'SecurityGroups').map(({ value }) => value)
  expect(named, 'Beanstalk tells them by their names').toEqual(['redis clients'])
  const { EnvironmentId = '' } = await local.waitUntilSettled(NAME)
  const { Reservations = [] } = await local.clients.ec2.send(new DescribeInstancesCommand({}))
  const names = Reservations.flatMap(({ Instances = [] }) => Instances)
    .filter(({ Tags = [] }) => Tags.some(({ Value }) => Value === EnvironmentId))
    .map(({ SecurityGroups = [] }) => SecurityGroups.map(({ GroupName = '' }) => GroupName).toSorted())
  expect(names).toEqual([[expect.stringMatching(new RegExp(`^awseb-${EnvironmentId}-`)), 'redis clients']])
})

it('is found by its tags, which its versions have, too', async () => {
  const local = await openBase(() => [])
  const context = openPreviewContext(local)
  const { tags } = await createPreview(context)
  await local.waitUntilSettled(NAME)
  const found = await findPreviews(context, { applicationName: 'chat', repository: REPOSITORY, ownName: NAME })
  expect(found).toMatchObject([{ environmentName: NAME, tags: { pullRequest: 12 }, status: 'Ready' }])
  const bytes = await zipOf({ 'server.js': '' })
  const bundle: SourceBundle = {
    ...{ fileName: 'v2.zip', sizeBytes: bytes.length, fingerprint: 'f' },
    open: () => Readable.from([bytes]),
    close: async () => {},
  }
  const place = { bucketName: undefined, createBucket: false, key: 'chat/v2.zip', sizeBytes: bytes.length }
  const version = { kind: 'create', applicationName: 'chat', label: 'v2', description: undefined } as const
  await publishVersion(context, { ...version, ...place, tags }, bundle)
  const asked = new DescribeApplicationVersionsCommand({ ApplicationName: 'chat', VersionLabels: ['v2'] })
  const { ApplicationVersions = [] } = await local.clients.elasticBeanstalk.send(asked)
  const arn = ApplicationVersions[0]?.ApplicationVersionArn ?? ''
  expect(await readTags(context.aws.elasticBeanstalk, arn)).toEqual(tags)
})

it('is not made in the place of an environment that somebody else has given its name', async () => {
  const local = await openBase(() => [])
  await local.createEnvironment({ application: 'chat', environment: NAME })
  await expect(createPreview(openPreviewContext(local))).rejects.toMatchObject({ code: 'preview-name-taken' })
})
