import {
  CreateApplicationVersionCommand,
  CreateEnvironmentCommand,
  DescribeApplicationVersionsCommand,
  DescribeEnvironmentsCommand,
  TerminateEnvironmentCommand,
} from '@aws-sdk/client-elastic-beanstalk'
import { ListObjectsV2Command, PutObjectCommand } from '@aws-sdk/client-s3'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ActionError } from '../../src/action-error.ts'
import { namePreview, type PreviewTags, writePreviewTags } from '../../src/environment/name-preview.ts'
import { addDeploymentStatus, createDeployment } from '../../src/github/deployments.ts'
import { parseTrigger } from '../../src/github/trigger.ts'
import type { Fault } from '../../src/local-beanstalk/faults/catalogue.ts'
import { openNoHost } from '../../src/local-beanstalk/host/no-host.ts'
import { openProducts } from '../../src/report/deploy-products.ts'
import { openPreviewProducts, type PreviewProducts } from '../../src/report/preview-products.ts'
import { judgePreview } from '../../src/report/preview-verdict.ts'
import { listSwept } from '../../src/report/sweep-rows.ts'
import { preview } from '../../src/stories/preview.ts'
import type { PreviewOptions } from '../../src/stories/preview-options.ts'
import { prunePreview } from '../../src/stories/prune-preview.ts'
import { surveySweep } from '../../src/stories/survey-sweep.ts'
import { updatePreview } from '../../src/stories/update-preview.ts'
import { makeBundleKey } from '../../src/version/bundle-key.ts'
import type { PullRequest } from '../support/github/world.ts'
import { type GitHubServer, startGitHub } from '../support/github-api.ts'
import { openTestClient } from '../support/github-client.ts'
import { NODE_24, REGION, type StartedBeanstalk, startBeanstalk } from '../support/local-beanstalk.ts'
import { previewRequest, REPOSITORY } from '../support/preview-request.ts'
import { openRemoval } from '../support/removal-context.ts'
import { openWorkspace } from '../support/workspace.ts'

const BASE = 'chat-staging'
const OTHER_BASE = 'chat-web'
const Bucket = 'elasticbeanstalk-eu-central-1-123456789012'
const HOUR_MS = 3_600_000
const MARK = '<!-- beanstalk-websockets: preview -->'
const NOTHING = { decisions: [], removals: [] }
const SHA = 'ec26c3e57ca3a959ca5aad62de7213c562f8c821'

let local: StartedBeanstalk
let github: GitHubServer

beforeEach(async () => {
  local = await startBeanstalk({ host: openNoHost() })
  await local.createVersion({ application: 'chat', label: 'v1', bundle: Buffer.from('zip') })
  local.beanstalk.setPace(0)
  github = await startGitHub()
})
afterEach(async () => {
  await local.beanstalk.stop()
  await github[Symbol.asyncDispose]()
})

const nameOf = (pullRequest: number, baseEnvironmentName = BASE) =>
  namePreview({ repository: REPOSITORY, pullRequest, applicationName: 'chat', baseEnvironmentName })

interface Made extends Partial<PreviewTags> {
  readonly name?: string
  /** False: of somebody else. */
  readonly isTagged?: boolean
  readonly runId?: number
}

/** An environment with a version, as the action makes them. */
async function make(pullRequest: number, { name = nameOf(pullRequest), ...tags }: Made = {}): Promise<string> {
  const label = await makeVersion(pullRequest, { name, ...tags })
  const asked = { ApplicationName: 'chat', EnvironmentName: name, VersionLabel: label, SolutionStackName: NODE_24 }
  await local.clients.elasticBeanstalk.send(new CreateEnvironmentCommand({ ...asked, Tags: tagsOf(pullRequest, tags) }))
  await local.waitUntilSettled(name)
  return name
}

async function makeVersion(
  pullRequest: number,
  { name = nameOf(pullRequest), runId = 1, ...tags }: Made = {},
): Promise<string> {
  const VersionLabel = `${name}-0123456789ab-${runId}-1`
  const named = { applicationName: 'chat', label: VersionLabel }
  const Key = makeBundleKey(named, { fileName: 'x.zip', fingerprint: '0123456789ab' })
  await local.clients.s3.send(new PutObjectCommand({ Bucket, Key, Body: Buffer.from('zip') }))
  const asked = { ApplicationName: 'chat', VersionLabel, SourceBundle: { S3Bucket: Bucket, S3Key: Key } }
  await local.clients.elasticBeanstalk.send(
    new CreateApplicationVersionCommand({ ...asked, Tags: tagsOf(pullRequest, tags) }),
  )
  return VersionLabel
}

