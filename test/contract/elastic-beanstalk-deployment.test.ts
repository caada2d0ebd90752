import { AuthorizeSecurityGroupIngressCommand, RevokeSecurityGroupIngressCommand } from '@aws-sdk/client-ec2'
import {
  AbortEnvironmentUpdateCommand,
  DescribeEnvironmentHealthCommand,
  DescribeEnvironmentsCommand,
  DescribeInstancesHealthCommand,
  TerminateEnvironmentCommand,
  UpdateEnvironmentCommand,
} from '@aws-sdk/client-elastic-beanstalk'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { zipOf } from '../support/bundle-bytes.ts'
import { type StartedBeanstalk, startBeanstalk } from '../support/local-beanstalk.ts'
import { openScriptedHost, PROXY_PORT, type ScriptedHost } from '../support/scripted-host.ts'

const APPLICATION = 'chat'
const ENVIRONMENT = 'chat-prod'

let host: ScriptedHost
let local: StartedBeanstalk

beforeEach(async () => {
  host = openScriptedHost()
  local = await startBeanstalk({ host })
  for (const label of ['v1', 'v2']) {
    const bundle = await zipOf({ 'app.js': `// ${label}` })
    await local.createVersion({ application: APPLICATION, label, bundle })
  }
})

afterEach(() => local.beanstalk.stop())

const launch = () => local.createEnvironment({ application: APPLICATION, environment: ENVIRONMENT, versionLabel: 'v1' })

async function update(input: {
  VersionLabel?: string
  OptionSettings?: Array<{ Namespace: string; OptionName: string; Value: string }>
}) {
  const answer = await local.clients.elasticBeanstalk.send(
    new UpdateEnvironmentCommand({ EnvironmentName: ENVIRONMENT, ...input }),
  )
  const requestId = answer.$metadata.requestId ?? ''
  return { answer, requestId, events: () => local.events({ EnvironmentName: ENVIRONMENT, RequestId: requestId }) }
}

const lines = (events: Awaited<ReturnType<StartedBeanstalk['events']>>) =>
  events.map(({ Severity, Message }) => `${Severity} ${Message}`)

describe('launching', () => {
  it('tells the stream of a single instance and ends Ready, Green and Ok', async () => {
    const environment = await launch()
    const group = lines(await local.events({ EnvironmentName: ENVIRONMENT }))
    const shape = group.map(line =>
      line
        .replace(/e-[a-z0-9]{10}/g, 'e-ID')
        .replace(/Group-[A-Z0-9]{12}/, 'Group-TAIL')
        .replace(/\d+\.\d+\.\d+\.\d+$/, 'IP')
        .replace(/took \d+ seconds?/, 'took N'),
    )
    expect(shape).toEqual([
      'INFO createEnvironment is starting.',
      'INFO Using elasticbeanstalk-eu-central-1-123456789012 as Amazon S3 storage bucket for environment data.',
      'INFO Created security group named: awseb-e-ID-stack-AWSEBSecurityGroup-TAIL',
      'INFO Created EIP: IP',
      'INFO Waiting for EC2 instances to launch. This may take a few minutes.',
      'INFO Instance deployment completed successfully.',
      'INFO Application available at 127.0.0.1:5080.',
      'INFO Successfully launched environment: chat-prod',
      'INFO Environment health has transitioned from Pending to Ok. Initialization completed 0 seconds ago and took N.',
    ])
    expect(environment).toMatchObject({
      Status: 'Ready',
      Health: 'Green',
      HealthStatus: 'Ok',
      VersionLabel: 'v1',
      CNAME: '127.0.0.1:5080',
      EndpointURL: '127.0.0.1:5080',
    })
  })

  it('points the front at the instance and admits the internet', async () => {
    await launch()
    expect(host.front).toEqual({ port: 5080, pointsTo: PROXY_PORT, admitted: true, closed: false })
  })

  it('ends Ready and Red when the first deployment fails', async () => {
    host.outcomes.push({ outcome: { kind: 'failed', step: 'app-deploy', reason: 'npm-install', engineLogLine: '' } })
    const environment = await launch()
    const said = lines(await local.events({ EnvironmentName: ENVIRONMENT }))
    expect(environment).toMatchObject({ Status: 'Ready', Health: 'Red', HealthStatus: 'Degraded' })
    expect(said).toContain(
      "ERROR Instance deployment: 'npm' failed to install dependencies that you defined in 'package.json'. For details, see 'eb-engine.log'. The deployment failed.",
    )
    expect(said).toContain(
      'ERROR Create environment operation is complete, but with errors. For more information, see troubleshooting documentation.',
    )
  })

  it('terminates what it made when the host cannot launch an instance, and says why', async () => {
    host.launchInstance = async () => {
      throw new Error('nginx was not found')
    }
    const environment = await launch()
    expect(environment.Status).toBe('Terminated')
    expect(host.front.closed).toBe(true)
    const said = lines(await local.events({ EnvironmentName: ENVIRONMENT }))
    expect(said.slice(-2)).toEqual(['ERROR nginx was not found', 'ERROR Failed to launch environment.'])
  })
})

