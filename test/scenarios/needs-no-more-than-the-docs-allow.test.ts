import { CreateApplicationCommand } from '@aws-sdk/client-elastic-beanstalk'
import { describe, expect, it } from 'vitest'
import { writePolicy } from '../../scripts/permission-policies.ts'
import { findPermission, toPermission } from '../../src/aws/find-permission.ts'
import { PERMISSIONS } from '../../src/aws/permissions.ts'
import { type ResourceNames, writeStatement } from '../../src/aws/write-statement.ts'
import type { AccessKey } from '../../src/local-beanstalk/permissions/access-key.ts'
import { openAnsweringProxy } from '../support/answering-proxy.ts'
import { type DeployScenario, openScenario, type ScenarioStep } from '../support/deploy-scenario.ts'
import { writeLargeBundle } from '../support/large-bundle.ts'
import { makeKey, NAMES, toEnvironmentVariables } from '../support/least-privilege.ts'
import { NODE_24 } from '../support/local-beanstalk.ts'
import type { ActionRun } from '../support/run-action.ts'
import { balanced } from '../support/topologies.ts'
import { openWorkspace } from '../support/workspace.ts'

const BUCKET = 'chat-bundles'
const OWN_BUCKET = `elasticbeanstalk-${NAMES.region}-${NAMES.account}`
/** Those of previews alone have a scenario of their own. */
const STATEMENTS = PERMISSIONS.filter(({ features }) => features.some(feature => feature !== 'preview'))
const EVERY = [...new Set(STATEMENTS.flatMap(({ features }) => features))].filter(feature => feature !== 'preview')

/** What a key lacks: a statement, or one of its resources where it has several. */
interface Lack {
  readonly sid: string
  readonly resource?: string
}

// Of a statement with several actions each resource belongs to one of them, which a run may have no reason to ask for.
const LACKS: readonly Lack[] = STATEMENTS.flatMap(({ sid, actions, resources }) => {
  // Only previews have a base.
  const own = resources.filter(resource => resource !== 'base')
  return [{ sid }, ...(actions.length === 1 && own.length > 1 ? own.map(resource => ({ sid, resource })) : [])]
})

/** A key that may do everything that the table has but for that. */
function keyWithout({ sid, resource }: Lack): AccessKey {
  const { Statement, ...policy } = writePolicy(EVERY, { ...NAMES, ...OTHER_NAMES[sid] })
  const without = Statement.flatMap(statement => {
    if (statement.Sid !== sid) return [statement]
    const kinds = PERMISSIONS.find(permission => permission.sid === sid)?.resources ?? []
    const left = statement.Resource.filter((_, index) => resource !== undefined && kinds[index] !== resource)
    return left.length > 0 ? [{ ...statement, Resource: left }] : []
  })
  expect(without).not.toEqual(Statement)
  return makeKey(`without-${sid}-${resource ?? 'all'}`, { ...policy, Statement: without })
}

/** The lines to add, with every name that the run knows; the number of the account is not one of them. */
function linesToAdd(sid: string): string {
  const [statement] = PERMISSIONS.filter(permission => permission.sid === sid)
  if (statement === undefined) throw new Error(`no statement "${sid}"`)
  // Only a request to S3 names it.
  const bucket =
    statement.actions[0]?.startsWith('s3:') && statement.resources.includes('objects') ? OWN_BUCKET : undefined
  return JSON.stringify(writeStatement(statement, { ...NAMES, account: undefined, bucket, ...OTHER_NAMES[sid] }))
}

/** The statements that the denied operations of a run stand in. */
function deniedStatements({ log }: ActionRun): string[] {
  const operations = [...log.matchAll(/AWS denied (\w+:\w+)/g)].map(match => match[1] ?? '')
  return [...new Set(operations.map(name => findPermission(toPermission(name))?.sid ?? name))]
}

const DRY: ScenarioStep = { inputs: { 'dry-run': 'true' } }
const IN_BUCKET: ScenarioStep = { inputs: { 's3-bucket-name': BUCKET } }

function newEnvironment(name: string) {
  return {
    'environment-name': name,
    'solution-stack-name': NODE_24,
    'option-settings':
      'aws:autoscaling:launchconfiguration:IamInstanceProfile=mine\naws:elasticbeanstalk:environment:EnvironmentType=SingleInstance',
  }
}

type Run = (scenario: DeployScenario, env: Readonly<Record<string, string>>) => Promise<ActionRun>

/** Statement -> a run that asks for it. */
const RUNS: Readonly<Record<string, ScenarioStep | Run>> = {
  FindEnvironment: DRY,
  ReadSettings: DRY,
  ListApplications: nameMissingEnvironment,
  ReadVersions: DRY,
  FindStorage: {},
  UploadBundle: {},
  TakeBackUpload: failToUpload,
  CompareBundle: deployTakenLabel,
  CreateVersion: {},
  UpdateEnvironment: {},
  ReadEvents: {},
  FindInstances: DRY,
  ReadSecurityGroups: DRY,
  ReadLoadBalancer: planForLoadBalancer,
  ReadNetwork: { inputs: { 'security-group-rule': 'check', 'handshake-timeout': '2' } },
  AddInboundRule: {},
  ReadHealth: { files: { 'server.js': 'throw new Error("no database")' } },
  ReadInstances: {},
  ReadLogs: { files: { 'server.js': 'throw new Error("no database")' } },
  FindBucket: IN_BUCKET,
  CreateBucket: IN_BUCKET,
  PruneVersions: { inputs: { 'keep-versions': '1' } },
  ReadPlatform: planForCustomPlatform,
  ListPlatforms: { inputs: { ...DRY.inputs, ...newEnvironment('listed') } },
  CheckName: { inputs: { ...DRY.inputs, ...newEnvironment('checked'), 'cname-prefix': 'checked' } },
  CreateApplication: { inputs: { ...newEnvironment('created'), 'application-name': 'created' } },
  CreateEnvironment: { inputs: newEnvironment('refused') },
  AbortUpdate: cancelUpdate,
}

