import { open, readFile, symlink, writeFile } from 'node:fs/promises'
import { CreateEnvironmentCommand, type Tag } from '@aws-sdk/client-elastic-beanstalk'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { makeZipEnd } from '../../src/bundle/zip-end.ts'
import { startDeadline, systemClock } from '../../src/clock.ts'
import { choosePlatform } from '../../src/commands/choose-platform.ts'
import type { Context } from '../../src/context.ts'
import type { DeploymentFacts } from '../../src/environment/deployment-facts.ts'
import { findBase } from '../../src/environment/find-base.ts'
import { findPreviews } from '../../src/environment/find-previews.ts'
import { terminationFailed } from '../../src/environment/follow-termination.ts'
import { judgeDeployment } from '../../src/environment/judge-deployment.ts'
import { type PreviewFacts, planPreview } from '../../src/environment/plan-preview.ts'
import { readOwnRepository } from '../../src/github/repository.ts'
import { parseVariable } from '../../src/inputs/environment-variables.ts'
import { FOREIGN_TO_AWS_ACTION, FOREIGN_TO_BEANSTALK_DEPLOY } from '../../src/inputs/foreign-inputs.ts'
import { parseHeader, parseWebSocketPath, parseWebSocketUrl } from '../../src/inputs/handshake-inputs.ts'
import { parseHistoryBranch } from '../../src/inputs/history-inputs.ts'
import { parseLabel } from '../../src/inputs/incident-inputs.ts'
import type { InputSource } from '../../src/inputs/input-reader.ts'
import { loadTargets } from '../../src/inputs/load-targets.ts'
import { parseOptionSettings } from '../../src/inputs/option-settings.ts'
import { parseMaxAge } from '../../src/inputs/preview-inputs.ts'
import { readPreviewRequest } from '../../src/inputs/preview-request.ts'
import { parseHold } from '../../src/inputs/probe-inputs.ts'
import { readTargets } from '../../src/inputs/read-targets.ts'
import { requireNode } from '../../src/inputs/require-node.ts'
import { parseWebhook } from '../../src/inputs/webhook-inputs.ts'
import { actionsLog } from '../../src/log.ts'
import { pollUntil } from '../../src/poll.ts'
import { type DeployProducts, openProducts } from '../../src/report/deploy-products.ts'
import { judgeDeploy } from '../../src/report/deploy-verdict.ts'
import { openPreviewProducts, type PreviewRemoval, type SweptPreview } from '../../src/report/preview-products.ts'
import { judgePreview } from '../../src/report/preview-verdict.ts'
import { type Problem, toProblem } from '../../src/report/verdict.ts'
import { limitCheck } from '../../src/stories/limit-check.ts'
import { lookUpTooLong } from '../../src/stories/look-up-environments.ts'
import { type AnsweringProxy, type ChangeAnswer, openAnsweringProxy, refuseWith } from '../support/answering-proxy.ts'
import { matches, readErrorTable, readInputTable } from '../support/error-table.ts'
import { startGitHub } from '../support/github-api.ts'
import { openTestClient } from '../support/github-client.ts'
import { NODE_24, type StartedBeanstalk, startBeanstalk } from '../support/local-beanstalk.ts'
import { makeBundle } from '../support/make-bundle.ts'
import { existingPreview, previewFacts, previewRequest, REPOSITORY } from '../support/preview-request.ts'
import { listComplaints } from '../support/read-aloud.ts'
import { type ActionRun, type ActionStep, runAction, startAction } from '../support/run-action.ts'
import { openScriptedHost, type ScriptedHost } from '../support/scripted-host.ts'
import { openTestContext } from '../support/test-context.ts'
import { openWorkspace, type Workspace } from '../support/workspace.ts'

const INPUTS = {
  'application-name': 'chat',
  'environment-name': 'chat-prod',
  'aws-region': 'eu-central-1',
  'version-label': 'v1',
  'max-retries': '0',
}
const ANY_TARGETS = { region: undefined, attempts: 1, ca: undefined, variables: () => undefined, others: [] }
const DOCKER = '64bit Amazon Linux 2023 v4.9.1 running Docker'
const APP = { 'package.json': '{}', 'server.js': '' }

