import {
  AbortEnvironmentUpdateCommand,
  ComposeEnvironmentsCommand,
  type ConfigurationOptionSetting,
  CreateApplicationCommand,
  CreateApplicationVersionCommand,
  CreateEnvironmentCommand,
  CreateStorageLocationCommand,
  DeleteApplicationCommand,
  DeleteApplicationVersionCommand,
  DescribeApplicationsCommand,
  DescribeApplicationVersionsCommand,
  DescribeConfigurationSettingsCommand,
  DescribeEnvironmentHealthCommand,
  DescribeEnvironmentResourcesCommand,
  DescribeEnvironmentsCommand,
  DescribeEventsCommand,
  type ElasticBeanstalkClient,
  ListAvailableSolutionStacksCommand,
  RequestEnvironmentInfoCommand,
  RetrieveEnvironmentInfoCommand,
  UpdateEnvironmentCommand,
} from '@aws-sdk/client-elastic-beanstalk'
import { HeadObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openNoHost } from '../../src/local-beanstalk/host/no-host.ts'
import { zipOf } from '../support/bundle-bytes.ts'
import { NODE_24, openClients, REGION, type StartedBeanstalk, startBeanstalk } from '../support/local-beanstalk.ts'

let local: StartedBeanstalk
let client: ElasticBeanstalkClient
let S3Bucket: string
const ApplicationName = 'chat'
const EnvironmentName = 'chat-prod'

beforeAll(async () => {
  local = await startBeanstalk({ host: openNoHost() })
  client = local.clients.elasticBeanstalk
  S3Bucket = (await client.send(new CreateStorageLocationCommand({}))).S3Bucket ?? ''
  const bundle = await zipOf({ 'app.js': '' })
  for (const label of ['v1', 'v2', 'v3']) await local.createVersion({ application: ApplicationName, label, bundle })
  await local.createEnvironment({ application: ApplicationName, environment: EnvironmentName, versionLabel: 'v1' })
})

afterAll(() => local.beanstalk.stop())

const createVersion = (
  VersionLabel: string,
  S3Key = 'chat/v1.zip',
  more: { Process?: boolean; ApplicationName?: string } = {},
) =>
  client.send(
    new CreateApplicationVersionCommand({ ApplicationName, VersionLabel, SourceBundle: { S3Bucket, S3Key }, ...more }),
  )
const createEnvironment = (input: Partial<CreateEnvironmentCommand['input']>) =>
  client.send(
    new CreateEnvironmentCommand({ ApplicationName, EnvironmentName: 'another', SolutionStackName: NODE_24, ...input }),
  )
const update = (input: Omit<UpdateEnvironmentCommand['input'], 'EnvironmentName'>) =>
  client.send(new UpdateEnvironmentCommand({ EnvironmentName, ...input }))
const refused = (name: string, message: string | RegExp) => ({
  name,
  message: typeof message === 'string' ? message : expect.stringMatching(message),
})

describe('an application', () => {
  it('is made once, described, and deleted when nothing runs', async () => {
    const created = await client.send(
      new CreateApplicationCommand({ ApplicationName: 'short-lived', Description: 'd' }),
    )
    expect(created.Application).toMatchObject({ ApplicationName: 'short-lived', Description: 'd', Versions: [] })
    await expect(client.send(new CreateApplicationCommand({ ApplicationName: 'short-lived' }))).rejects.toMatchObject(
      refused('InvalidParameterValue', 'Application short-lived already exists.'),
    )
    await client.send(new DeleteApplicationCommand({ ApplicationName: 'short-lived' }))
    const { Applications = [] } = await client.send(new DescribeApplicationsCommand({}))
    expect(Applications.map(application => application.ApplicationName)).toEqual([ApplicationName])
    await expect(client.send(new DeleteApplicationCommand({ ApplicationName }))).rejects.toMatchObject({
      name: 'InvalidParameterValue',
    })
  })

  it('belongs to its region', async () => {
    const { elasticBeanstalk } = openClients(local.beanstalk, { region: 'us-east-1' })
    expect((await elasticBeanstalk.send(new DescribeApplicationsCommand({}))).Applications).toEqual([])
  })
})