describe('deploying a version', () => {
  it('tells a success with the request id of the call, and health events without one', async () => {
    await launch()
    host.outcomes.push({ steps: [{ kind: 'unpacked' }, { kind: 'procfile-used' }], outcome: { kind: 'succeeded' } })
    const { answer, requestId, events } = await update({ VersionLabel: 'v2' })
    expect(answer).toMatchObject({ Status: 'Updating', VersionLabel: 'v1', AbortableOperationInProgress: true })
    const environment = await local.waitUntilSettled(ENVIRONMENT)
    expect(lines(await events())).toEqual([
      'INFO Environment update is starting.',
      'INFO Deploying new version to instance(s).',
      "INFO Instance deployment used the commands in your 'Procfile' to initiate startup of your application.",
      'INFO Instance deployment completed successfully.',
      'INFO New application version was deployed to running EC2 instances.',
      'INFO Environment update completed successfully.',
    ])
    const health = (await local.events({ EnvironmentName: ENVIRONMENT })).filter(({ Message }) =>
      Message?.startsWith('Environment health'),
    )
    expect(health.map(({ RequestId }) => RequestId)).toEqual([undefined, undefined, undefined])
    expect(health.at(-2)?.Message).toMatch(
      /^Environment health has transitioned from Ok to Info\. Application update in progress \(running for \d+ seconds?\)\.$/,
    )
    expect(health.at(-1)?.Message).toMatch(
      /from Info to Ok\. Application update completed 0 seconds ago and took \d+ seconds?\.$/,
    )
    expect(environment).toMatchObject({ Status: 'Ready', VersionLabel: 'v2', Health: 'Green' })
    expect(environment.DateUpdated).toEqual((await events()).at(-1)?.EventDate)
    expect(requestId).toMatch(/^[0-9a-f-]{36}$/)
  })

  it('tells a failure as the engine and the service do, and keeps the old label', async () => {
    await launch()
    const instance = local.beanstalk.lookUp(ENVIRONMENT)?.instance?.instanceId
    host.outcomes.push({
      outcome: {
        kind: 'failed',
        step: '"app-deploy" - "start proxy with new configuration"',
        reason: 'proxy-configuration',
        engineLogLine: '',
      },
      status: { proxy: 'stopped', app: 'running' },
    })
    const { events } = await update({ VersionLabel: 'v2' })
    const environment = await local.waitUntilSettled(ENVIRONMENT)
    expect(lines(await events())).toEqual([
      'INFO Environment update is starting.',
      'INFO Deploying new version to instance(s).',
      "ERROR Instance deployment failed. For details, see 'eb-engine.log'.",
      `ERROR [Instance: ${instance}] Command failed on instance. Return code: 1 Output: Engine execution has encountered an error..`,
      'INFO Command execution completed on all instances. Summary: [Successful: 0, Failed: 1].',
      `ERROR Unsuccessful command execution on instance id(s) '${instance}'. Aborting the operation.`,
      'ERROR Failed to deploy application.',
      'ERROR During an aborted deployment, some instances may have deployed the new application version. To ensure all instances are running the same version, re-deploy the appropriate application version.',
    ])
    expect(environment).toMatchObject({ Status: 'Ready', VersionLabel: 'v1', Health: 'Red', HealthStatus: 'Degraded' })
    expect(host.front.pointsTo).toBeUndefined()
  })

  it('says in the health answers which version was expected and which one the instance has', async () => {
    await launch()
    host.outcomes.push({ outcome: { kind: 'failed', step: '', reason: 'bundle', engineLogLine: '' } })
    await update({ VersionLabel: 'v2' })
    await local.waitUntilSettled(ENVIRONMENT)
    const named = { EnvironmentName: ENVIRONMENT, AttributeNames: ['All' as const] }
    const health = await local.clients.elasticBeanstalk.send(new DescribeEnvironmentHealthCommand(named))
    expect(health).toMatchObject({
      Status: 'Ready',
      Color: 'Red',
      HealthStatus: 'Degraded',
      Causes: [
        'Command failed on all instances.',
        'Incorrect application version found on all instances. Expected version "v1" (deployment 1).',
      ],
    })
    const { InstanceHealthList = [] } = await local.clients.elasticBeanstalk.send(
      new DescribeInstancesHealthCommand(named),
    )
    expect(InstanceHealthList).toHaveLength(1)
    expect(InstanceHealthList[0]).toMatchObject({
      HealthStatus: 'Severe',
      Causes: [
        'Command failed.',
        'Incorrect application version "v2" (deployment 2). Expected version "v1" (deployment 1).',
      ],
      Deployment: { VersionLabel: 'v2', DeploymentId: 2, Status: 'Failed' },
    })
  })

  it('tells a foreign event amid the next deployment only', async () => {
    await launch()
    const message = 'first line\n::warning::second line'
    local.beanstalk.setFaults([{ kind: 'foreign-event', severity: 'WARN', message }])
    const first = await update({ VersionLabel: 'v2' })
    await local.waitUntilSettled(ENVIRONMENT)
    const second = await update({ VersionLabel: 'v1' })
    await local.waitUntilSettled(ENVIRONMENT)
    expect(lines(await first.events())).toContain(`WARN ${message}`)
    expect(lines(await second.events())).not.toContain(`WARN ${message}`)
  })

  it('warns of an invalid configuration file and goes on', async () => {
    await launch()
    const bundle = await zipOf({ 'app.js': '', '.ebextensions/a.config': 'option_settings: [unclosed' })
    await local.createVersion({ application: APPLICATION, label: 'v3', bundle })
    const { events } = await update({ VersionLabel: 'v3' })
    expect(await local.waitUntilSettled(ENVIRONMENT)).toMatchObject({ VersionLabel: 'v3', Health: 'Green' })
    expect(lines(await events()).filter(line => line.startsWith('WARN'))).toEqual([
      expect.stringMatching(
        /^WARN The configuration file \.ebextensions\/a\.config in application version v3 contains invalid YAML or JSON\./,
      ),
    ])
  })
})

