import {
  CreateApplicationCommand,
  CreateEnvironmentCommand,
  DescribeApplicationsCommand,
  DescribeConfigurationSettingsCommand,
} from '@aws-sdk/client-elastic-beanstalk'
import { describe, expect, it } from 'vitest'
import { writePolicy } from '../../scripts/permission-policies.ts'
import { openAnsweringProxy, refuseWith } from '../support/answering-proxy.ts'
import {
  type DeployScenario,
  openScenario,
  type ScenarioOptions,
  type ScenarioStep,
} from '../support/deploy-scenario.ts'
import { makeKey, NAMES, toEnvironmentVariables, USUAL } from '../support/least-privilege.ts'
import { NODE_24 } from '../support/local-beanstalk.ts'
import type { ActionRun } from '../support/run-action.ts'

const KEY = makeKey('create', writePolicy([...USUAL, 'create'], NAMES))
const READER = makeKey('plan-creation', writePolicy([...USUAL, 'create'], NAMES, 'reads'))

const NODE_24_ARN =
  'arn:aws:elasticbeanstalk:eu-central-1::platform/Node.js 24 running on 64bit Amazon Linux 2023/6.7.2'
const PROFILE = 'aws:autoscaling:launchconfiguration:IamInstanceProfile=aws-elasticbeanstalk-ec2-role'
const CREATION = {
  'solution-stack-name': NODE_24,
  'option-settings': `${PROFILE}\naws:elasticbeanstalk:environment:EnvironmentType=SingleInstance`,
}

interface EmptyAccount extends DeployScenario {
  run(inputs?: Readonly<Record<string, string>>, step?: ScenarioStep): Promise<ActionRun>
}

async function openEmptyAccount(options: ScenarioOptions = {}): Promise<EmptyAccount> {
  const scenario = await openScenario({ ...options, keys: [KEY, READER], environment: 'none' })
  const run = (inputs: Readonly<Record<string, string>> = {}, step: ScenarioStep = {}) => {
    const key = inputs['dry-run'] === 'true' ? READER : KEY
    return scenario.deploy({ env: toEnvironmentVariables(key), ...step, inputs: { ...CREATION, ...inputs } })
  }
  return { ...scenario, run }
}

async function namesOfApplications({ clients }: DeployScenario): Promise<string[]> {
  const { Applications = [] } = await clients.elasticBeanstalk.send(new DescribeApplicationsCommand({}))
  return Applications.map(({ ApplicationName = '' }) => ApplicationName)
}

function errorOf(run: ActionRun): string {
  const errors = run.annotations.filter(each => each.level === 'error')
  expect(errors, run.log).toHaveLength(1)
  return errors[0]?.message ?? ''
}

const CREATING = [
  'CreateApplication',
  'CreateStorageLocation',
  'PutObject',
  'CreateApplicationVersion',
  'CreateEnvironment',
]

const STAGES = [
  'Read the source bundle',
  'Survey the environment',
  'Prepare the source bundle',
  'Try out the proxy files',
  'Plan',
  'Create the application',
  'Publish the version',
  'Create the environment',
  'Survey the new environment',
  'Make sure of the inbound rule',
  'Open a WebSocket',
  'Wait for the health',
  'What the verdict rests on',
  'What was changed, and what takes it back (5)',
]