describe('an application version', () => {
  it('is refused twice, without its object, with an object elsewhere, and in no application', async () => {
    await expect(createVersion('v1')).rejects.toMatchObject(
      refused('InvalidParameterValue', 'Application Version v1 already exists.'),
    )
    await expect(createVersion('v9', 'missing.zip')).rejects.toMatchObject(
      refused(
        'InvalidParameterCombination',
        `Unable to download from S3 location (Bucket: ${S3Bucket}  Key: missing.zip). Reason: Not Found`,
      ),
    )
    await expect(createVersion('v9', 'chat/v1.zip', { ApplicationName: 'nobody' })).rejects.toMatchObject(
      refused('InvalidParameterValue', "No Application named 'nobody' found."),
    )
    const elsewhere = openClients(local.beanstalk, { region: 'us-east-1' }).elasticBeanstalk
    const SourceBundle = { S3Bucket, S3Key: 'chat/v1.zip' }
    const asked = new CreateApplicationVersionCommand({
      ApplicationName,
      VersionLabel: 'v9',
      SourceBundle,
      AutoCreateApplication: true,
    })
    await expect(elsewhere.send(asked)).rejects.toMatchObject({ name: 'S3LocationNotInServiceRegionException' })
  })

  it('stays Unprocessed, or is Processing until it is Processed or Failed', async () => {
    const broken = await zipOf({ '.ebextensions/x.config': 'a: [' })
    await local.clients.s3.send(new PutObjectCommand({ Bucket: S3Bucket, Key: 'broken.zip', Body: broken }))
    expect((await createVersion('plain')).ApplicationVersion?.Status).toBe('Unprocessed')
    expect((await createVersion('good', 'chat/v1.zip', { Process: true })).ApplicationVersion?.Status).toBe(
      'Processing',
    )
    expect((await createVersion('bad', 'broken.zip', { Process: true })).ApplicationVersion?.Status).toBe('Processing')
    const statusOf = async (label: string) => {
      const asked = new DescribeApplicationVersionsCommand({ ApplicationName, VersionLabels: [label] })
      return (await client.send(asked)).ApplicationVersions?.[0]?.Status
    }
    await expect.poll(() => statusOf('good')).toBe('Processed')
    await expect.poll(() => statusOf('bad')).toBe('Failed')
    await expect(update({ VersionLabel: 'bad' })).rejects.toMatchObject({ name: 'InvalidParameterCombination' })
  })

  it('is described newest first, in pages', async () => {
    const first = await client.send(new DescribeApplicationVersionsCommand({ ApplicationName, MaxRecords: 4 }))
    const second = await client.send(
      new DescribeApplicationVersionsCommand({ ApplicationName, MaxRecords: 4, NextToken: first.NextToken }),
    )
    const labels = [first, second]
      .flatMap(page => page.ApplicationVersions ?? [])
      .map(({ VersionLabel }) => VersionLabel)
    expect(labels).toEqual(['bad', 'good', 'plain', 'v3', 'v2', 'v1'])
    expect(second.NextToken).toBeUndefined()
    const wrong = new DescribeApplicationVersionsCommand({ ApplicationName, NextToken: 'nonsense' })
    await expect(client.send(wrong)).rejects.toMatchObject({ name: 'InvalidParameterValue' })
  })

  it('is deleted with its object when that is asked for, never while it runs', async () => {
    const remove = (VersionLabel: string) =>
      client.send(new DeleteApplicationVersionCommand({ ApplicationName, VersionLabel, DeleteSourceBundle: true }))
    await expect(remove('v1')).rejects.toMatchObject({ name: 'InvalidParameterValue' })
    await remove('v3')
    await expect(remove('v3')).rejects.toMatchObject(
      refused('InvalidParameterValue', "No Application Version named 'v3' found."),
    )
    const head = new HeadObjectCommand({ Bucket: S3Bucket, Key: 'chat/v3.zip' })
    await expect(local.clients.s3.send(head)).rejects.toMatchObject({ name: 'NotFound' })
  })
})