function tagsOf(
  pullRequest: number,
  { isTagged = true, repository = REPOSITORY, pullRequest: of = pullRequest, expiresMs }: Made,
) {
  return isTagged ? writePreviewTags({ repository, pullRequest: of, expiresMs: expiresMs ?? Date.now() + HOUR_MS }) : []
}

interface Asked {
  readonly eventName?: string
  readonly event?: unknown
  readonly onlyWithLabel?: string
  readonly faults?: readonly Fault[]
  readonly signal?: AbortSignal
  /** Before each request to AWS. */
  onRequest?(operation: string): unknown
}

async function prepare({ eventName = 'pull_request', event, onlyWithLabel, faults = [], signal, onRequest }: Asked) {
  local.beanstalk.setFaults([...faults])
  const { context } = openRemoval(local, { ...(signal && { signal }), ...(onRequest && { onRequest }) })
  const request = previewRequest({ onlyWithLabel })
  const products = Object.assign(openPreviewProducts(), {
    ...{ region: REGION, applicationName: 'chat', baseEnvironmentName: BASE, repository: REPOSITORY },
  })
  const workflow = {
    ...{ eventName, repository: REPOSITORY, apiUrl: github.url, serverUrl: 'https://github.com' },
    ...{ eventPath: '', sha: '', runId: '7', runAttempt: '1' },
  }
  const client = (await openTestClient(github)).github
  const trigger = parseTrigger(eventName, event)
  const given = { request, workspace: '/', workflow, trigger, github: client, secrets: [] }
  const options = { ...given, openAfterwards: async () => client } as unknown as PreviewOptions
  return { context, options, products }
}

async function run(step: Asked) {
  const { context, options, products } = await prepare(step)
  const failure = await preview(context, options, products).catch((error: unknown) => error)
  const verdict = judgePreview(products, failure, context.ledger.entries())
  return { products, verdict }
}

/** As the pull request is now. */
function tell(action: string, { issue, headSha }: PullRequest, label?: string) {
  const repo = { full_name: REPOSITORY, owner: { login: 'octo-org' } }
  return {
    action,
    ...(label ? { label: { name: label } } : {}),
    pull_request: {
      ...{ number: issue.number, state: issue.state, labels: issue.labels.map(name => ({ name })) },
      head: { ref: 'rooms', sha: headSha, user: { login: 'octo-org' }, repo },
      ...{ base: { repo }, updated_at: new Date(issue.updatedMs).toISOString() },
    },
  }
}

function open(labels: readonly string[] = []): PullRequest {
  return github.world.openPullRequest({ headBranch: 'rooms', headSha: SHA, labels })
}

function setState(state: 'open' | 'closed', { issue }: PullRequest): void {
  issue.state = state
  issue.updatedMs = github.world.now()
}

async function listEnvironments(): Promise<string[]> {
  const { Environments = [] } = await local.clients.elasticBeanstalk.send(
    new DescribeEnvironmentsCommand({ IncludeDeleted: false }),
  )
  return Environments.map(({ EnvironmentName = '' }) => EnvironmentName).sort()
}

async function listVersions(): Promise<string[]> {
  const { ApplicationVersions = [] } = await local.clients.elasticBeanstalk.send(
    new DescribeApplicationVersionsCommand({ ApplicationName: 'chat' }),
  )
  return ApplicationVersions.map(({ VersionLabel = '' }) => VersionLabel).filter(label => label !== 'v1')
}

async function putBundle(label: string): Promise<string> {
  const Key = makeBundleKey({ applicationName: 'chat', label }, { fileName: 'x.zip', fingerprint: '0123456789ab' })
  await local.clients.s3.send(new PutObjectCommand({ Bucket, Key, Body: Buffer.from('zip') }))
  return Key
}

async function listBundles(): Promise<string[]> {
  const { Contents = [] } = await local.clients.s3.send(
    new ListObjectsV2Command({ Bucket, Prefix: 'beanstalk-websockets/' }),
  )
  return Contents.map(({ Key = '' }) => Key).sort()
}