let host: ScriptedHost
let local: StartedBeanstalk
let proxy: AnsweringProxy

beforeAll(async () => {
  host = openScriptedHost()
  local = await startBeanstalk({ host })
  proxy = await openAnsweringProxy(local.beanstalk.endpoint)
  await local.createEnvironment({ application: 'chat', environment: 'chat-prod' })
  await local.createVersion({ application: 'chat', label: 'taken', bundle: Buffer.from('PK\x05\x06'.padEnd(22, '\0')) })
})

afterAll(async () => {
  await proxy[Symbol.asyncDispose]()
  await local.beanstalk.stop()
})

interface Produced extends Partial<ActionStep> {
  readonly files?: Readonly<Record<string, string | Buffer>>
  readonly prepare?: (workspace: Workspace) => Promise<unknown>
  readonly answers?: ChangeAnswer
}

const ZIP = { 'deployment-package-path': 'chat.zip' }
const zipOf = (entries: Readonly<Record<string, string>>) => (workspace: Workspace) =>
  makeBundle(workspace.file('chat.zip'), entries)

/** How each error of the docs is brought about: by the action itself wherever it can be. */
const PRODUCE: Readonly<Record<string, () => Promise<Problem> | Problem>> = {
  'invalid-inputs': () => fail({ inputs: { 'environment-name': '_', 'dry-run': 'perhaps' } }),
  'invalid-headers': () => thrown(() => parseHeader('no colon', 0)),
  'invalid-option-settings': () => thrown(() => parseOptionSettings('no equals sign')),
  'invalid-websocket-path': () => thrown(() => parseWebSocketPath('ws')),
  'invalid-websocket-url': () => thrown(() => parseWebSocketUrl('https://example.com')),
  'invalid-probe': () => thrown(() => parseHold('long')),
  'invalid-environment-variables': () => thrown(() => parseVariable('no equals sign', 0)),
  'invalid-preview': () => thrown(() => parseMaxAge('soon')),
  'invalid-incident': () => thrown(() => parseLabel('bug, feature')),
  'invalid-history-branch': () => thrown(() => parseHistoryBranch('main', ['main'])),
  'invalid-webhook': () => thrown(() => parseWebhook('hooks.example.com', 0)),
  'targets-unreadable': () => thrown(() => loadTargets({ path: 'no-such.yml', workspace: '/' }, ANY_TARGETS)),
  'invalid-targets': () => thrown(() => readTargets({ path: 'websockets.yml', text: 'targets: []' }, ANY_TARGETS)),
  'ca-unreadable': () => fail({ inputs: { ca: 'no-such-file.pem' } }),
  'version-label-taken': () => fail({ inputs: { 'version-label': 'taken' } }),

  'bundle-not-found': () => fail({ inputs: ZIP }),
  'bundle-not-a-folder': () => fail({ files: { app: '' }, inputs: { 'source-directory': 'app' } }),
  'bundle-unreadable': () => fail({ prepare: workspace => symlink('.gitignore', workspace.file('.gitignore')) }),
  'bundle-not-a-zip': () => fail({ files: { 'chat.zip': '<html>' }, inputs: ZIP }),
  'bundle-damaged': () =>
    fail({ files: { 'chat.zip': Buffer.from(`PK\x05\x06${'\x01'.repeat(16)}\0\0`) }, inputs: ZIP }),
  'bundle-encrypted': () => fail({ prepare: encrypt, inputs: ZIP }),
  'bundle-name-refused': () => fail({ files: { 'a\\b.js': '' } }),
  'bundle-duplicate-name': () => fail({ prepare: duplicate, inputs: ZIP }),
  'bundle-in-a-folder': () => fail({ prepare: zipOf({ 'chat/package.json': '{}' }), inputs: ZIP }),
  'bundle-empty': () => fail({ prepare: zipOf({}), inputs: ZIP }),
  'bundle-too-large': () => fail({ prepare: workspace => truncate(workspace, 501 * 1024 * 1024), inputs: ZIP }),
  'bundle-unpacks-too-large': () =>
    fail({ files: APP, prepare: workspace => truncate(workspace, 4 * 1024 ** 3, 'core') }),
  'bundle-too-many-files': () => fail({ files: { 'chat.zip': crowdedZip() }, inputs: ZIP }),
  'bundle-exclude-from-zip': () => fail({ prepare: zipOf(APP), inputs: { ...ZIP, 'exclude-patterns': '*.log' } }),
  'bundle-for-another-platform': () =>
    fail({ files: { 'docker-compose.yml': '' }, inputs: { 'deployment-package-path': 'docker-compose.yml' } }),
  'bundle-link-leaves-folder': () => fail({ prepare: workspace => symlink('/etc/hosts', workspace.file('hosts')) }),

  'application-missing': () => fail({ inputs: { 'application-name': 'other' } }),
  'environment-missing': () => fail({ inputs: { 'environment-name': 'chat-test' } }),
  'environment-terminating': () => fail({ answers: setElement('Status', 'Terminating') }),
  'termination-failed': () =>
    thrown(() => {
      throw terminationFailed('eu-central-1', { id: 'e-1', name: 'chat-pr-12-3fa9c1e' }, ['Stack deletion failed.'])
    }),
  'environment-without-address': () => fail({ answers: setElement('CNAME', 'no host/at all') }),
  'worker-tier': () => fail({ answers: setElement('Name', 'Worker') }),
  'instance-profile-missing': () => create({ inputs: { 'option-settings': '' } }),
  'cname-prefix-taken': () =>
    create({
      inputs: { 'cname-prefix': 'chat' },
      answers: onOperation('CheckDNSAvailability', body => setIn(body, 'Available', 'false')),
    }),
  'platform-missing': () => create({ inputs: { 'solution-stack-name': 'no platform' } }),
  'environment-refused': () =>
    create({ answers: refuse('CreateEnvironment', 400, 'ConfigurationValidationException') }),
  'account-full': () => create({ answers: refuse('CreateEnvironment', 400, 'TooManyEnvironmentsException') }),
  'creation-failed': () => {
    local.beanstalk.setFaults([{ kind: 'instance-profile-missing', times: 1 }])
    return create({})
  },
  'proxy-files-refused': () =>
    fail({ files: { ...APP, '.platform/nginx/conf.d/a.conf': 'location /ws { return 200; }\n' } }),
  'preflight-not-possible': () => fail({ inputs: { preflight: 'required' }, env: { PATH: '/no/such/folder' } }),
  'deployment-failed': () => {
    const outcome = { kind: 'failed', step: 'app-deploy', reason: 'application-crashed', engineLogLine: 'x' } as const
    host.outcomes.push({ outcome })
    return fail({ inputs: { 'version-label': 'fails' } })
  },
  'deployment-rolled-back': () => judgeEnd({ label: 'v1', events: [FAILED_END] }),
  'deployment-aborted': () => judgeEnd({ label: 'v1', sawAborting: true }),
  'deployment-superseded': () => judgeEnd({ label: 'v1', hasSuccessor: true, events: [GOOD_END] }),
  'versions-mixed': () => judgeEnd({ label: 'v2', events: [GOOD_END] }),
  'environment-unhealthy': () =>
    judge({ ...openProducts(), environmentName: 'chat-prod', health: { accepted: false, minimum: 'Yellow' } }),
  'handshake-unknown': () => judge({ ...openProducts(), handshake: { targets: [] } }),

  'base-is-production': async () => {
    await createTagged('chat-live', [{ Key: 'stage', Value: 'live' }])
    const { context } = openTestContext(local)
    return thrown(() => findBase(context, { applicationName: 'chat', environmentName: 'chat-live' }))
  },
  'preview-name-taken': async () => {
    await createTagged('chat-pr-12-1a2b3c4', [])
    const { context } = openTestContext(local)
    const wanted = { applicationName: 'chat', repository: REPOSITORY, ownName: 'chat-pr-12-1a2b3c4' }
    return thrown(() => findPreviews(context, wanted))
  },
  'preview-limit-reached': () =>
    refusePreview({ previews: [3, 4, 5, 6, 7].map(number => existingPreview(`chat-pr-${number}-0000000`, number)) }),
  'elastic-ip-limit-reached': () =>
    refusePreview({
      addresses: { kind: 'known', quota: 1, addresses: [{ ip: '203.0.113.7', usedBy: undefined }] },
    }),
  'private-subnet': () => {
    const privateOnes = [{ id: 'subnet-1', tableId: 'rtb-1', gateway: 'nat-1' }]
    return refusePreview({ subnets: { kind: 'known', publicIds: [], privateOnes, undecidedIds: [] } })
  },

  'preview-not-removed': () => sweep({ removal: REMOVED, problem: { message: 'AWS was busy.', hint: 'Wait.' } }),
  'preview-left-over': () => sweep({ removal: { ...REMOVED, left: ['The version "v1" is still there.'] } }),

  'permission-denied': () => fail({ answers: refuse('DescribeEnvironments', 403, 'AccessDenied') }),
  'credentials-missing': () => fail({ env: { AWS_ACCESS_KEY_ID: '', AWS_SECRET_ACCESS_KEY: '' } }),
  'credentials-expired': () => fail({ answers: refuse('DescribeEnvironments', 403, 'ExpiredToken') }),
  'credentials-rejected': () => fail({ env: { AWS_SECRET_ACCESS_KEY: 'another' } }),
  'aws-unreachable': () => fail({ env: { AWS_ENDPOINT_URL: 'http://127.0.0.1:9' } }),
  'aws-unavailable': () => fail({ answers: refuse('DescribeEnvironments', 503, 'ServiceUnavailable') }),
  'aws-answer-unreadable': () => fail({ answers: onOperation('DescribeEnvironments', () => '<html>') }),
  'aws-refused': () => fail({ answers: refuse('DescribeEnvironments', 400, 'ValidationError') }),
  'bucket-missing': () =>
    fail({ inputs: { 's3-bucket-name': 'no-such-bucket', 'create-s3-bucket-if-not-exists': 'false' } }),
  'bucket-elsewhere': () =>
    fail({
      inputs: { 's3-bucket-name': 'far-away' },
      answers: onOperation('HeadBucket', () => ({ status: 301, body: '' })),
    }),
  'too-many-versions': () =>
    fail({ answers: refuse('CreateApplicationVersion', 400, 'TooManyApplicationVersionsException') }),
  'version-processing-failed': () =>
    fail({
      inputs: { 'version-label': 'unprocessed' },
      answers: onOperation('DescribeApplicationVersions', body => setIn(body, 'Status', 'FAILED')),
    }),

  'github-permission-denied': () => askGitHub(403, 'Resource not accessible by integration'),
  'github-token-rejected': () => askGitHub(401, 'Bad credentials'),
  'github-rate-limited': () => askGitHub(429, 'API rate limit exceeded'),
  'github-unavailable': () => askGitHub(502, ''),
  'github-answer-unreadable': () => askGitHub(200, ''),
  'github-repository-missing': () => thrown(() => readOwnRepository({ repository: 'chat' })),
  'github-refused': () => askGitHub(404, 'Not Found'),

  'node-too-old': () => thrown(() => requireNode('v20.20.2', () => '')('url')),
  'cannot-run-here': () => thrown(() => choosePlatform({ asked: 'Docker', names: [], solutionStacks: [DOCKER] })),

  'timed-out': () => thrown(() => waitInVain()),
  'check-too-long': async () => {
    const clock = { ...systemClock, sleep: async () => {} }
    const limit = limitCheck({ clock, signal: new AbortController().signal }, [])
    await systemClock.sleep(0)
    return toProblem(limit.isOver())
  },
  'look-up-too-long': () =>
    toProblem(lookUpTooLong({ region: 'eu-central-1', applicationName: 'chat', environmentName: 'chat-prod' })),
  'deadline-exceeded': async () => {
    const hanging = hang('too-late')
    // A slow machine may need all of a short time for what comes before the update.
    for (let seconds = 4; ; seconds *= 3) {
      const inputs = { 'version-label': `too-late-${seconds}`, 'deployment-timeout': `${seconds}` }
      const problem = await fail({ ...hanging, inputs })
      if (/status Updating/.test(problem.what) || seconds > 36) return problem
    }
  },
  cancelled: async () => {
    const { workspace, ...step } = await prepare({ ...hang('cancelled'), inputs: { 'version-label': 'cancelled' } })
    const started = await startAction({ ...step, action: 'deploy', workspace })
    await started.waitForLine(/Environment update is starting/)
    started.kill('SIGINT')
    return problemOf(await started.finished)
  },
  bug: () => judge(openProducts(), new TypeError('x is undefined')),
}