describe('changing the configuration', () => {
  const SETTINGS = [{ Namespace: 'aws:elasticbeanstalk:application:environment', OptionName: 'COLOR', Value: 'blue' }]

  it('tells the stream of a configuration update and hands the variables to the instance', async () => {
    await launch()
    const { events } = await update({ OptionSettings: SETTINGS })
    await local.waitUntilSettled(ENVIRONMENT)
    expect(lines(await events())).toEqual([
      'INFO Environment update is starting.',
      "INFO Updating environment chat-prod's configuration settings.",
      'INFO Instance deployment completed successfully.',
      'INFO Successfully deployed new configuration to environment.',
    ])
    expect(host.deployments.at(-1)).toMatchObject({ versionLabel: 'v1', environmentVariables: { COLOR: 'blue' } })
  })

  it('reverts the settings when their deployment fails', async () => {
    await launch()
    host.outcomes.push({ outcome: { kind: 'failed', step: '', reason: 'application-crashed', engineLogLine: '' } })
    const { events } = await update({ OptionSettings: SETTINGS })
    const environment = await local.waitUntilSettled(ENVIRONMENT)
    expect(lines(await events()).slice(-3)).toEqual([
      'ERROR Failed to deploy configuration.',
      'INFO Instance deployment completed successfully.',
      'INFO The environment was reverted to the previous configuration setting.',
    ])
    expect(host.deployments.at(-1)?.environmentVariables).toEqual({})
    expect(environment).toMatchObject({ Health: 'Green', VersionLabel: 'v1' })
  })
})