const bodies = () => [...github.world.comments.values()].map(({ body }) => body)

const ADDRESS = 'http://chat.example.com/'
const LIVE = `${MARK}\nLive at ${ADDRESS}`

/** Its comment and its deployment, as a run that has succeeded leaves them. `look` notes how they are in that moment. */
async function showLive({ issue: { number }, headSha: sha }: PullRequest) {
  const place = { environment: 'preview', task: `deploy:pr-${number}` }
  const client = (await openTestClient(github)).github
  const id = await createDeployment(client, { ...place, sha, description: '' })
  await addDeploymentStatus(client, id, { state: 'success', description: '', url: ADDRESS })
  github.world.comment(number, { author: 'github-actions[bot]', body: LIVE })
  const looks: (readonly [comment: string, deployment: string | undefined])[] = []
  return {
    looks: () => looks,
    look() {
      const own = [...github.world.comments.values()].filter(comment => comment.number === number)
      const state = github.world.deployments.get(id)?.statuses.at(-1)?.state
      looks.push([own.map(({ body }) => body).join(), state])
    },
  }
}

describe('a pull request that is closed', () => {
  it('has the previews of all its bases removed, and nothing that is not its own', async () => {
    const pullRequest = open()
    const foreign = { name: 'chat-pr-1-aaaaaaa', repository: 'octo-org/other' }
    const others = [
      await make(2),
      await make(1, foreign),
      await make(1, { name: 'chat-pr-1-bbbbbbb', isTagged: false }),
    ]
    await make(1)
    await make(1, { name: nameOf(1, OTHER_BASE) })
    setState('closed', pullRequest)
    const { verdict } = await run({ event: tell('closed', pullRequest) })
    expect(verdict).toEqual({ ok: true, headline: 'Preview of #1 is removed' })
    expect(await listEnvironments()).toEqual(others.toSorted())
    expect(await listVersions()).toHaveLength(3)
    expect(bodies()).toEqual([expect.stringContaining('is removed\n')])
  })

  it.each([
    ['none', { isTagged: false }],
    ['those of another repository', { repository: 'octo-org/other' }],
    ['those of another pull request', { pullRequest: 2 }],
  ])('keeps a version of its name whose tags are not its own: %s', async (_, tags) => {
    const pullRequest = open()
    const label = await makeVersion(1, tags)
    setState('closed', pullRequest)
    expect((await run({ event: tell('closed', pullRequest) })).products.removal?.versionLabels).toEqual([])
    expect(await listVersions()).toEqual([label])
  })

  it('which never had a preview hears nothing', async () => {
    const pullRequest = open()
    github.world.comment(1, { author: 'mallory', body: `${MARK}\nLive` })
    setState('closed', pullRequest)
    const { verdict } = await run({ event: tell('closed', pullRequest) })
    expect(verdict.headline).toBe('Preview of #1: there was nothing to remove')
    expect(bodies()).toEqual([`${MARK}\nLive`])
  })

  it('has its comment and its deployment completed by a run that finds nothing any more', async () => {
    const pullRequest = open()
    const place = { environment: 'preview', task: 'deploy:pr-1' }
    await createDeployment((await openTestClient(github)).github, { ...place, sha: SHA, description: '' })
    github.world.comment(1, { author: 'github-actions[bot]', body: `${MARK}\nLive at http://chat.example.com/` })
    setState('closed', pullRequest)
    await run({ event: tell('closed', pullRequest) })
    expect(bodies()).toEqual([expect.stringContaining('Preview of &#35;&#8288;1 is removed')])
    const [deployment] = github.world.deployments.values()
    expect(deployment?.statuses.map(({ state }) => state)).toEqual(['inactive'])
  })

  it('shows its address no more when its environment goes', async () => {
    const pullRequest = open()
    await make(1)
    const seen = await showLive(pullRequest)
    setState('closed', pullRequest)
    const onRequest = (operation: string) => operation === 'TerminateEnvironment' && seen.look()
    await run({ event: tell('closed', pullRequest), onRequest })
    expect(seen.looks()).toEqual([[expect.stringContaining('Removing the preview'), 'inactive']])
    expect(seen.looks()[0]?.[0]).not.toContain(ADDRESS)
  })

  it('shows it no more either where another run has written it while the removal waited', async () => {
    const pullRequest = open()
    await make(1)
    const seen = await showLive(pullRequest)
    setState('closed', pullRequest)
    const onRequest = (operation: string) => {
      if (operation === 'DescribeEvents') for (const comment of github.world.comments.values()) comment.body = LIVE
      if (operation === 'TerminateEnvironment') seen.look()
    }
    await run({ event: tell('closed', pullRequest), onRequest })
    expect(seen.looks()).toEqual([[expect.not.stringContaining(ADDRESS), 'inactive']])
  })

  it('is removed all the same where GitHub takes no word', async () => {
    const pullRequest = open()
    await make(1)
    setState('closed', pullRequest)
    github.faults.add({ on: /comments|deployments/, fault: { kind: 'answer', status: 503 } })
    const { verdict } = await run({ event: tell('closed', pullRequest) })
    expect([verdict.ok, await listEnvironments()]).toEqual([true, []])
  })

  it('and opened again before the termination keeps all of it', async () => {
    const pullRequest = open()
    const name = await make(1)
    setState('closed', pullRequest)
    const onRequest = (operation: string) => operation === 'DescribeEvents' && setState('open', pullRequest)
    const { products, verdict } = await run({ event: tell('closed', pullRequest), onRequest })
    expect([verdict.ok, products.skipped?.kind, products.removal]).toEqual([true, 'superseded', undefined])
    expect([await listEnvironments(), (await listVersions()).length]).toEqual([[name], 1])
  })

  it('and opened again after the termination keeps versions and source bundles for its next run', async () => {
    const pullRequest = open()
    await make(1)
    setState('closed', pullRequest)
    const onRequest = (operation: string) => operation === 'TerminateEnvironment' && setState('open', pullRequest)
    const { products } = await run({ event: tell('closed', pullRequest), onRequest })
    expect([products.skipped?.kind, (await listVersions()).length]).toEqual(['superseded', 1])
  })

  it('and opened again without the label is still wanted by nobody', async () => {
    const pullRequest = open()
    await make(1)
    setState('closed', pullRequest)
    const onRequest = (operation: string) => operation === 'TerminateEnvironment' && setState('open', pullRequest)
    await run({ event: tell('closed', pullRequest), onlyWithLabel: 'preview', onRequest })
    expect(await listVersions()).toEqual([])
  })

  it('and opened again without the label keeps what another workflow made for another base', async () => {
    const pullRequest = open()
    await make(1)
    await make(1, { name: nameOf(1, OTHER_BASE) })
    setState('closed', pullRequest)
    const onRequest = (operation: string) => operation === 'DescribeEvents' && setState('open', pullRequest)
    await run({ event: tell('closed', pullRequest), onlyWithLabel: 'preview', onRequest })
    expect(await listEnvironments()).toHaveLength(2)
  })

  it('has its preview removed by a run that finds it being terminated', async () => {
    const pullRequest = open()
    const name = await make(1)
    setState('closed', pullRequest)
    local.beanstalk.setPace(5)
    await local.clients.elasticBeanstalk.send(new TerminateEnvironmentCommand({ EnvironmentName: name }))
    const { products } = await run({ event: tell('closed', pullRequest) })
    expect([products.removal?.left, await listEnvironments(), await listVersions()]).toEqual([[], [], []])
  })
})