describe('creating an environment', () => {
  it.each<[what: string, input: Partial<CreateEnvironmentCommand['input']>, name: string, message: string | RegExp]>([
    [
      'an application that is not there',
      { ApplicationName: 'nobody' },
      'InvalidParameterValue',
      "No Application named 'nobody' found.",
    ],
    [
      'a version that is not there',
      { VersionLabel: 'v99' },
      'InvalidParameterValue',
      "No Application Version named 'v99' found.",
    ],
    [
      'a platform that is not there',
      { SolutionStackName: '64bit Amazon Linux 1 running Fortran' },
      'InvalidParameterValue',
      /^No Solution Stack named '64bit/,
    ],
    [
      'no platform',
      { SolutionStackName: undefined },
      'InvalidParameterCombination',
      /SolutionStackName, PlatformArn or TemplateName/,
    ],
    ['a name that is taken', { EnvironmentName }, 'InvalidParameterValue', 'Environment chat-prod already exists.'],
    [
      'a name with an underscore',
      { EnvironmentName: 'chat_prod' },
      'InvalidParameterValue',
      /^Value chat_prod at 'EnvironmentName' failed/,
    ],
    [
      'a short name',
      { EnvironmentName: 'abc' },
      'ValidationError',
      "1 validation error detected: Value 'abc' at 'environmentName' failed to satisfy constraint: Member must have length greater than or equal to 4",
    ],
    [
      'an unknown namespace',
      { OptionSettings: [{ Namespace: 'aws:nothing', OptionName: 'x', Value: '1' }] },
      'ConfigurationValidationException',
      /Invalid option specification \(Namespace: 'aws:nothing', OptionName: 'x'\): Unknown configuration setting\.$/,
    ],
    [
      'rolling updates of a single instance',
      {
        OptionSettings: [
          {
            Namespace: 'aws:autoscaling:updatepolicy:rollingupdate',
            OptionName: 'RollingUpdateEnabled',
            Value: 'true',
          },
        ],
      },
      'ConfigurationValidationException',
      /You can't enable rolling updates for a single-instance environment\.$/,
    ],
  ])('is refused for %s', async (_what, input, name, message) => {
    await expect(createEnvironment(input)).rejects.toMatchObject(refused(name, message))
  })

  it('takes a platform ARN, runs the sample application without a version, and holds its DNS name', async () => {
    const { SolutionStacks = [] } = await client.send(new ListAvailableSolutionStacksCommand({}))
    expect(SolutionStacks).toContain(NODE_24)
    const { Environments = [] } = await client.send(
      new DescribeEnvironmentsCommand({ EnvironmentNames: [EnvironmentName] }),
    )
    const PlatformArn = Environments[0]?.PlatformArn
    expect(PlatformArn).toBe(
      'arn:aws:elasticbeanstalk:eu-central-1::platform/Node.js 24 running on 64bit Amazon Linux 2023/6.7.2',
    )
    const created = await createEnvironment({ SolutionStackName: undefined, PlatformArn, CNAMEPrefix: 'prefix' })
    expect(created).toMatchObject({
      Status: 'Launching',
      Health: 'Grey',
      SolutionStackName: NODE_24,
      VersionLabel: 'Sample Application',
    })
    await expect(createEnvironment({ EnvironmentName: 'third', CNAMEPrefix: 'prefix' })).rejects.toMatchObject(
      refused('InvalidParameterValue', 'DNS name (prefix.eu-central-1.elasticbeanstalk.com) is not available.'),
    )
    expect(await local.waitUntilSettled('another')).toMatchObject({ Status: 'Ready', Health: 'Green' })
  })
})