/** Each input in every way in which it can be wrong. */
const WRONG_WEBHOOKS = [
  'http://hooks.example.com/a',
  'https://user:word@hooks.example.com/b',
  ...Array.from({ length: 11 }, (_, index) => `https://hooks.example.com/${index}`),
].join('\n')

const WRONG_INPUTS: readonly (Required<Pick<ActionStep, 'action' | 'inputs'>> & Pick<ActionStep, 'env'>)[] = [
  {
    action: 'check',
    inputs: {
      targets: '.github/websockets.yml',
      'websocket-path': '/ws',
      headers: 'A: b',
      'websocket-send': 'a',
      'websocket-expect': 'b',
      hold: '1s',
      subprotocols: 'a',
      origin: 'none',
      resolve: 'a:1:192.0.2.1',
      protocol: 'echo',
    },
  },
  { action: 'deploy', inputs: { 'aws-region': '', 'application-name': '', 'environment-name': '' } },
  {
    action: 'deploy',
    inputs: {
      'aws-region': 'Frankfurt',
      'application-name': 'a/b',
      'environment-name': '_',
      symlinks: 'follow',
      'version-label': 'a/b',
      'version-description': 'x'.repeat(201),
      'create-s3-bucket-if-not-exists': 'perhaps',
      'use-existing-application-version-if-available': 'perhaps',
      'option-settings': 'no equals sign',
      'deployment-timeout': '0',
      'wait-for-deployment': 'perhaps',
      'wait-for-environment-recovery': 'perhaps',
      'minimum-health': 'Blue',
      'max-retries': 'many',
      'retry-delay': '-1',
      'keep-versions': '0',
      'verbose-logging': 'perhaps',
      'websocket-url': 'https://example.com',
      'websocket-path': 'ws',
      headers: 'no colon',
      'handshake-timeout': '1.5',
      'proxy-files': 'on',
      preflight: 'on',
      'proxy-timeout': '1e3',
      'security-group-rule': 'open',
      'security-group-id': 'default',
      'load-balancer': 'classic',
      'classic-listener': 'TCP',
      stickiness: 'perhaps',
      rollback: 'sometimes',
      'allow-from': '203.0.113.7',
      'dry-run': 'perhaps',
      'on-cancel': 'stop',
      'platform-arn': 'Node.js 24',
      'cname-prefix': 'a.b',
      'create-environment-if-not-exists': 'perhaps',
      'create-application-if-not-exists': 'perhaps',
    },
  },
  {
    action: 'deploy',
    inputs: {
      ...INPUTS,
      'solution-stack-name': NODE_24,
      'platform-arn':
        'arn:aws:elasticbeanstalk:eu-central-1::platform/Node.js 24 running on 64bit Amazon Linux 2023/6.7.2',
    },
  },
  { action: 'deploy', inputs: { ...INPUTS, 'option-settings': '[', headers: 'Host: example.com' } },
  { action: 'deploy', inputs: { ...INPUTS, 'option-settings': '[{}]', 'allow-from': 'the office' } },
  {
    action: 'deploy',
    inputs: {
      ...INPUTS,
      'security-group-rule': 'off',
      'security-group-id': 'sg-0123456789abcdef0',
      'allow-from': '203.0.113.0/24',
    },
  },
  { action: 'deploy', inputs: { ...INPUTS, 'classic-listener': 'tcp', stickiness: 'true' } },
  { action: 'deploy', inputs: INPUTS, env: toVariables({ ...FOREIGN_TO_AWS_ACTION, ...FOREIGN_TO_BEANSTALK_DEPLOY }) },
  { action: 'deploy', inputs: { ...INPUTS, rollback: 'on-failure', 'wait-for-deployment': 'false' } },
  { action: 'deploy', inputs: { ...INPUTS, rollback: 'on-failed-handshake', 'fail-on': 'never' } },
  {
    action: 'deploy',
    inputs: {
      ...INPUTS,
      origin: 'chat.example.com',
      subprotocols: 'a(b)',
      'websocket-expect': '/(/',
      hold: 'long',
      resolve: 'chat.example.com:443',
      'fail-on': 'always',
    },
  },
  { action: 'check', inputs: { url: '', attempts: '0', 'websocket-path': 'ws', headers: 'no colon' } },
  {
    action: 'check',
    inputs: { url: 'https://example.com', 'notify-webhook': WRONG_WEBHOOKS, 'history-branch': 'a..b' },
  },
  { action: 'check', inputs: { url: 'ws://127.0.0.1:9/ws', 'history-branch': 'main' } },
  { action: 'check', inputs: { url: 'ws://127.0.0.1:9/ws', 'websocket-path': '/chat', resolve: 'a:9:127.0.0.1' } },
]

