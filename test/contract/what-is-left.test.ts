import { TerminateEnvironmentCommand, UpdateEnvironmentCommand } from '@aws-sdk/client-elastic-beanstalk'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openNoHost } from '../../src/local-beanstalk/host/no-host.ts'
import { readHoldings } from '../support/holdings.ts'
import { NODE_24, REGION, type StartedBeanstalk, startBeanstalk } from '../support/local-beanstalk.ts'

const LOGS = 'aws:elasticbeanstalk:cloudwatch:logs'
const HEALTH = `${LOGS}:health`

let local: StartedBeanstalk

beforeAll(async () => {
  local = await startBeanstalk({ host: openNoHost(), loadBalancerMsPerSecond: 1 })
  await local.createEnvironment({ application: 'chat', environment: 'chat-prod' })
})
afterAll(() => local.beanstalk.stop())

const option = (Namespace: string, OptionName: string, Value: string) => ({ Namespace, OptionName, Value })

const behind = (kind: string) => [
  option('aws:elasticbeanstalk:environment', 'EnvironmentType', 'LoadBalanced'),
  option('aws:elasticbeanstalk:environment', 'LoadBalancerType', kind),
]

async function terminate(EnvironmentName: string): Promise<void> {
  await local.clients.elasticBeanstalk.send(new TerminateEnvironmentCommand({ EnvironmentName }))
  await local.waitUntilSettled(EnvironmentName)
}

function logGroups(environment: string): string[] {
  const prefix = `/aws/elasticbeanstalk/${environment}/`
  const { logGroups } = local.beanstalk.lookUpRegion(REGION)
  return logGroups.filter(({ name }) => name.startsWith(prefix)).map(({ name }) => name.slice(prefix.length))
}

const OF_NODE = [
  'var/log/eb-engine.log',
  'var/log/eb-hooks.log',
  'var/log/nginx/access.log',
  'var/log/nginx/error.log',
  'var/log/web.stdout.log',
]

describe('an account', () => {
  it.each([
    'no',
    'application',
    'classic',
    'network',
  ])('is as it was when an environment has come and gone that had %s load balancer', async kind => {
    const optionSettings = kind === 'no' ? [] : behind(kind)
    const before = await readHoldings(local)
    await local.createEnvironment({ application: 'chat', environment: 'chat-pr-1', optionSettings })
    const meanwhile = await readHoldings(local)
    await terminate('chat-pr-1')
    expect(meanwhile).not.toEqual(before)
    expect(await readHoldings(local)).toEqual(before)
  })
})

describe('the alarms of an environment', () => {
  const alarms = () => local.beanstalk.lookUpRegion(REGION).alarms

  it('are two where it is load-balanced, told when they are made and when they go with it', async () => {
    const optionSettings = behind('application')
    const { EnvironmentId } = await local.createEnvironment({
      application: 'chat',
      environment: 'chat-scaled',
      optionSettings,
    })
    const made = alarms()
    expect(made.map(name => name.replace(/-[^-]+$/, ''))).toEqual([
      `awseb-${EnvironmentId}-stack-AWSEBCloudwatchAlarmHigh`,
      `awseb-${EnvironmentId}-stack-AWSEBCloudwatchAlarmLow`,
    ])
    await terminate('chat-scaled')
    expect(alarms()).toEqual([])
    const told = (await local.events({ EnvironmentName: 'chat-scaled' })).map(({ Message }) => Message)
    const expected = ['Created', 'Deleted'].flatMap(what => made.map(name => `${what} CloudWatch alarm named: ${name}`))
    expect(told).toEqual(expect.arrayContaining(expected))
  })
})

describe('the log groups of an environment', () => {
  const streaming = [option(LOGS, 'StreamLogs', 'true'), option(HEALTH, 'HealthStreamingEnabled', 'true')]

  it('outlive it', async () => {
    await local.createEnvironment({ application: 'chat', environment: 'chat-kept', optionSettings: streaming })
    expect(logGroups('chat-kept')).toEqual(['environment-health.log', ...OF_NODE])
    await terminate('chat-kept')
    expect(logGroups('chat-kept')).toEqual(['environment-health.log', ...OF_NODE])
  })

  it.each([
    [LOGS, ['environment-health.log']],
    [HEALTH, OF_NODE],
  ])('go with it where %s says so', async (namespace, left) => {
    const environment = namespace === LOGS ? 'chat-half-1' : 'chat-half-2'
    const optionSettings = [...streaming, option(namespace, 'DeleteOnTerminate', 'true')]
    await local.createEnvironment({ application: 'chat', environment, optionSettings })
    await terminate(environment)
    expect(logGroups(environment)).toEqual(left)
  })

  it('are made by an update that turns them on', async () => {
    await local.createEnvironment({ application: 'chat', environment: 'chat-later' })
    expect(logGroups('chat-later')).toEqual([])
    const OptionSettings = [option(LOGS, 'StreamLogs', 'true'), option(LOGS, 'RetentionInDays', '30')]
    const asked = { EnvironmentName: 'chat-later', OptionSettings }
    await local.clients.elasticBeanstalk.send(new UpdateEnvironmentCommand(asked))
    await local.waitUntilSettled('chat-later')
    expect(logGroups('chat-later')).toEqual(OF_NODE)
    expect((await readHoldings(local)).logGroups).toContain(
      '/aws/elasticbeanstalk/chat-later/var/log/eb-engine.log 30 days',
    )
    await terminate('chat-later')
  })

  const ENGINE = ['eb-engine.log', 'eb-hooks.log']
  const CONTAINER = 'eb-docker/containers/eb-current-app/stdouterr.log'
  const ECS = ['docker-events.log', 'eb-ecs-mgr.log', ...ENGINE, 'ecs/ecs-agent.log', 'ecs/ecs-init.log']
  it.each([
    [NODE_24, 'apache', [...ENGINE, 'httpd/access_log', 'httpd/error_log', 'web.stdout.log']],
    ['64bit Amazon Linux 2023 v4.9.1 running Docker', 'none', ['docker', 'docker-events.log', CONTAINER, ...ENGINE]],
    ['64bit Amazon Linux 2023 v4.3.2 running ECS', 'nginx', ECS],
  ])('are those of the platform and its proxy: %s, %s', async (solutionStack, proxy, files) => {
    const proxyServer = option('aws:elasticbeanstalk:environment:proxy', 'ProxyServer', proxy)
    const optionSettings = [option(LOGS, 'StreamLogs', 'true'), option(LOGS, 'DeleteOnTerminate', 'true'), proxyServer]
    await local.createEnvironment({ application: 'chat', environment: 'chat-proxy', solutionStack, optionSettings })
    expect(logGroups('chat-proxy')).toEqual(files.map(file => `var/log/${file}`))
    await terminate('chat-proxy')
  })
})