describe('an environment', () => {
  it('is described by name, id, application and version, in pages', async () => {
    const ask = async (input: DescribeEnvironmentsCommand['input']) => {
      const { Environments = [], NextToken } = await client.send(new DescribeEnvironmentsCommand(input))
      return { names: Environments.map(environment => environment.EnvironmentName), NextToken }
    }
    const EnvironmentId = local.beanstalk.lookUp(EnvironmentName)?.environmentId ?? ''
    expect((await ask({ EnvironmentIds: [EnvironmentId] })).names).toEqual([EnvironmentName])
    expect((await ask({ VersionLabel: 'v1' })).names).toEqual([EnvironmentName])
    expect((await ask({ EnvironmentNames: ['missing'] })).names).toEqual([])
    expect((await ask({ ApplicationName: 'nobody' })).names).toEqual([])
    const first = await ask({ MaxRecords: 1 })
    const second = await ask({ MaxRecords: 1, NextToken: first.NextToken })
    expect([...first.names, ...second.names]).toEqual([EnvironmentName, 'another'])
  })

  it('has one instance and no load balancer', async () => {
    const { EnvironmentResources } = await client.send(new DescribeEnvironmentResourcesCommand({ EnvironmentName }))
    const InstanceId = local.beanstalk.lookUp(EnvironmentName)?.instance?.instanceId
    expect(EnvironmentResources).toMatchObject({ EnvironmentName, Instances: [{ Id: InstanceId }], LoadBalancers: [] })
  })

  it('is not found under another name, which DescribeEnvironments alone takes calmly', async () => {
    const notFound = refused('InvalidParameterValue', "No Environment found for EnvironmentName = 'missing'.")
    for (const command of [
      new UpdateEnvironmentCommand({ EnvironmentName: 'missing' }),
      new DescribeEnvironmentResourcesCommand({ EnvironmentName: 'missing' }),
      new AbortEnvironmentUpdateCommand({ EnvironmentName: 'missing' }),
    ]) {
      await expect(client.send(command as UpdateEnvironmentCommand)).rejects.toMatchObject(notFound)
    }
  })

  it('keeps its version when the new one is not there', async () => {
    await expect(update({ VersionLabel: 'v99' })).rejects.toMatchObject(
      refused('InvalidParameterValue', "No Application Version named 'v99' found."),
    )
    expect(await local.waitUntilSettled(EnvironmentName)).toMatchObject({ Status: 'Ready', VersionLabel: 'v1' })
  })
})

describe('option settings', () => {
  const read = async () => {
    const asked = new DescribeConfigurationSettingsCommand({ ApplicationName, EnvironmentName })
    const settings = (await client.send(asked)).ConfigurationSettings?.[0]
    const settingOf = (namespace: string, name: string) =>
      settings?.OptionSettings?.find(
        ({ Namespace, OptionName }: ConfigurationOptionSetting) => Namespace === namespace && OptionName === name,
      )?.Value
    return { settings, settingOf }
  }
  const VARIABLES = 'aws:elasticbeanstalk:application:environment'

  it('have the defaults of a single instance', async () => {
    const { settings, settingOf } = await read()
    expect(settings).toMatchObject({ EnvironmentName, SolutionStackName: NODE_24, DeploymentStatus: 'deployed' })
    expect(settingOf('aws:elasticbeanstalk:environment', 'EnvironmentType')).toBe('SingleInstance')
    expect(settingOf('aws:elasticbeanstalk:environment:proxy', 'ProxyServer')).toBe('nginx')
    expect(settingOf('aws:elasticbeanstalk:command', 'DeploymentPolicy')).toBe('AllAtOnce')
    expect(settingOf('aws:autoscaling:launchconfiguration', 'InstanceType')).toBe('t3.micro')
    expect(settingOf('aws:autoscaling:launchconfiguration', 'SecurityGroups')).toMatch(
      /^awseb-e-\w{10}-stack-AWSEBSecurityGroup-/,
    )
  })

  it('come from both forms of .ebextensions, below what the API set', async () => {
    const bundle = await zipOf({
      '.ebextensions/01.config': `option_settings:\n  ${VARIABLES}:\n    FROM_MAP: map\n    BOTH: bundle\n    PORT: 3000\n`,
      '.ebextensions/02.config': `option_settings:\n  - option_name: FROM_LIST\n    value: list\n  - namespace: aws:elasticbeanstalk:command\n    option_name: Timeout\n    value: 900\n`,
      '.ebextensions/notes.txt': 'option_settings: {',
    })
    await local.createVersion({ application: ApplicationName, label: 'settings', bundle })
    await update({
      VersionLabel: 'settings',
      OptionSettings: [{ Namespace: VARIABLES, OptionName: 'BOTH', Value: 'api' }],
    })
    await local.waitUntilSettled(EnvironmentName)
    const { settingOf } = await read()
    expect(['FROM_MAP', 'FROM_LIST', 'BOTH', 'PORT'].map(name => settingOf(VARIABLES, name))).toEqual([
      'map',
      'list',
      'api',
      '3000',
    ])
    expect(settingOf('aws:elasticbeanstalk:command', 'Timeout')).toBe('900')
  })

  it('give way to those below when they are removed', async () => {
    await update({ OptionsToRemove: [{ Namespace: VARIABLES, OptionName: 'BOTH' }] })
    await local.waitUntilSettled(EnvironmentName)
    expect((await read()).settingOf(VARIABLES, 'BOTH')).toBe('bundle')
  })

  it('switch the health answers off with SystemType basic', async () => {
    const Namespace = 'aws:elasticbeanstalk:healthreporting:system'
    await update({ OptionSettings: [{ Namespace, OptionName: 'SystemType', Value: 'basic' }] })
    expect((await local.waitUntilSettled(EnvironmentName)).HealthStatus).toBeUndefined()
    await expect(client.send(new DescribeEnvironmentHealthCommand({ EnvironmentName }))).rejects.toMatchObject(
      refused('InvalidRequestException', 'DescribeEnvironmentHealth is not supported.'),
    )
    await update({ OptionsToRemove: [{ Namespace, OptionName: 'SystemType' }] })
    await local.waitUntilSettled(EnvironmentName)
  })
})