describe('a missing environment', { timeout: 120_000 }, () => {
  it('is created with its application and the version, and proved; a second run updates it', async () => {
    const scenario = await openEmptyAccount()
    const run = await scenario.run({ 'cname-prefix': 'chat', 'version-label': 'v1' })
    expect(run.exitCode, run.log).toBe(0)
    expect([...run.log.matchAll(/^▾ (.+)$/gm)].map(match => match[1])).toEqual(STAGES)
    expect(run.summary).toContain('The environment was created, and a WebSocket was opened')
    expect(run.summary).toContain('aws elasticbeanstalk terminate-environment --environment-name chat-prod')
    expect(scenario.changes()).toEqual(CREATING)
    const truth = scenario.beanstalk.lookUp('chat-prod')
    expect(run.outputs).toMatchObject({
      handshake: 'accepted',
      'deployment-action-type': 'create',
      'environment-id': truth?.environmentId,
      'environment-status': 'Ready',
      'previous-version-label': '',
      'version-label': 'v1',
    })
    expect(run.log.match(/Instance deployment completed successfully/g)).toHaveLength(1)
    const second = await scenario.run({ 'version-label': 'v2' })
    expect(second.exitCode, second.log).toBe(0)
    expect(second.outputs).toMatchObject({
      handshake: 'accepted',
      'deployment-action-type': 'update',
      'previous-version-label': 'v1',
    })
    expect(scenario.changes()).toContain('UpdateEnvironment')
    expect(scenario.changes()).not.toContain('CreateEnvironment')
  })

  it('is created in an application that exists, under the instance profile that the bundle names', async () => {
    const scenario = await openEmptyAccount()
    await scenario.clients.elasticBeanstalk.send(new CreateApplicationCommand({ ApplicationName: 'chat' }))
    const files = {
      '.ebextensions/profile.config': `option_settings:\n  aws:autoscaling:launchconfiguration:\n    IamInstanceProfile: mine\n`,
    }
    const run = await scenario.run({ 'option-settings': '' }, { files })
    expect(run.exitCode, run.log).toBe(0)
    expect(scenario.changes()).toEqual(CREATING.slice(1))
    expect(run.log).toContain('Neither EnvironmentType nor LoadBalancerType is set')
  })

  it('is created on a platform that its ARN names, with a load balancer that is tuned from the start', async () => {
    const scenario = await openEmptyAccount({ loadBalancerMsPerSecond: 100 })
    const run = await scenario.run({
      ...{ 'solution-stack-name': '', 'platform-arn': NODE_24_ARN, 'load-balancer': 'tune', stickiness: 'true' },
      'option-settings': `${PROFILE}\naws:elasticbeanstalk:environment:LoadBalancerType=application`,
    })
    expect(run.exitCode, run.log).toBe(0)
    expect(scenario.changes()).toEqual(CREATING)
    const { elasticBeanstalk } = scenario.clients
    const asked = { ApplicationName: 'chat', EnvironmentName: 'chat-prod' }
    const answer = await elasticBeanstalk.send(new DescribeConfigurationSettingsCommand(asked))
    const settings = answer.ConfigurationSettings?.[0]?.OptionSettings ?? []
    expect(settings.find(({ OptionName }) => OptionName === 'IdleTimeout')?.Value).toBe('3600')
    expect(settings.find(({ OptionName }) => OptionName === 'StickinessEnabled')?.Value).toBe('true')
    expect(answer.ConfigurationSettings?.[0]?.SolutionStackName).toBe(NODE_24)
  })

  it('is updated where another run has created it meanwhile with another version', async () => {
    const scenario = await openEmptyAccount()
    await using proxy = await openAnsweringProxy(scenario.beanstalk.endpoint)
    const { elasticBeanstalk } = scenario.clients
    const another = { ApplicationName: 'chat', EnvironmentName: 'chat-prod', SolutionStackName: NODE_24 }
    let isThrottled = false
    proxy.change(async (operation, answer) => {
      // An attempt without an answer of its own: of another version the environment is not this run's all the same.
      if (operation === 'CreateEnvironment' && !isThrottled) {
        isThrottled = true
        return refuseWith(400, 'Throttling', 'Rate exceeded')
      }
      if (operation !== 'CreateApplicationVersion') return answer
      scenario.beanstalk.setPace(1000)
      await elasticBeanstalk.send(new CreateEnvironmentCommand(another))
      return answer
    })
    const env = { ...toEnvironmentVariables(KEY), AWS_ENDPOINT_URL: proxy.endpoint }
    const started = await scenario.start({ env, inputs: { ...CREATION, 'version-label': 'v2', 'retry-delay': '1' } })
    await started.waitForLine(/The environment is Launching; waiting until it is Ready\./)
    scenario.beanstalk.setPace(0)
    const run = await started.finished
    expect(run.exitCode, run.log).toBe(0)
    expect(run.log).toContain('The environment "chat-prod" was there already when it was to be created.')
    expect(run.outputs).toMatchObject({ 'deployment-action-type': 'update', handshake: 'accepted' })
    expect(scenario.beanstalk.lookUp('chat-prod')).toMatchObject({ deployment: { versionLabel: 'v2' } })
    // It is not this run's to terminate.
    expect(run.log).toContain('not needed, for it was there already: create the environment "chat-prod"')
    expect(run.log).not.toContain('terminate-environment')
  })

  it('is planned by a dry run, which creates nothing', async () => {
    const scenario = await openEmptyAccount()
    const run = await scenario.run({ 'dry-run': 'true', 'cname-prefix': 'chat' })
    expect(run.exitCode, run.log).toBe(0)
    for (const line of [
      'Create the application "chat".',
      `Create the environment "chat-prod" on "${NODE_24}" with the version "6dcb09b5b578-1658821493-1", under a host name that begins with "chat".`,
      'Look at the security group that faces the internet when the environment is there',
      'Open a WebSocket at / of the new environment',
    ])
      expect(run.log).toContain(line)
    expect(run.outputs).toMatchObject({ 'environment-url': '', 'environment-status': '', 'deployment-action-type': '' })
    expect(scenario.changes()).toEqual([])
    expect(await namesOfApplications(scenario)).toEqual([])
  })

  it('is only asked for when nobody waits', async () => {
    const scenario = await openEmptyAccount()
    const run = await scenario.run({ 'wait-for-deployment': 'false' })
    expect(run.exitCode, run.log).toBe(0)
    expect(run.outputs).toMatchObject({ handshake: 'skipped', 'deployment-action-type': 'create' })
    expect(run.summary).toContain('Beanstalk accepted the creation')
    await scenario.waitUntilSettled('chat-prod')
  })
})

