import { DescribeConfigurationSettingsCommand } from '@aws-sdk/client-elastic-beanstalk'
import { describe, expect, it } from 'vitest'
import { openNoHost } from '../../src/local-beanstalk/host/no-host.ts'
import { readHoldings } from '../support/holdings.ts'
import {
  type Activity,
  makePayload,
  openPreviewScenario,
  type PreviewScenario,
  type PreviewStep,
} from '../support/preview-scenario.ts'
import { TOKEN } from '../support/run-action.ts'

const WITHOUT_CREDENTIALS = { AWS_ACCESS_KEY_ID: '', AWS_SECRET_ACCESS_KEY: '' }
const READ_ONLY = { issues: 'read', pull_requests: 'read', deployments: 'read', contents: 'read' } as const
const VARIABLES = 'aws:elasticbeanstalk:application:environment'
/** Without a host nobody answers. */
const UNSERVED = { 'proxy-files': 'off', preflight: 'off', 'fail-on': 'never', 'handshake-timeout': '1' }
const FORK = { owner: 'mallory', name: 'chat' }

async function openIdle(): Promise<PreviewScenario> {
  return await openPreviewScenario({ host: openNoHost(), paceMsPerSecond: 0 })
}

describe('an event that no preview follows', { timeout: 120_000 }, () => {
  it('changes nothing, and is told in a notice', async () => {
    const scenario = await openIdle()
    const before = await readHoldings(scenario)
    const pullRequest = scenario.openPullRequest({ labels: ['bug'] })
    const asked = scenario.beanstalk.requests.length
    const label = { 'only-with-label': 'preview' }
    const cases: readonly (readonly [Activity | 'push' | 'issue_comment', PreviewStep, RegExp])[] = [
      ['push', {}, /The event was "push", which no preview follows/],
      ['issue_comment', {}, /The event was "issue_comment"/],
      [{ labeled: 'bug' }, {}, /'only-with-label' was not given/],
      [{ unlabeled: 'bug' }, { inputs: label }, /The label is not that of 'only-with-label'/],
      ['opened', { inputs: label }, /The pull request #1 has not the label "preview"/],
      ['opened', { payload: { action: 'edited' } }, /pull_request without number, branch or commit/],
    ]
    for (const [activity, step, told] of cases) {
      const isOther = activity === 'push' || activity === 'issue_comment'
      const run = isOther
        ? await scenario.runOn({ name: activity, payload: {} }, step)
        : await scenario.run(activity, pullRequest, step)
      expect([run.exitCode, run.outputs], run.log).toMatchObject([0, { action: 'skipped', url: '' }])
      expect(run.annotations).toMatchObject([{ level: 'notice', message: expect.stringMatching(told) }])
    }
    expect(scenario.beanstalk.requests.slice(asked)).toEqual([])
    expect([...scenario.github.world.comments, ...scenario.github.world.deployments]).toEqual([])
    expect(await readHoldings(scenario)).toEqual(before)
  })

  it('is one of before the last: the run of the last has the word', async () => {
    const scenario = await openIdle()
    const pullRequest = scenario.openPullRequest()
    const payload = await makePayload(scenario.github, 'synchronize', pullRequest)
    scenario.push(pullRequest)
    const older = await scenario.run('synchronize', pullRequest, { payload })
    expect([older.exitCode, older.outputs.action]).toEqual([0, 'skipped'])
    expect(older.log).toContain('has a later commit by now')
    const opened = await makePayload(scenario.github, 'opened', pullRequest)
    scenario.close(pullRequest)
    const late = await scenario.run('opened', pullRequest, { payload: opened })
    expect([late.exitCode, late.outputs.action]).toEqual([0, 'skipped'])
    const closed = await makePayload(scenario.github, 'closed', pullRequest)
    scenario.reopen(pullRequest)
    const early = await scenario.run('closed', pullRequest, { payload: closed })
    expect([early.exitCode, early.outputs.action]).toEqual([0, 'skipped'])
    expect(scenario.comment(pullRequest)).toBeUndefined()
  })
})

describe('a pull request from a fork', { timeout: 120_000 }, () => {
  it('has no credentials: a notice, success and no comment; unless they are required', async () => {
    const scenario = await openIdle()
    const pullRequest = scenario.openPullRequest({ headRepository: FORK, author: 'mallory' })
    const token = { login: 'github-actions[bot]', permissions: READ_ONLY }
    scenario.github.tokens.set(TOKEN, token)
    const opened = await scenario.run('opened', pullRequest, { env: WITHOUT_CREDENTIALS })
    const inputs = { 'require-credentials': 'true' }
    const required = await scenario.run('opened', pullRequest, { env: WITHOUT_CREDENTIALS, inputs })
    expect([required.exitCode, required.outputs.action], required.log).toEqual([1, ''])
    expect(required.log).toContain('aws-actions/configure-aws-credentials')
    scenario.close(pullRequest)
    const closed = await scenario.run('closed', pullRequest, { env: WITHOUT_CREDENTIALS })
    // The step that sets the region is left out on such a pull request.
    const env = { ...WITHOUT_CREDENTIALS, AWS_REGION: '', AWS_DEFAULT_REGION: '' }
    const placeless = await scenario.run('opened', pullRequest, { env })
    const unplaced = await scenario.run('opened', pullRequest, { env, inputs })
    expect([unplaced.exitCode, unplaced.outputs.action], unplaced.log).toEqual([1, ''])
    expect(unplaced.log).toContain("'aws-region' was not given")
    for (const run of [opened, closed, placeless]) {
      expect([run.exitCode, run.outputs.action], run.log).toEqual([0, 'skipped'])
      expect(run.annotations).toMatchObject([{ level: 'notice', message: expect.stringContaining('docs/previews.md') }])
    }
    expect(scenario.comment(pullRequest)).toBeUndefined()
  })

  it('is found by its head where another workflow has built it, and gets no variable of the base', async () => {
    const base = { optionSettings: [{ Namespace: VARIABLES, OptionName: 'TOKEN', Value: 'of-the-base-alone' }] }
    const scenario = await openPreviewScenario({ host: openNoHost(), paceMsPerSecond: 0, base })
    scenario.openPullRequest({ headBranch: 'rooms', headSha: 'a'.repeat(40) })
    const pullRequest = scenario.openPullRequest({ headRepository: FORK, headBranch: 'rooms', author: 'mallory' })
    const event = { name: 'workflow_run', payload: { workflow_run: describeRun(pullRequest.headSha) } }
    const inputs = { ...UNSERVED, 'copy-environment-variables': 'all' }
    const run = await scenario.runOn(event, { inputs })
    expect([run.exitCode, run.outputs], run.log).toMatchObject([0, { action: 'created' }])
    const asked = { ApplicationName: 'chat', EnvironmentName: run.outputs['environment-name'] }
    const settings = await scenario.clients.elasticBeanstalk.send(new DescribeConfigurationSettingsCommand(asked))
    expect(JSON.stringify(settings)).not.toContain('of-the-base-alone')
    expect(scenario.comment(pullRequest)).not.toContain('variables of')
    const later = { name: 'workflow_run', payload: { workflow_run: describeRun('b'.repeat(40)) } }
    const failed = { ...describeRun(pullRequest.headSha), conclusion: 'failure' }
    const skipped = [
      await scenario.runOn(later),
      await scenario.runOn({ name: 'workflow_run', payload: { workflow_run: failed } }),
    ]
    expect(skipped.map(({ exitCode, outputs }) => [exitCode, outputs.action])).toEqual([
      [0, 'skipped'],
      [0, 'skipped'],
    ])
  })
})

it(
  'a label makes a preview, its loss removes it, and by its number it is made from anywhere',
  { timeout: 120_000 },
  async () => {
    const scenario = await openIdle()
    const before = await readHoldings(scenario)
    const pullRequest = scenario.openPullRequest({ labels: ['preview'] })
    const inputs = { ...UNSERVED, 'only-with-label': 'preview' }
    const labeled = await scenario.run({ labeled: 'preview' }, pullRequest, { inputs })
    expect(labeled.outputs, labeled.log).toMatchObject({ action: 'created' })
    const byNumber = { ...inputs, 'pull-request': String(pullRequest.issue.number) }
    const dispatched = await scenario.runOn({ name: 'workflow_dispatch', payload: {} }, { inputs: byNumber })
    expect(dispatched.outputs, dispatched.log).toMatchObject({ action: 'updated' })
    scenario.setLabels(pullRequest, [])
    const unlabeled = await scenario.run({ unlabeled: 'preview' }, pullRequest, { inputs })
    expect(unlabeled.outputs, unlabeled.log).toMatchObject({ action: 'removed' })
    expect(scenario.comment(pullRequest)).toContain('the label was taken away')
    expect(await readHoldings(scenario)).toEqual(before)
  },
)

function describeRun(sha: string) {
  return {
    id: 7,
    event: 'pull_request',
    conclusion: 'success',
    head_branch: 'rooms',
    head_sha: sha,
    head_repository: { full_name: 'mallory/chat', owner: { login: FORK.owner } },
  }
}