/** What their keys are for, where that is not the environment of the scenarios and Beanstalk's own bucket. */
const OTHER_NAMES: Readonly<Record<string, Partial<ResourceNames>>> = {
  ListApplications: { application: 'empty' },
  ReadLoadBalancer: { environment: 'balanced' },
  ListPlatforms: { environment: 'listed' },
  CheckName: { environment: 'checked' },
  CreateApplication: { application: 'created', environment: 'created' },
  CreateEnvironment: { environment: 'refused' },
  FindBucket: { bucket: BUCKET },
  CreateBucket: { bucket: BUCKET },
}

/** These runs fail for a reason of their own: there is no environment, the upload fails, the label is taken, the port is closed, the app crashes, the job is cancelled. */
const FAIL_ANYWAY = [
  'ListApplications',
  'TakeBackUpload',
  'CompareBundle',
  'ReadNetwork',
  'ReadHealth',
  'ReadLogs',
  'AbortUpdate',
]

describe('a run with one statement less than docs/permissions.md has, or with one of its resources less', () => {
  it('is there for each statement', () => {
    expect(Object.keys(RUNS)).toEqual(STATEMENTS.map(({ sid }) => sid))
  })

  it('names exactly that one, and fails only where the table says so', { timeout: 900_000 }, async () => {
    const keys = LACKS.map(keyWithout)
    const scenario = await openScenario({ keys, loadBalancerMsPerSecond: 100 })
    for (const [index, lack] of LACKS.entries()) {
      await scenario.admit()
      const { sid, resource = 'all' } = lack
      const { without } = PERMISSIONS.find(permission => permission.sid === sid) ?? {}
      const how = RUNS[sid] ?? {}
      const env = toEnvironmentVariables(keys[index] as AccessKey)
      const deploy = (step: ScenarioStep) =>
        scenario.deploy({ ...step, env, inputs: { 'version-label': `${sid}-${resource}`, ...step.inputs } })
      const run = await (typeof how === 'function' ? how(scenario, env) : deploy(how))
      const fails = without === 'fails' || FAIL_ANYWAY.includes(sid)
      expect({ lack, named: deniedStatements(run), exitCode: run.exitCode }, run.log).toEqual({
        lack,
        named: [sid],
        exitCode: fails ? 1 : 0,
      })
      if (without === 'fails') expect(run.annotations[0]?.message).toContain(linesToAdd(sid))
      else expect(run.log).toContain(linesToAdd(sid))
    }
  })
})

/** Of an application that has none. */
async function nameMissingEnvironment(scenario: DeployScenario, env: Readonly<Record<string, string>>) {
  const { elasticBeanstalk } = scenario.clients
  await elasticBeanstalk.send(new CreateApplicationCommand({ ApplicationName: 'empty' }))
  return scenario.deploy({ inputs: { 'application-name': 'empty' }, env })
}

/** A bundle that goes in parts, of which S3 takes none. */
async function failToUpload(scenario: DeployScenario, env: Readonly<Record<string, string>>) {
  const { path: workspace } = await openWorkspace()
  await writeLargeBundle(workspace)
  scenario.beanstalk.setFaults([{ kind: 'unavailable', operation: 's3:UploadPart' }])
  const inputs = { 'deployment-package-path': 'large.zip', 'version-label': 'large' }
  const run = await scenario.deploy({ workspace, inputs, env })
  scenario.beanstalk.setFaults([])
  return run
}

async function deployTakenLabel(scenario: DeployScenario, env: Readonly<Record<string, string>>) {
  const inputs = { 'version-label': 'taken' }
  await scenario.deploy({ inputs })
  return scenario.deploy({ inputs, env })
}

async function planForLoadBalancer(scenario: DeployScenario, env: Readonly<Record<string, string>>) {
  const optionSettings = balanced('application')
  await scenario.createEnvironment({ application: 'chat', environment: 'balanced', optionSettings })
  return await scenario.deploy({ inputs: { ...DRY.inputs, 'environment-name': 'balanced' }, env })
}

async function cancelUpdate(scenario: DeployScenario, env: Readonly<Record<string, string>>) {
  scenario.beanstalk.setPace(1000)
  const started = await scenario.start({ inputs: { 'on-cancel': 'abort', 'version-label': 'cancelled' }, env })
  await started.waitForLine(/Environment update is starting/)
  started.cancel()
  const run = await started.finished
  scenario.beanstalk.setPace(0)
  await scenario.waitUntilSettled('chat-prod')
  return run
}

/** The environment's platform is made one of the account's own on the way to the action. */
async function planForCustomPlatform(scenario: DeployScenario, env: Readonly<Record<string, string>>) {
  await using proxy = await openAnsweringProxy(scenario.beanstalk.endpoint)
  proxy.change((operation, answer) => {
    if (operation !== 'DescribeEnvironments') return answer
    const arn = 'arn:aws:elasticbeanstalk:eu-central-1:123456789012:platform/mine/1.0.0'
    const body = answer.body
      .replaceAll(/<SolutionStackName>[^<]*</g, '<SolutionStackName><')
      .replaceAll(/<PlatformArn>[^<]*</g, `<PlatformArn>${arn}<`)
    return { ...answer, body }
  })
  return await scenario.deploy({ ...DRY, env: { ...env, AWS_ENDPOINT_URL: proxy.endpoint } })
}
