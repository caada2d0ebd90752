import { beforeEach, describe, expect, it, onTestFinished } from 'vitest'
import type { Context } from '../../src/context.ts'
import type { PullRequest } from '../../src/github/pull-request.ts'
import type { Trigger } from '../../src/github/trigger.ts'
import { openPreviewProducts } from '../../src/report/preview-products.ts'
import { findPreviewTask } from '../../src/stories/find-preview-task.ts'
import { type GitHubServer, startGitHub } from '../support/github-api.ts'
import { openTestClient } from '../support/github-client.ts'
import { previewRequest } from '../support/preview-request.ts'

const SHA = 'ec26c3e57ca3a959ca5aad62de7213c562f8c821'
const HEAD = { repository: 'octo-org/chat', owner: 'octo-org', branch: 'rooms', sha: SHA }
const OF_EVENT: PullRequest = {
  number: 1,
  isOpen: true,
  isMerged: false,
  isFork: false,
  head: HEAD,
  labels: [],
  updatedAt: '',
}
const DOWN = { kind: 'answer', status: 503 } as const

let server: GitHubServer

beforeEach(async () => {
  server = await startGitHub()
  server.world.openPullRequest({ headBranch: 'rooms', headSha: SHA })
  onTestFinished(() => server[Symbol.asyncDispose]())
})

function close() {
  for (const issue of server.world.issues.values()) issue.state = 'closed'
}

const opened = (updatedAt: string): Trigger => ({
  ...{ kind: 'pull-request', activity: { kind: 'opened' }, pullRequest: { ...OF_EVENT, updatedAt } },
})
const ended = (isSuccess: boolean): Trigger => ({ kind: 'workflow-run', head: HEAD, runId: 1, isSuccess })

async function find(trigger: Trigger, pullRequest?: number) {
  const { github, asked } = await openTestClient(server)
  const signal = new AbortController().signal
  const context = { log: { info() {}, warning() {} }, signal } as unknown as Context
  const products = openPreviewProducts()
  const task = await findPreviewTask(context, { request: previewRequest({ pullRequest }), trigger, github }, products)
  return { task: task.kind === 'skip' ? task.because : task.kind, asked, problems: products.githubProblems.length }
}

describe('a pull request of an event', () => {
  it('is believed to be as GitHub says now', async () => {
    close()
    expect((await find(opened('2000-01-01T00:00:00Z'))).task).toBe('superseded')
  })

  it('is believed to be as the event says where the answer is older, and where there is none', async () => {
    close()
    expect((await find(opened('2999-01-01T00:00:00Z'))).task).toBe('update')
    server.faults.add({ fault: DOWN })
    expect(await find(opened('2000-01-01T00:00:00Z'))).toMatchObject({ task: 'update', problems: 1 })
  })
})

describe('a pull request of a number', () => {
  it('is nothing to guess about', async () => {
    expect((await find({ kind: 'schedule' }, 1)).task).toBe('update')
    server.faults.add({ fault: DOWN })
    await expect(find({ kind: 'schedule' }, 1)).rejects.toMatchObject({ code: 'github-unavailable' })
  })
})

describe('a workflow run', () => {
  it('is that of the open pull request with its commit', async () => {
    expect((await find(ended(true))).task).toBe('update')
    close()
    expect((await find(ended(true))).task).toBe('no-pull-request')
  })

  it('that failed has none, and GitHub is not asked', async () => {
    expect(await find(ended(false))).toMatchObject({ task: 'run-failed', asked: [] })
  })
})