describe('a deployment whose time is over', () => {
  const OVER = new ActionError({ code: 'deadline-exceeded', message: 'The run was not over.', hint: 'Look at it.' })

  async function update(pullRequest: PullRequest) {
    const { context, options, products } = await prepare({
      event: tell('opened', pullRequest),
      signal: AbortSignal.abort(OVER),
    })
    products.task = 'update'
    const { trigger } = options
    if (trigger.kind !== 'pull-request') throw new Error('It is about a pull request.')
    return { end: () => updatePreview(context, { options, pullRequest: trigger.pullRequest }, products) }
  }

  it('says so on its pull request', async () => {
    const { end } = await update(open())
    await expect(end()).rejects.toBe(OVER)
    expect(bodies()).toEqual([expect.stringContaining('The run was not over.')])
  })

  it('says nothing over the word of another run: where it was closed, or pushed to', async () => {
    const pullRequest = open()
    const { end } = await update(pullRequest)
    setState('closed', pullRequest)
    await expect(end()).rejects.toBe(OVER)
    setState('open', pullRequest)
    pullRequest.headSha = 'f'.repeat(40)
    await expect(end()).rejects.toBe(OVER)
    expect(bodies()).toEqual([])
  })
})

it('a run that finds its pull request closed, and then open again, leaves it to the run of that event', async () => {
  await local.createEnvironment({ application: 'chat', environment: BASE })
  const pullRequest = open()
  const { context, options, products } = await prepare({ event: tell('opened', pullRequest) })
  const group = async <T>(title: string, work: () => Promise<T>) => {
    if (title !== 'Create the environment') return await work()
    setState('closed', pullRequest)
    return await work().finally(() => setState('open', pullRequest))
  }
  const [{ path: workspace }, { path: temporaryFolder }] = [
    await openWorkspace({ 'server.js': '' }),
    await openWorkspace(),
  ]
  const told = { ...context, temporaryFolder, log: { ...context.log, group } }
  const request = { ...options.request, preflight: 'off' } as const
  await preview(told, { ...options, workspace, request }, products)
  expect([products.skipped?.kind, await listEnvironments()]).toEqual(['superseded', [BASE]])
})