describe('nothing is created', { timeout: 120_000 }, () => {
  it.each<[string, Readonly<Record<string, string>>, RegExp]>([
    [
      'without a platform',
      { 'solution-stack-name': '' },
      /add these lines[\s\S]+solution-stack-name: 64bit .+\n.*option-settings: aws:autoscaling/,
    ],
    [
      'where environments are not to be created',
      { 'create-environment-if-not-exists': 'false' },
      /"create-environment-if-not-exists: true"/,
    ],
    [
      'where applications are not to be created',
      { 'create-application-if-not-exists': 'false' },
      /"create-application-if-not-exists: true"/,
    ],
    [
      'where nobody names an instance profile',
      { 'option-settings': '' },
      /aws:autoscaling:launchconfiguration:IamInstanceProfile=[\s\S]+aws iam create-instance-profile/,
    ],
  ])('%s', async (_, inputs, tells) => {
    const scenario = await openEmptyAccount()
    const run = await scenario.run(inputs)
    expect(run.exitCode).toBe(1)
    expect(errorOf(run)).toMatch(tells)
    expect(scenario.changes()).toEqual([])
    expect(run.summary).toContain('Nothing was changed.')
    expect(await namesOfApplications(scenario)).toEqual([])
  })

  it('under a host name that is taken', async () => {
    const scenario = await openEmptyAccount()
    await scenario.createEnvironment({ application: 'other', environment: 'other-prod', cnamePrefix: 'chat' })
    const run = await scenario.run({ 'cname-prefix': 'chat' })
    expect(errorOf(run)).toContain(`'cname-prefix' was "chat"`)
    expect(scenario.changes()).toEqual([])
    expect(await namesOfApplications(scenario)).toEqual(['other'])
  })

  it.each<[string, Readonly<Record<string, string>>, RegExp]>([
    [
      'solution-stack-name',
      { 'solution-stack-name': '64bit Amazon Linux 2023 v6.7.1 running Node.js 24' },
      /is none of the \d+ platforms .+\n.*Write one that there is, such as the nearest: "64bit Amazon Linux 2023 v6\.7\.2 running Node\.js 24", /,
    ],
    [
      'platform-arn',
      { 'solution-stack-name': '', 'platform-arn': `${NODE_24_ARN}.1` },
      /is none of the \d+ platforms .+\n.*Write one that there is, such as the nearest: "arn:aws:.+Node\.js 24 running on 64bit Amazon Linux 2023\/6\.7\.2", /,
    ],
  ])('on a platform of %s that is not there, and the nearest are named', async (_, inputs, tells) => {
    const scenario = await openEmptyAccount()
    const run = await scenario.run(inputs)
    expect(errorOf(run)).toMatch(tells)
    expect(scenario.changes()).toEqual([])
    expect(await namesOfApplications(scenario)).toEqual([])
  })

  it('where Beanstalk refuses it, and what had been made before is told', async () => {
    const scenario = await openEmptyAccount()
    const wrong = `${CREATION['option-settings']}\naws:autoscaling:asg:MinSize=many`
    const run = await scenario.run({ 'option-settings': wrong })
    expect(errorOf(run)).toMatch(/was not created[\s\S]+list-available-solution-stacks/)
    expect(run.log).toContain('aws elasticbeanstalk delete-application --application-name chat')
    expect(run.outputs).toMatchObject({ 'deployment-action-type': '' })
  })
})

