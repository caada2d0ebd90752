import { describe, expect, it } from 'vitest'
import { readEvent } from '../../src/github/read-event.ts'
import { parseTrigger, readTrigger } from '../../src/github/trigger.ts'
import { makeVersionLabel } from '../../src/github/version-label.ts'
import { readWorkflowVariables } from '../../src/github/workflow-variables.ts'
import { HOSTILE_TEXTS } from '../support/hostile-texts.ts'
import { openWorkspace } from '../support/workspace.ts'

const SHA = '6dcb09b5b57875f334f61aebed695e2e4193db5e'
const HEAD_SHA = 'ec26c3e57ca3a959ca5aad62de7213c562f8c821'
const RUN = { eventName: '', eventPath: '', sha: SHA, runId: '1658821493', runAttempt: '2' }
const STATE = { updated_at: '2026-11-26T12:00:00Z' }
const CHAT = { full_name: 'octo-org/Chat', owner: { login: 'octo-org' } }
const FORK = { full_name: 'mallory/chat', owner: { login: 'mallory' } }

function pullRequest(changes: object = {}) {
  const head = { ref: 'chat-rooms', sha: HEAD_SHA, user: { login: 'octo-org' }, repo: CHAT }
  return { number: 12, state: 'open', head, base: { repo: CHAT }, labels: [{ name: 'preview' }], ...STATE, ...changes }
}

describe('the trigger', () => {
  it.each(['opened', 'reopened', 'synchronize', 'closed'])('is a pull request that was %s', action => {
    expect(parseTrigger('pull_request', { action, pull_request: pullRequest() })).toEqual({
      kind: 'pull-request',
      activity: { kind: action },
      pullRequest: {
        number: 12,
        isOpen: true,
        isFork: false,
        head: { repository: 'octo-org/chat', owner: 'octo-org', branch: 'chat-rooms', sha: HEAD_SHA },
        labels: ['preview'],
        updatedAt: '2026-11-26T12:00:00Z',
        isMerged: false,
      },
    })
  })

  it.each(['labeled', 'unlabeled'])('is a label that a pull request was %s with', action => {
    const payload = { action, label: { name: 'preview' }, pull_request: pullRequest({ labels: [] }) }
    expect(parseTrigger('pull_request', payload)).toMatchObject({ activity: { kind: action, label: 'preview' } })
  })

  it.each([
    ['another repository', { repo: FORK, user: { login: 'mallory' } }, 'mallory'],
    ['a repository that is gone', { repo: null, user: { login: 'mallory' } }, 'mallory'],
    ['a repository and an owner that are gone', { repo: null, user: null }, ''],
  ])('is a fork when the head lies in %s', (_, head, owner) => {
    const from = { ref: 'main', sha: HEAD_SHA, ...head }
    const event = parseTrigger('pull_request', { action: 'opened', pull_request: pullRequest({ head: from }) })
    expect(event).toMatchObject({ pullRequest: { isFork: true, head: { owner } } })
  })

  it('is a schedule, or somebody who started the workflow', () => {
    expect(parseTrigger('schedule', { schedule: '17 * * * *' })).toEqual({ kind: 'schedule' })
    expect(parseTrigger('workflow_dispatch', undefined)).toEqual({ kind: 'workflow-dispatch' })
  })

  it('is another workflow that has ended: where its commit comes from, and no number of a pull request', () => {
    const run = { id: 7, event: 'pull_request', conclusion: 'success', head_branch: 'main', head_sha: HEAD_SHA }
    const workflow_run = { ...run, head_repository: FORK, pull_requests: [{ number: 1 }] }
    expect(parseTrigger('workflow_run', { action: 'completed', workflow_run })).toEqual({
      kind: 'workflow-run',
      head: { repository: 'mallory/chat', owner: 'mallory', branch: 'main', sha: HEAD_SHA },
      runId: 7,
      isSuccess: true,
    })
    const failed = { ...workflow_run, conclusion: 'failure' }
    expect(parseTrigger('workflow_run', { workflow_run: failed })).toMatchObject({ isSuccess: false })
    const pushed = { ...workflow_run, event: 'push' }
    expect(parseTrigger('workflow_run', { workflow_run: pushed })).toMatchObject({ kind: 'other' })
  })

  it.each([
    ['push', {}, 'push'],
    ['', undefined, 'no event'],
    ['pull_request', { action: 'edited', pull_request: pullRequest() }, 'pull_request (edited)'],
    ['pull_request', { pull_request: pullRequest() }, 'pull_request (no activity)'],
    ['pull_request', { action: 'labeled', pull_request: pullRequest() }, 'pull_request (labeled)'],
    ['pull_request_target', { action: 'opened', pull_request: pullRequest() }, 'pull_request_target'],
    ['pull_request', undefined, 'pull_request without number, branch or commit'],
    ['workflow_run', { workflow_run: null }, 'workflow_run of something else than a pull request'],
  ])('is another event: %s %j', (name, payload, what) => {
    expect(parseTrigger(name, payload)).toEqual({ kind: 'other', what })
  })

  it.each<[string, unknown]>([
    ['number', '12'],
    ['number', -1],
    ['number', 1.5],
    ['number', 2 ** 53],
    ['head', null],
    ['head', { ref: '', sha: HEAD_SHA }],
    ['head', { ref: 'main', sha: '../../etc' }],
    ['head', { ref: 'main', sha: HEAD_SHA.toUpperCase() }],
    ['head', { ref: ['main'], sha: HEAD_SHA }],
  ])('is no pull request whose %s is %j', (name, value) => {
    const payload = { action: 'opened', pull_request: pullRequest({ [name]: value }) }
    expect(parseTrigger('pull_request', payload)).toMatchObject({ kind: 'other' })
  })

  it.each(HOSTILE_TEXTS)('takes any text for a name: $name', ({ text }) => {
    const head = { ref: text, sha: HEAD_SHA, user: { login: text }, repo: { full_name: text } }
    const payload = {
      action: 'labeled',
      label: { name: text },
      pull_request: pullRequest({ head, labels: [{ name: text }, null, { name: 1 }] }),
    }
    expect(parseTrigger('pull_request', payload)).toMatchObject({
      activity: { label: text },
      pullRequest: { isFork: true, head: { branch: text, repository: undefined }, labels: [text] },
    })
  })
})