/** Read without the rest of the action, whose way to tell them is that of the others. */
const WRONG_PREVIEWS: readonly Readonly<Record<string, string>>[] = [
  {},
  {
    'base-environment-name': '_',
    'environment-variables': 'no equals sign\nexport A=1\nB=2\nB=3',
    'copy-environment-variables': 'some',
    'max-age': 'soon',
    'max-previews': '0',
    'instance-type': 'small',
    'only-with-label': 'x'.repeat(51),
    'pull-request': '#12',
    'require-credentials': 'perhaps',
  },
]

/** Whose lines are those of others: of wrong inputs and files, and of what failed in a sweep. */
const DOES_NOT_ADVISE: readonly string[] = ['invalid-inputs', 'invalid-targets']

describe('an error', () => {
  it('has one row in the docs', () => {
    const codes = readErrorTable().map(({ code }) => code)
    expect(codes.toSorted()).toEqual(Object.keys(PRODUCE).toSorted())
  })

  it.each(readErrorTable())('is told as the docs do: $code', async ({ code, says, toDo }) => {
    const problem = (await PRODUCE[code]?.()) ?? { code: '', what: '', remedy: '' }
    expect(problem.code).toBe(code)
    // What had been done before is of the run, not of the error.
    const what = problem.what.replace(/\nDone before that: .*/, '')
    expect(matches(says, what), problem.what).toBe(true)
    expect(matches(toDo, problem.remedy), problem.remedy).toBe(true)
    // Behind a name of an input stands only the rest of a sentence, and others write what they write.
    const isPart = /^(had|was|could) /.test(what)
    const told = isPart || code === 'bug' ? {} : { what }
    if (!DOES_NOT_ADVISE.includes(code)) {
      expect(listComplaints({ ...told, remedy: problem.remedy, withoutPaste: 'many have none' })).toEqual([])
    }
  })
})