describe('a creation that fails', { timeout: 120_000 }, () => {
  it('for want of an instance profile tells how to make one, and that the environment is gone', async () => {
    const scenario = await openEmptyAccount({ faults: [{ kind: 'instance-profile-missing' }] })
    const run = await scenario.run()
    expect(run.exitCode).toBe(1)
    const message = errorOf(run)
    expect(message).toContain(
      'The instance profile aws-elasticbeanstalk-ec2-role associated with the environment does not exist.',
    )
    expect(message).toContain('aws iam create-instance-profile')
    expect(message).toContain('Beanstalk has terminated the environment')
    expect(run.outputs).toMatchObject({ handshake: 'skipped', 'environment-status': 'Terminated' })
    scenario.beanstalk.setFaults([])
    const second = await scenario.run({ 'version-label': 'v2' })
    expect(second.exitCode, second.log).toBe(0)
    expect(second.outputs).toMatchObject({ 'deployment-action-type': 'create', handshake: 'accepted' })
  })

  it('for the app shows its last lines, and how to remove what is left; the next run deploys to it', async () => {
    const scenario = await openEmptyAccount()
    const run = await scenario.run({}, { files: { 'server.js': 'throw new Error("no database")' } })
    expect(run.exitCode).toBe(1)
    const message = errorOf(run)
    expect(message).toContain('The environment "chat-prod" could not be created with the version')
    expect(message).toContain('aws elasticbeanstalk terminate-environment --environment-name chat-prod')
    expect(run.log).toContain('no database')
    expect(run.outputs).toMatchObject({ handshake: 'skipped', 'environment-status': 'Ready' })
    const second = await scenario.run({ 'version-label': 'v2' })
    expect(second.exitCode, second.log).toBe(0)
    expect(second.outputs).toMatchObject({ 'deployment-action-type': 'update', handshake: 'accepted' })
  })

  it('whose answer is lost is not made twice, and is proved', async () => {
    const fault = { kind: 'answer-lost', operation: 'elasticbeanstalk:CreateEnvironment', times: 1 } as const
    const scenario = await openEmptyAccount({ faults: [fault] })
    const run = await scenario.run({ 'retry-delay': '1' })
    expect(run.exitCode, run.log).toBe(0)
    expect(run.log).toContain('was there already when it was to be created')
    expect(scenario.changes().filter(name => name === 'UpdateEnvironment')).toEqual([])
  })
})