it('a pull request of which no repository is known is that of a fork', () => {
  const unknown = pullRequest({ head: { ref: 'rooms', sha: HEAD_SHA }, base: {} })
  expect(parseTrigger('pull_request', { action: 'opened', pull_request: unknown })).toMatchObject({
    pullRequest: { isFork: true },
  })
})

describe('the version label', () => {
  it("is of a pull request's head, not of the commit that merges it", () => {
    const label = makeVersionLabel(RUN, { action: 'edited', pull_request: pullRequest() })
    expect(label).toBe('ec26c3e57ca3-1658821493-2')
  })

  it.each([
    { after: HEAD_SHA },
    { pull_request: { head: { sha: '$(id)' } } },
    undefined,
  ])('is of the commit of the run where the event says no other: %j', event =>
    expect(makeVersionLabel(RUN, event)).toBe('6dcb09b5b578-1658821493-2'))

  it('is empty outside of a workflow, and where a variable is not what the runner sets', () => {
    expect(makeVersionLabel(readWorkflowVariables({}), undefined)).toBe('')
    for (const odd of [{ runId: '1\n::error::x' }, { runAttempt: '' }, { sha: 'main' }])
      expect(makeVersionLabel({ ...RUN, ...odd }, undefined)).toBe('')
  })
})

describe('the file of the event', () => {
  it('is read', async () => {
    const eventPath = await writeEvent(JSON.stringify({ action: 'closed', pull_request: pullRequest() }))
    const env = { GITHUB_EVENT_NAME: 'pull_request', GITHUB_EVENT_PATH: eventPath }
    expect(await readTrigger(readWorkflowVariables(env))).toMatchObject({
      kind: 'pull-request',
      activity: { kind: 'closed' },
    })
  })

  it.each(['', '{"action":', `"${'x'.repeat(26 * 1024 * 1024)}"`])('may be no JSON, or too much of it', async text => {
    const eventPath = await writeEvent(text)
    expect(await readEvent(eventPath)).toBeUndefined()
    expect(await readTrigger({ ...RUN, eventName: 'pull_request', eventPath })).toMatchObject({ kind: 'other' })
  })

  it.each(['[]', 'null', '1', '{"pull_request":[]}'])('may hold anything: %s', async text => {
    const trigger = await readTrigger({ ...RUN, eventName: 'pull_request', eventPath: await writeEvent(text) })
    expect(trigger).toMatchObject({ kind: 'other' })
  })

  it('may be missing', async () => {
    expect(await readEvent('/no/such/file')).toBeUndefined()
    expect(await readEvent('')).toBeUndefined()
  })
})

async function writeEvent(text: string): Promise<string> {
  return (await openWorkspace({ 'event.json': text })).file('event.json')
}