describe('operations that meet', () => {
  it('refuses an update, a termination and a second creation while one goes on', async () => {
    await launch()
    let finish = () => {}
    const until = new Promise<void>(resolve => {
      finish = resolve
    })
    host.outcomes.push({ outcome: { kind: 'succeeded' }, until })
    await update({ VersionLabel: 'v2' })
    const notReady = {
      name: 'InvalidParameterValue',
      message: 'Environment named chat-prod is in an invalid state for this operation. Must be Ready.',
    }
    await expect(update({ VersionLabel: 'v1' })).rejects.toMatchObject(notReady)
    const terminate = new TerminateEnvironmentCommand({ EnvironmentName: ENVIRONMENT })
    await expect(local.clients.elasticBeanstalk.send(terminate)).rejects.toMatchObject(notReady)
    await expect(launch()).rejects.toMatchObject({ message: 'Environment chat-prod already exists.' })
    finish()
    expect(await local.waitUntilSettled(ENVIRONMENT)).toMatchObject({ VersionLabel: 'v2' })
  })

  it('stops an aborted deployment where it is: the old label, and a health that tells', async () => {
    await launch()
    let finish = () => {}
    const until = new Promise<void>(resolve => {
      finish = resolve
    })
    host.outcomes.push({ outcome: { kind: 'succeeded' }, until })
    const { events } = await update({ VersionLabel: 'v2' })
    while (host.deployments.length < 2) await new Promise(resolve => setImmediate(resolve))
    const abort = new AbortEnvironmentUpdateCommand({ EnvironmentName: ENVIRONMENT })
    await local.clients.elasticBeanstalk.send(abort)
    const during = await local.clients.elasticBeanstalk.send(new DescribeEnvironmentsCommand({}))
    expect(during.Environments?.[0]).toMatchObject({ Status: 'Aborting', AbortableOperationInProgress: false })
    finish()
    expect(await local.waitUntilSettled(ENVIRONMENT)).toMatchObject({ VersionLabel: 'v1', Health: 'Red' })
    expect(lines(await events()).at(-1)).toMatch(/^ERROR During an aborted deployment/)
    await expect(local.clients.elasticBeanstalk.send(abort)).rejects.toMatchObject({ name: 'InvalidParameterValue' })
  })
})

describe('after a deployment', () => {
  it('follows the instance: a crashed app is Severe, a restarted one Ok', async () => {
    await launch()
    host.changeStatus({ proxy: 'running', app: 'crashed' })
    const crashed = await local.waitUntilSettled(ENVIRONMENT)
    host.changeStatus({ proxy: 'running', app: 'running' })
    const restarted = await local.waitUntilSettled(ENVIRONMENT)
    expect(crashed).toMatchObject({ Health: 'Red', HealthStatus: 'Severe' })
    expect(restarted).toMatchObject({ Health: 'Green', HealthStatus: 'Ok' })
    const said = lines(await local.events({ EnvironmentName: ENVIRONMENT }))
    expect(said).toContain(
      'WARN Environment health has transitioned from Ok to Severe. 100.0 % of the requests are failing with HTTP 5xx. Following services are not running: web.',
    )
  })

  it('opens and closes the front as the rules of the security group say, before EC2 answers', async () => {
    await launch()
    const GroupId = local.beanstalk.lookUp(ENVIRONMENT)?.groupId
    const rule = (CidrIp: string, FromPort: number) => ({
      GroupId,
      IpPermissions: [{ IpProtocol: 'tcp', FromPort, ToPort: FromPort, IpRanges: [{ CidrIp }] }],
    })
    const { ec2 } = local.clients
    await ec2.send(new RevokeSecurityGroupIngressCommand(rule('0.0.0.0/0', 80)))
    expect(host.front.admitted).toBe(false)
    await ec2.send(new AuthorizeSecurityGroupIngressCommand(rule('10.0.0.0/8', 80)))
    await ec2.send(new AuthorizeSecurityGroupIngressCommand(rule('0.0.0.0/0', 8080)))
    expect(host.front.admitted).toBe(false)
    await ec2.send(new AuthorizeSecurityGroupIngressCommand(rule('127.0.0.0/8', 80)))
    expect(host.front.admitted).toBe(true)
  })
})

describe('terminating', () => {
  it('takes everything away, keeps the terminated namesake and frees the name', async () => {
    const before = await launch()
    const { elasticBeanstalk } = local.clients
    await elasticBeanstalk.send(new TerminateEnvironmentCommand({ EnvironmentName: ENVIRONMENT }))
    expect(await local.waitUntilSettled(ENVIRONMENT)).toMatchObject({
      Status: 'Terminated',
      EnvironmentId: before.EnvironmentId,
    })
    expect(host.front).toMatchObject({ closed: true, pointsTo: undefined })
    const after = await launch()
    const { Environments = [] } = await elasticBeanstalk.send(
      new DescribeEnvironmentsCommand({ EnvironmentNames: [ENVIRONMENT] }),
    )
    expect(Environments.map(({ EnvironmentId, Status }) => [EnvironmentId, Status])).toEqual([
      [before.EnvironmentId, 'Terminated'],
      [after.EnvironmentId, 'Ready'],
    ])
    const living = await elasticBeanstalk.send(new DescribeEnvironmentsCommand({ IncludeDeleted: false }))
    expect(living.Environments?.map(({ EnvironmentId }) => EnvironmentId)).toEqual([after.EnvironmentId])
  })
})