describe('events', () => {
  const ask = async (input: DescribeEventsCommand['input']) => client.send(new DescribeEventsCommand(input))

  it('are given newest first, in pages that neither skip nor repeat', async () => {
    const all = (await ask({ EnvironmentName })).Events ?? []
    const dates = all.map(({ EventDate }) => EventDate?.getTime() ?? 0)
    expect(dates).toEqual([...dates].sort((a, b) => b - a))
    expect(new Set(dates).size).toBe(all.length)
    const paged: typeof all = []
    let NextToken: string | undefined
    do {
      const page = await ask({ EnvironmentName, MaxRecords: 4, NextToken })
      expect(page.Events?.length).toBeLessThanOrEqual(4)
      paged.push(...(page.Events ?? []))
      NextToken = page.NextToken
    } while (NextToken !== undefined)
    expect(paged).toEqual(all)
  })

  it('are filtered by start (inclusive), end, id, request and severity floor', async () => {
    const all = (await ask({ EnvironmentName })).Events ?? []
    const [newest, second] = all
    const EnvironmentId = local.beanstalk.lookUp(EnvironmentName)?.environmentId
    expect((await ask({ EnvironmentName, StartTime: newest?.EventDate })).Events).toEqual([newest])
    expect((await ask({ EnvironmentName, StartTime: second?.EventDate, EndTime: newest?.EventDate })).Events).toEqual([
      second,
    ])
    expect((await ask({ EnvironmentId })).Events).toEqual(all)
    expect((await ask({ EnvironmentName, RequestId: 'none' })).Events).toEqual([])
    expect((await ask({ EnvironmentName, Severity: 'ERROR' })).Events).toEqual([])
    expect((await ask({ EnvironmentName, Severity: 'INFO' })).Events).toEqual(all)
  })
})

