import { setTimeout as wait } from 'node:timers/promises'
import { DescribeSecurityGroupsCommand } from '@aws-sdk/client-ec2'
import {
  CreateApplicationCommand,
  CreateApplicationVersionCommand,
  CreateEnvironmentCommand,
  DescribeApplicationVersionsCommand,
  DescribeConfigurationSettingsCommand,
  DescribeEnvironmentResourcesCommand,
  DescribeEnvironmentsCommand,
  DescribeEventsCommand,
  type EnvironmentDescription,
  ListAvailableSolutionStacksCommand,
} from '@aws-sdk/client-elastic-beanstalk'
import { PutObjectCommand } from '@aws-sdk/client-s3'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { zipOf } from '../../support/bundle-bytes.ts'
import { type ContractAccount, createBucket, LAUNCH_MS, openContractAccount } from '../../support/contract-account.ts'

const APP = `require('http').createServer((_, response) => response.end('ok')).listen(process.env.PORT)\n`
const PACKAGE = JSON.stringify({ name: 'contract', scripts: { start: 'node app.js' } })
const VersionLabel = 'v1'

let account: ContractAccount
let ApplicationName: string
let EnvironmentName: string

beforeAll(async () => {
  account = await openContractAccount()
  ApplicationName = account.prefix
  EnvironmentName = `${account.prefix}-env`
})
afterAll(() => account[Symbol.asyncDispose]())

/** Asks again, less and less often, until `isDone`. */
async function pollUntil<T>(ask: () => Promise<T>, isDone: (answer: T) => boolean): Promise<T> {
  for (let pauseMs = 20; ; pauseMs = Math.min(2 * pauseMs, 10_000)) {
    const answer = await ask()
    if (isDone(answer)) return answer
    await wait(pauseMs)
  }
}

it('an application is made once', async () => {
  const { elasticBeanstalk } = account.clients
  const command = new CreateApplicationCommand({ ApplicationName, Tags: [account.tag] })
  expect((await elasticBeanstalk.send(command)).Application).toMatchObject({ ApplicationName })
  await expect(elasticBeanstalk.send(command)).rejects.toMatchObject({
    name: 'InvalidParameterValue',
    message: `Application ${ApplicationName} already exists.`,
  })
})

it('a version is made of an object, processed, and never made twice', async () => {
  const { elasticBeanstalk, s3 } = account.clients
  const SourceBundle = { S3Bucket: await createBucket(account), S3Key: 'v1.zip' }
  const Body = await zipOf({ 'app.js': APP, 'package.json': PACKAGE })
  await s3.send(new PutObjectCommand({ Bucket: SourceBundle.S3Bucket, Key: SourceBundle.S3Key, Body }))
  const made = { ApplicationName, VersionLabel, SourceBundle, Process: true, Tags: [account.tag] }
  await elasticBeanstalk.send(new CreateApplicationVersionCommand(made))
  const asked = new DescribeApplicationVersionsCommand({ ApplicationName, VersionLabels: [VersionLabel] })
  const { ApplicationVersions } = await pollUntil(
    () => elasticBeanstalk.send(asked),
    ({ ApplicationVersions: versions = [] }) => !/^PROCESSING$/i.test(versions[0]?.Status ?? ''),
  )
  expect(ApplicationVersions).toMatchObject([{ VersionLabel, Status: expect.stringMatching(/^PROCESSED$/i) }])
  await expect(elasticBeanstalk.send(new CreateApplicationVersionCommand(made))).rejects.toMatchObject({
    name: 'InvalidParameterValue',
    message: `Application Version ${VersionLabel} already exists.`,
  })
})

it(
  'an environment is launched, tells its events, and has one instance whose group admits port 80',
  async () => {
    const { elasticBeanstalk, ec2 } = account.clients
    await elasticBeanstalk.send(
      new CreateEnvironmentCommand({
        ...{ ApplicationName, EnvironmentName, VersionLabel, Tags: [account.tag] },
        SolutionStackName: await findStack(),
        OptionSettings: [
          { Namespace: 'aws:elasticbeanstalk:environment', OptionName: 'EnvironmentType', Value: 'SingleInstance' },
          { Namespace: 'aws:autoscaling:launchconfiguration', OptionName: 'InstanceType', Value: 't3.micro' },
          {
            Namespace: 'aws:autoscaling:launchconfiguration',
            OptionName: 'IamInstanceProfile',
            Value: account.instanceProfile,
          },
        ],
      }),
    )
    const { EnvironmentId = '', ...environment } = await pollUntil(
      describeEnvironment,
      ({ Status }) => Status === 'Ready',
    )
    expect(environment).toMatchObject({
      VersionLabel,
      AbortableOperationInProgress: false,
      Tier: { Name: 'WebServer' },
    })
    expect(environment.CNAME).toMatch(/^\S+$/)

    const { Events = [] } = await elasticBeanstalk.send(new DescribeEventsCommand({ ApplicationName, EnvironmentName }))
    const told = Events.map(({ Severity, Message }) => `${Severity} ${Message}`)
    expect(told).toContain('INFO createEnvironment is starting.')
    expect(told).toContain(`INFO Successfully launched environment: ${EnvironmentName}`)

    const { EnvironmentResources } = await elasticBeanstalk.send(
      new DescribeEnvironmentResourcesCommand({ EnvironmentName }),
    )
    expect(EnvironmentResources).toMatchObject({ Instances: [{ Id: expect.stringMatching(/^i-/) }], LoadBalancers: [] })

    const { ConfigurationSettings: [settings] = [] } = await elasticBeanstalk.send(
      new DescribeConfigurationSettingsCommand({ ApplicationName, EnvironmentName }),
    )
    expect(settings?.OptionSettings).toContainEqual(
      expect.objectContaining({ OptionName: 'EnvironmentType', Value: 'SingleInstance' }),
    )

    const Filters = [
      { Name: 'tag:elasticbeanstalk:environment-id', Values: [EnvironmentId] },
      { Name: 'tag:aws:cloudformation:logical-id', Values: ['AWSEBSecurityGroup'] },
    ]
    const { SecurityGroups } = await ec2.send(new DescribeSecurityGroupsCommand({ Filters }))
    expect(SecurityGroups).toMatchObject([
      { IpPermissions: [{ FromPort: 80, ToPort: 80, IpRanges: [{ CidrIp: '0.0.0.0/0' }] }] },
    ])
  },
  LAUNCH_MS,
)

async function findStack(): Promise<string | undefined> {
  const { SolutionStacks = [] } = await account.clients.elasticBeanstalk.send(new ListAvailableSolutionStacksCommand())
  return SolutionStacks.find(name => /^64bit Amazon Linux 2023 v\S+ running Node\.js 24$/.test(name))
}

async function describeEnvironment(): Promise<EnvironmentDescription> {
  const asked = new DescribeEnvironmentsCommand({ ApplicationName, EnvironmentNames: [EnvironmentName] })
  return (await account.clients.elasticBeanstalk.send(asked)).Environments?.[0] ?? {}
}