describe('a label that is taken away', () => {
  it('removes the preview of this base, and leaves those of others alone', async () => {
    const pullRequest = open()
    await make(1)
    const other = await make(1, { name: nameOf(1, OTHER_BASE) })
    await run({ event: tell('unlabeled', pullRequest, 'preview'), onlyWithLabel: 'preview' })
    expect([await listEnvironments(), (await listVersions()).length]).toEqual([[other], 1])
  })

  it('and is given again meanwhile removes nothing', async () => {
    const pullRequest = open()
    await make(1)
    const onRequest = (operation: string) => operation === 'DescribeEvents' && pullRequest.issue.labels.push('Preview')
    const { products } = await run({
      event: tell('unlabeled', pullRequest, 'preview'),
      onlyWithLabel: 'preview',
      onRequest,
    })
    expect([products.skipped?.kind, (await listEnvironments()).length]).toEqual(['superseded', 1])
  })
})

describe('a sweep', () => {
  const sweep = (asked: Asked = {}) => run({ eventName: 'schedule', ...asked })
  const EXPIRED = { expiresMs: Date.now() - HOUR_MS }
  const becameOf = (products: PreviewProducts) =>
    Object.fromEntries(listSwept(products.sweep ?? NOTHING).map(row => [row.pullRequest, [row.became, row.because]]))

  it('removes what is closed, missing or expired, and keeps the rest', async () => {
    const [closed, expired, wanted, foreign] = [open(), open(), open(), open()]
    setState('closed', closed)
    setState('closed', foreign)
    await make(closed.issue.number)
    await make(expired.issue.number, EXPIRED)
    const kept = [await make(wanted.issue.number), await make(4, { ...EXPIRED, repository: 'octo-org/other' })]
    await make(99)
    const { products, verdict } = await sweep()
    expect(verdict.headline).toBe('Previews swept: 3 removed, 2 kept')
    expect(await listEnvironments()).toEqual(kept.toSorted())
    expect(becameOf(products)).toMatchObject({
      3: ['kept', 'its pull request is open'],
      4: ['kept', 'it belongs to another repository'],
    })
    // Removals run side by side: which of them writes first is open.
    const advice = [...github.world.comments.values()].map(({ number, body }) => [
      number,
      /To get it back:\*\* (.*)/.exec(body)?.[1],
    ])
    expect(Object.fromEntries(advice)).toEqual({
      [closed.issue.number]: 'Reopen the pull request.',
      [expired.issue.number]: expect.stringMatching(/^Push a commit/),
    })
    expect(advice).toHaveLength(2)
  })

  it('shows the address of no preview that goes', async () => {
    const pullRequest = open()
    await make(1, EXPIRED)
    const seen = await showLive(pullRequest)
    await sweep({ onRequest: operation => operation === 'TerminateEnvironment' && seen.look() })
    expect(seen.looks()).toEqual([[expect.stringContaining('Removing the preview'), 'inactive']])
    expect(seen.looks()[0]?.[0]).not.toContain(ADDRESS)
    expect(bodies()).toEqual([expect.stringContaining('is removed')])
  })

  it('lets the comment of what is wanted again by then stand', async () => {
    const pullRequest = open()
    setState('closed', pullRequest)
    await make(1)
    await showLive(pullRequest)
    await sweep({ onRequest: operation => operation === 'DescribeEvents' && setState('open', pullRequest) })
    expect(bodies()).toEqual([LIVE])
  })

  it('says on the pull request what hinders the removal', async () => {
    const pullRequest = open()
    setState('closed', pullRequest)
    await make(1)
    await showLive(pullRequest)
    await sweep({ faults: [{ kind: 'termination-failed' }] })
    expect(bodies()).toEqual([expect.stringMatching(/could not be removed[\s\S]*was not terminated/)])
  })

  it('removes the previews of its own base that have the label no more, and none where it knows of no label', async () => {
    const [labeled, plain] = [open(['Preview']), open()]
    const kept = [await make(labeled.issue.number), await make(plain.issue.number, { name: nameOf(2, OTHER_BASE) })]
    const name = await make(plain.issue.number)
    expect((await sweep()).verdict.headline).toBe('Previews swept: 0 removed, 3 kept')
    const { products } = await sweep({ onlyWithLabel: 'preview' })
    expect(products.sweep?.removals).toMatchObject([
      { pullRequest: 2, removal: { because: 'label-removed', environmentNames: [name] } },
    ])
    expect(await listEnvironments()).toEqual(kept.toSorted())
    expect(bodies()).toEqual([expect.stringContaining('Add the label "preview" again.')])
  })

  it('keeps what has the label again since it looked', async () => {
    const pullRequest = open()
    const name = await make(1)
    const onRequest = (operation: string) => operation === 'DescribeEvents' && pullRequest.issue.labels.push('preview')
    const { products } = await sweep({ onlyWithLabel: 'preview', onRequest })
    expect([await listEnvironments(), becameOf(products)[1]?.[0]]).toEqual([[name], 'kept'])
  })

  it('keeps what has been pushed to since it looked', async () => {
    open()
    await make(1, EXPIRED)
    const { context, options, products } = await prepare({})
    const { decisions, confirm } = await surveySweep(context, options, products)
    const [decision] = decisions.filter(one => one.kind === 'remove')
    if (!decision) throw new Error('It is to be removed at first.')
    await expect(confirm(decision)).resolves.toBeUndefined()
    await makeVersion(1, { runId: 2 })
    await expect(confirm(decision)).rejects.toMatchObject({ because: 'overtaken' })
  })

  it('keeps what is opened again since it looked, and says so', async () => {
    const pullRequest = open()
    setState('closed', pullRequest)
    const name = await make(1)
    const onRequest = (operation: string) => operation === 'DescribeEvents' && setState('open', pullRequest)
    const { products, verdict } = await sweep({ onRequest })
    expect([await listEnvironments(), verdict.headline]).toEqual([[name], 'Previews swept: 0 removed, 1 kept'])
    expect(becameOf(products)[1]).toEqual(['kept', expect.stringContaining('is wanted again')])
  })

  it('removes only what has expired where GitHub does not answer', async () => {
    const [, closed] = [open(), open()]
    setState('closed', closed)
    await make(1, EXPIRED)
    const name = await make(2)
    github.faults.add({ on: /pulls/, fault: { kind: 'answer', status: 503 } })
    const { products, verdict } = await sweep()
    expect([verdict.ok, await listEnvironments()]).toEqual([true, [name]])
    expect(becameOf(products)[2]).toEqual(['kept', 'GitHub did not say whether its pull request is open'])
  })

  it('takes no pull request for missing where the token may see none', async () => {
    const name = await make(1)
    github.faults.add({ on: /pulls\/1$/, fault: { kind: 'answer', status: 404, body: '{"message":"Not Found"}' } })
    github.faults.add({ on: /pulls$/, fault: { kind: 'answer', status: 403, body: '{"message":"Forbidden"}' } })
    const { products } = await sweep()
    expect([await listEnvironments(), becameOf(products)[1]?.[0]]).toEqual([[name], 'kept'])
  })

  it('says so where GitHub falls silent before it removes what is closed', async () => {
    setState('closed', open())
    const name = await make(1)
    const onRequest = (operation: string) =>
      operation === 'DescribeEvents' && github.faults.add({ on: /pulls/, fault: { kind: 'answer', status: 503 } })
    const { products } = await sweep({ onRequest })
    expect(await listEnvironments()).toEqual([name])
    expect(becameOf(products)[1]).toEqual(['kept', 'GitHub did not say whether its pull request is open'])
  })

  it('goes on with the others where one cannot be removed', async () => {
    setState('closed', open())
    setState('closed', open())
    await make(1)
    await make(2)
    const { verdict, products } = await sweep({ faults: [{ kind: 'termination-failed', times: 1 }] })
    expect([verdict.ok, verdict.problem?.code]).toEqual([false, 'preview-not-removed'])
    expect([(await listEnvironments()).length, (await listVersions()).length]).toEqual([1, 1])
    expect(listSwept(products.sweep ?? NOTHING).map(({ became }) => became)).toEqual(['not removed', 'removed'])
  })

  it('ends with the run, and calls nothing a failure of its removal', async () => {
    setState('closed', open())
    const name = await make(1)
    const controller = new AbortController()
    const over = new ActionError({ code: 'cancelled', message: 'The run was cancelled.', hint: 'Look at the log.' })
    const onRequest = (operation: string) => operation === 'DescribeEvents' && controller.abort(over)
    const { verdict, products } = await sweep({ signal: controller.signal, onRequest })
    expect([verdict.problem?.code, products.sweep?.removals, await listEnvironments()]).toEqual([
      'cancelled',
      [],
      [name],
    ])
  })

  it('removes source bundles of which a run that was killed made no version, once their pull request is closed', async () => {
    const [closed, opened] = [open(), open()]
    setState('closed', closed)
    const of = (pullRequest: PullRequest, name = nameOf(pullRequest.issue.number)) =>
      putBundle(`${name}-0123456789ab-1-1`)
    const gone = await of(closed)
    const kept = [
      await of(opened),
      await of(closed, nameOf(closed.issue.number, OTHER_BASE)),
      await of(closed, 'chat-pr-1-aaaaaaa'),
    ]
    const { products, verdict } = await sweep()
    expect(verdict).toMatchObject({ ok: true })
    expect(products.sweep?.removals).toMatchObject([
      { pullRequest: closed.issue.number, removal: { because: 'left-over', bundleKeys: [gone] } },
    ])
    expect(await listBundles()).toEqual(kept.toSorted())
  })

  it('looks for no source bundles where it may not, and removes the rest', async () => {
    const pullRequest = open()
    await make(pullRequest.issue.number)
    setState('closed', pullRequest)
    const { verdict } = await run({
      eventName: 'schedule',
      faults: [{ kind: 'denied', operation: 's3:ListObjectsV2' }],
    })
    expect(verdict.problem?.code).toBe('preview-left-over')
    expect(await listEnvironments()).toEqual([])
  })

  it('removes versions that were left over, and not those that an open pull request may need', async () => {
    setState('closed', open())
    open()
    await makeVersion(1)
    const label = await makeVersion(2)
    const { products } = await sweep()
    expect([await listVersions(), bodies()]).toEqual([[label], []])
    expect(becameOf(products)[1]).toEqual([
      'removed',
      expect.stringContaining('an earlier removal had left something over'),
    ])
  })
})

describe('a preview that runs a newer version', () => {
  it('keeps two older ones, and all that are newer or not its own', async () => {
    const name = nameOf(1)
    const labels: string[] = []
    for (const runId of [1, 2, 3, 4, 5]) labels.push(await makeVersion(1, { runId }))
    const others = [await makeVersion(2), await makeVersion(1, { name, runId: 6, repository: 'octo-org/other' })]
    const { context, products } = await prepare({})
    Object.assign(products, { pullRequest: { number: 1, sha: SHA, isFork: false }, plan: { name, expiresMs: 0 } })
    products.deployment = Object.assign(openProducts(), { versionLabel: 'not-listed-yet' })
    await prunePreview(context, products)
    expect(await listVersions()).toHaveLength(7)
    products.deployment = Object.assign(openProducts(), { versionLabel: labels[3] })
    await prunePreview(context, products)
    expect((await listVersions()).toSorted()).toEqual([...labels.slice(1), ...others].toSorted())
    await prunePreview(context, products)
    expect(await listVersions()).toHaveLength(6)
  })
})