describe('a wrong input', () => {
  it('is told in one line, as the docs do', async () => {
    const runs = await Promise.all(WRONG_INPUTS.map(step => runAction(step)))
    const previews = await Promise.all(
      WRONG_PREVIEWS.map(inputs => thrown(() => readPreviewRequest(toSource(inputs), { region: undefined }))),
    )
    const lines = [...runs.map(problemOf), ...previews].flatMap(({ remedy }) => remedy.split('\n'))
    const rows = readInputTable()
    const undocumented = lines.filter(line => !rows.some(row => row.line.test(line) && isAbout(row.inputs, line)))
    expect(undocumented).toEqual([])
    const unproduced = rows.flatMap(row =>
      row.inputs.filter(input => !lines.some(line => row.line.test(line) && isAbout([input], line))),
    )
    expect(unproduced).toEqual([])
  })
})

function toSource(inputs: Readonly<Record<string, string>>): InputSource {
  return name => inputs[name] ?? ''
}

/** As the runner hands on inputs that no action.yml declares. */
function toVariables(inputs: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.keys(inputs).map(name => [`INPUT_${name.toUpperCase()}`, 'given']))
}

function isAbout(inputs: readonly string[], line: string): boolean {
  return inputs.some(input => line.startsWith(`'${input}' `))
}