describe('logs', () => {
  it('are pulled when they are asked for, and handed out as an address that needs no credentials', async () => {
    const before = await client.send(new RetrieveEnvironmentInfoCommand({ EnvironmentName, InfoType: 'tail' }))
    expect(before.EnvironmentInfo).toEqual([])
    await client.send(new RequestEnvironmentInfoCommand({ EnvironmentName, InfoType: 'tail' }))
    const retrieve = async () =>
      (await client.send(new RetrieveEnvironmentInfoCommand({ EnvironmentName, InfoType: 'tail' })))
        .EnvironmentInfo?.[0]
    await expect
      .poll(retrieve)
      .toMatchObject({ InfoType: 'tail', Ec2InstanceId: local.beanstalk.lookUp(EnvironmentName)?.instance?.instanceId })
    const response = await fetch((await retrieve())?.Message ?? '')
    expect([response.status, await response.text()]).toEqual([200, expect.stringContaining('/var/log/eb-engine.log')])
    const said = (await local.events({ EnvironmentName })).map(({ Message }) => Message)
    await expect
      .poll(async () => (await local.events({ EnvironmentName })).at(-1)?.Message)
      .toBe('Pulled logs for environment instances.')
    expect(said).toContain('requestEnvironmentInfo is starting.')
  })
})

describe('parameters', () => {
  it('that are missing or too long are refused all at once', async () => {
    const asked = new CreateApplicationVersionCommand({
      ApplicationName: undefined,
      VersionLabel: 'x'.repeat(101),
      Description: 'd'.repeat(201),
    })
    await expect(client.send(asked)).rejects.toMatchObject(
      refused(
        'ValidationError',
        `3 validation errors detected: Value null at 'applicationName' failed to satisfy constraint: Member must not be null; Value '${'x'.repeat(101)}' at 'versionLabel' failed to satisfy constraint: Member must have length less than or equal to 100; Value '${'d'.repeat(201)}' at 'description' failed to satisfy constraint: Member must have length less than or equal to 200`,
      ),
    )
  })

  it('outside their range or their set of values are refused', async () => {
    await expect(client.send(new DescribeEventsCommand({ MaxRecords: 1001 }))).rejects.toMatchObject(
      refused(
        'ValidationError',
        "1 validation error detected: Value '1001' at 'maxRecords' failed to satisfy constraint: Member must have value less than or equal to 1000",
      ),
    )
    await expect(client.send(new DescribeEventsCommand({ Severity: 'LOUD' as 'INFO' }))).rejects.toMatchObject(
      refused(
        'ValidationError',
        /at 'severity' failed to satisfy constraint: Member must satisfy enum value set: \[TRACE, DEBUG, INFO, WARN, ERROR, FATAL\]$/,
      ),
    )
    const inTag = createEnvironment({ Tags: [{ Key: '', Value: 'x' }] })
    await expect(inTag).rejects.toMatchObject(refused('ValidationError', /at 'tags\.1\.member\.key' failed/))
  })

  it('go through the wire unharmed, whatever they hold', async () => {
    const Description = 'ü & = + <x> "quoted" \n::set-output::100%'
    await client.send(new CreateApplicationCommand({ ApplicationName: 'wire + & =', Description }))
    const { Applications = [] } = await client.send(
      new DescribeApplicationsCommand({ ApplicationNames: ['wire + & ='] }),
    )
    expect(Applications[0]).toMatchObject({ ApplicationName: 'wire + & =', Description })
  })
})

describe('the wire', () => {
  it('says of an action that AWS has and Local Beanstalk has not that it is not served', async () => {
    const compose = new ComposeEnvironmentsCommand({})
    await expect(client.send(compose)).rejects.toMatchObject(
      refused('InvalidAction', 'Local Beanstalk does not serve the operation ComposeEnvironments.'),
    )
  })

  it('keeps a record of every request: service, operation, region, parameters, status, code', async () => {
    const seen = local.beanstalk.requests.length
    await client.send(new DescribeEnvironmentsCommand({ EnvironmentNames: ['a-name'] }))
    await client.send(new UpdateEnvironmentCommand({ EnvironmentName: 'missing' })).catch(() => {})
    expect(local.beanstalk.requests.slice(seen)).toMatchObject([
      {
        service: 'elasticbeanstalk',
        operation: 'DescribeEnvironments',
        region: REGION,
        parameters: { EnvironmentNames: ['a-name'] },
        status: 200,
        errorCode: undefined,
      },
      {
        service: 'elasticbeanstalk',
        operation: 'UpdateEnvironment',
        parameters: { EnvironmentName: 'missing' },
        status: 400,
        errorCode: 'InvalidParameterValue',
      },
    ])
  })
})
