import { CreateApplicationCommand, DescribeApplicationsCommand } from '@aws-sdk/client-elastic-beanstalk'
import { describe, expect, it } from 'vitest'
import { writePolicy } from '../../scripts/permission-policies.ts'
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

describe('nothing is created', { timeout: 60_000 }, () => {
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

  it('on a platform that is not there, and the platforms are named', async () => {
    const scenario = await openEmptyAccount()
    const run = await scenario.run({ 'solution-stack-name': '64bit Amazon Linux 2023 v9.9.9 running Node.js 99' })
    expect(errorOf(run)).toMatch(/was not created[\s\S]+No Solution Stack named[\s\S]+list-available-solution-stacks/)
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