async function fail(produced: Produced): Promise<Problem> {
  const { workspace, ...step } = await prepare(produced)
  return problemOf(await runAction({ ...step, action: 'deploy', workspace }))
}

/** Of an environment that does not exist. */
function create(produced: Produced): Promise<Problem> {
  const inputs = {
    // One that AWS is only said to have refused is there all the same.
    'environment-name': `chat-new-${++created}`,
    'version-label': `new-${created}`,
    'solution-stack-name': NODE_24,
    'option-settings': 'aws:autoscaling:launchconfiguration:IamInstanceProfile=mine',
    ...produced.inputs,
  }
  return fail({ ...produced, inputs })
}

let created = 0

/** It is not waited for. */
async function createTagged(EnvironmentName: string, Tags: Tag[]): Promise<void> {
  const named = { ApplicationName: 'chat', EnvironmentName, SolutionStackName: NODE_24 }
  await local.clients.elasticBeanstalk.send(new CreateEnvironmentCommand({ ...named, Tags }))
}

async function prepare({ files, prepare, answers, ...step }: Produced) {
  const workspace = await openWorkspace(files ?? APP)
  await prepare?.(workspace)
  proxy.change(answers)
  const env = { ...local.environmentVariables, AWS_ENDPOINT_URL: proxy.endpoint, ...step.env }
  return { ...step, workspace: workspace.path, env, inputs: { ...INPUTS, ...step.inputs } }
}

function problemOf(run: ActionRun): Problem {
  expect(run.exitCode, run.log).toBe(1)
  const [report = '{}'] = Object.values(run.temporaryFiles)
  return JSON.parse(report).verdict.problem
}

function refusePreview(facts: Partial<PreviewFacts>): Promise<Problem> {
  return thrown(() => planPreview(previewRequest(), previewFacts(facts)))
}

const REMOVED: PreviewRemoval = {
  because: 'expired',
  environmentNames: [],
  versionLabels: [],
  bundleKeys: [],
  left: [],
}

function sweep(removed: Omit<SweptPreview, 'pullRequest'>): Problem {
  const removals = [{ pullRequest: 12, ...removed }]
  const { problem } = judgePreview(
    { ...openPreviewProducts(), task: 'sweep', sweep: { decisions: [], removals } },
    undefined,
  )
  return problem ?? { code: '', what: '', remedy: '' }
}

/** What an ActionError says when it would end the run by itself. */
async function thrown(work: () => unknown): Promise<Problem> {
  try {
    await work()
  } catch (error) {
    return toProblem(error)
  }
  throw new Error('Nothing was thrown')
}

const FAILED_END = { atMs: 0, severity: 'ERROR', message: 'Failed to deploy application.', requestId: 'r' }
const GOOD_END = { ...FAILED_END, severity: 'INFO', message: 'Environment update completed successfully.' }

/** Of a deployment of v2 whose only instance runs v1; each has a scenario of its own. */
function judgeEnd(facts: Partial<DeploymentFacts>): Problem {
  const running = { instanceId: 'i-1', versionLabel: 'v1', deploymentId: 4, status: 'Deployed' }
  const instances = { kind: 'told', instances: [running] } as const
  const ready = { status: 'Ready', begun: true, isFresh: true, sawAborting: false, hasSuccessor: false }
  const before = { label: 'v1', newestDeployment: undefined }
  const known = { ...ready, wantedLabel: 'v2', label: 'v1', before, instances, events: [], readyForMs: 600_000 }
  const judgement = judgeDeployment({ ...known, ...facts })
  if (judgement.kind !== 'failed') throw new Error(`It was ${judgement.kind}`)
  const state = { id: 'e-1', name: 'chat-prod', applicationName: 'chat', health: 'Green', cname: 'x', updatedAtMs: 0 }
  const settled = { ...judgement, state: { ...state, status: 'Ready', versionLabel: 'v1' }, events: [], errors: [] }
  const names = { environmentName: 'chat-prod', versionLabel: 'v2' }
  return judge({ ...openProducts(), ...names, settled: { ...settled, instances, sources: [] } })
}

function judge(products: DeployProducts, error?: unknown): Problem {
  const { problem } = judgeDeploy(products, error)
  if (!problem) throw new Error('There was no problem')
  return problem
}

async function waitInVain(): Promise<void> {
  const deadline = startDeadline(systemClock, 1)
  const context = { clock: systemClock, signal: new AbortController().signal, deadline, log: actionsLog }
  const poll = { what: 'the logs', read: async () => 1, done: () => false, describe: () => 'none yet', atMostMs: 0 }
  await pollUntil(context as unknown as Context, poll)
}

/** A question that GitHub answers so. */
function askGitHub(status: number, message: string): Promise<Problem> {
  return thrown(async () => {
    await using server = await startGitHub()
    const body = status === 200 ? '<html>' : JSON.stringify({ message })
    const headers = { 'x-accepted-github-permissions': 'pull_requests=read' }
    server.faults.add({ fault: { kind: 'answer', status, headers, body } })
    const { github } = await openTestClient(server, { patienceMs: 30_000 })
    await github.rest.pulls.get({ ...github.repo, pull_number: 12 })
  })
}

/** A deployment that does not end before the test has. */
function hang(label: string): Produced {
  const { promise, resolve } = Promise.withResolvers<void>()
  onTestFinished(async () => {
    resolve()
    await local.waitUntilSettled('chat-prod')
  })
  host.outcomes.push({ outcome: { kind: 'succeeded' }, until: promise })
  return { inputs: { 'version-label': label } }
}

function onOperation(name: string, change: (body: string) => string | { status: number; body: string }): ChangeAnswer {
  return (operation, answer) => {
    if (operation !== name) return answer
    const changed = change(answer.body)
    return typeof changed === 'string' ? { ...answer, body: changed } : changed
  }
}

function refuse(operation: string, status: number, code: string): ChangeAnswer {
  return onOperation(operation, () => refuseWith(status, code, 'No.'))
}

function setElement(name: string, text: string): ChangeAnswer {
  return onOperation('DescribeEnvironments', body => setIn(body, name, text))
}

function setIn(body: string, name: string, text: string): string {
  return body.replaceAll(new RegExp(`<${name}>[^<]*</${name}>`, 'g'), `<${name}>${text}</${name}>`)
}

async function truncate(workspace: Workspace, bytes: number, name = 'chat.zip'): Promise<void> {
  const file = await open(workspace.file(name), 'w')
  await file.truncate(bytes)
  await file.close()
}

function crowdedZip(): Buffer {
  const place = { centralDirectoryOffset: 0, centralDirectorySize: 0, offset: 0 }
  return makeZipEnd({ ...place, entryCount: 200_001, comment: Buffer.alloc(0) })
}

async function duplicate(workspace: Workspace): Promise<void> {
  const path = await makeBundle(workspace.file('chat.zip'), { 'a.js': '', 'b.js': '' })
  const bytes = await readFile(path, 'latin1')
  await writeFile(path, bytes.replaceAll('b.js', 'a.js'), 'latin1')
}

/** Sets the flag of encryption in the entry's two headers (APPNOTE 4.4.4, bit 0). */
async function encrypt(workspace: Workspace): Promise<void> {
  const bytes = await readFile(await makeBundle(workspace.file('chat.zip'), { 'a.js': '' }))
  for (const [signature, offset] of [
    ['PK\x03\x04', 6],
    ['PK\x01\x02', 8],
  ] as const) {
    const at = bytes.indexOf(signature, 0, 'latin1') + offset
    bytes.writeUInt16LE(bytes.readUInt16LE(at) | 1, at)
  }
  await writeFile(workspace.file('chat.zip'), bytes)
}
