import { describe, expect, it } from 'vitest'
import { choosePreviewTask, type TaskFacts } from '../../src/environment/choose-preview-task.ts'
import type { PullRequest } from '../../src/github/pull-request.ts'
import type { Activity, Trigger } from '../../src/github/trigger.ts'

const HEAD = {
  repository: 'octo-org/chat',
  owner: 'octo-org',
  branch: 'rooms',
  sha: 'ec26c3e57ca3a959ca5aad62de7213c562f8c821',
}
const LATER = { ...HEAD, sha: '6dcb09b5b57875f334f61aebed695e2e4193db5e' }
const OPEN: PullRequest = {
  number: 12,
  isOpen: true,
  isMerged: false,
  isFork: false,
  head: HEAD,
  labels: [],
  updatedAt: '',
}
const CLOSED: PullRequest = { ...OPEN, isOpen: false }
const LABELED: PullRequest = { ...OPEN, labels: ['preview'] }

function choose(facts: Partial<TaskFacts> & Pick<TaskFacts, 'trigger'>): string {
  const task = choosePreviewTask({ pullRequest: undefined, asked: undefined, onlyWithLabel: undefined, ...facts })
  if (task.kind === 'skip') return `skip: ${task.because}`
  return task.kind === 'remove' ? `remove: ${task.because}` : task.kind
}

function on(kind: Exclude<Activity['kind'], 'labeled' | 'unlabeled'>, pullRequest = OPEN): Trigger {
  return { kind: 'pull-request', activity: { kind }, pullRequest }
}

function onLabel(kind: 'labeled' | 'unlabeled', label = 'preview'): Trigger {
  return { kind: 'pull-request', activity: { kind, label }, pullRequest: OPEN }
}

const RUN: Trigger = { kind: 'workflow-run', head: HEAD, runId: 1, isSuccess: true }

describe('a pull request that is', () => {
  it.each(['opened', 'reopened', 'synchronize'] as const)('%s has its preview updated', kind => {
    expect(choose({ trigger: on(kind), pullRequest: OPEN })).toBe('update')
  })

  it('closed has it removed, whatever its labels are', () => {
    expect(choose({ trigger: on('closed', CLOSED), pullRequest: CLOSED, onlyWithLabel: 'preview' })).toBe(
      'remove: pull-request-closed',
    )
  })

  it('not to be asked for is believed to be as the event says', () => {
    expect(choose({ trigger: on('opened') })).toBe('update')
    expect(choose({ trigger: on('closed', CLOSED) })).toBe('remove: pull-request-closed')
  })
})

describe('an event that was overtaken does nothing', () => {
  it.each([
    ['opened, and closed since', on('opened'), CLOSED],
    ['closed, and reopened since', on('closed', CLOSED), OPEN],
    ['pushed, and pushed again since', on('synchronize'), { ...OPEN, head: LATER }],
    ['labeled, and pushed since', onLabel('labeled'), { ...LABELED, head: LATER }],
  ])('%s', (_, trigger, pullRequest) => {
    expect(choose({ trigger, pullRequest, onlyWithLabel: 'preview' })).toBe('skip: superseded')
  })
})

describe('only-with-label', () => {
  it('lets a pull request without it have no preview', () => {
    expect(choose({ trigger: on('opened'), pullRequest: OPEN, onlyWithLabel: 'preview' })).toBe('skip: label-missing')
    expect(choose({ trigger: on('opened'), pullRequest: LABELED, onlyWithLabel: 'preview' })).toBe('update')
  })

  it('makes a preview when the label comes, and removes it when it goes', () => {
    const facts = { onlyWithLabel: 'preview' }
    expect(choose({ ...facts, trigger: onLabel('labeled'), pullRequest: LABELED })).toBe('update')
    expect(choose({ ...facts, trigger: onLabel('unlabeled'), pullRequest: OPEN })).toBe('remove: label-removed')
  })

  it('is the same label in whatever case it is written, as for GitHub', () => {
    const facts = { onlyWithLabel: 'Preview' }
    expect(choose({ ...facts, trigger: onLabel('labeled'), pullRequest: LABELED })).toBe('update')
    expect(choose({ ...facts, trigger: onLabel('unlabeled'), pullRequest: OPEN })).toBe('remove: label-removed')
  })

  it('believes the labels of now, not those of the event', () => {
    const facts = { onlyWithLabel: 'preview' }
    expect(choose({ ...facts, trigger: onLabel('labeled'), pullRequest: OPEN })).toBe('skip: label-missing')
    expect(choose({ ...facts, trigger: onLabel('unlabeled'), pullRequest: LABELED })).toBe('update')
  })

  it('alone makes labels count', () => {
    expect(choose({ trigger: onLabel('labeled'), pullRequest: LABELED })).toBe('skip: other-event')
    expect(choose({ trigger: onLabel('unlabeled', 'bug'), pullRequest: OPEN, onlyWithLabel: 'preview' })).toBe(
      'skip: other-event',
    )
  })
})

describe('the number of the inputs', () => {
  it.each([
    ['open', OPEN, 'update'],
    ['closed', CLOSED, 'remove: pull-request-closed'],
    ['unknown', undefined, 'skip: no-pull-request'],
  ])('names one that is %s', (_, pullRequest, expected) => {
    expect(choose({ trigger: { kind: 'workflow-dispatch' }, asked: 12, pullRequest })).toBe(expected)
    expect(choose({ trigger: { kind: 'other', what: 'issue_comment' }, asked: 12, pullRequest })).toBe(expected)
  })
})

it('another pull request than that of the event is asked for by its number', () => {
  const other = { ...CLOSED, number: 13 }
  expect(choose({ trigger: on('opened'), asked: 13, pullRequest: other })).toBe('remove: pull-request-closed')
  expect(choose({ trigger: on('opened'), asked: 13 })).toBe('skip: no-pull-request')
  expect(choose({ trigger: on('opened'), asked: 12, pullRequest: CLOSED })).toBe('skip: superseded')
})

it.each([
  ['schedule', { kind: 'schedule' }, 'sweep'],
  ['workflow_dispatch', { kind: 'workflow-dispatch' }, 'sweep'],
  ['push', { kind: 'other', what: 'push' }, 'skip: other-event'],
  ['a workflow run that failed', { ...RUN, isSuccess: false }, 'skip: run-failed'],
  ['a workflow run of no open pull request', RUN, 'skip: no-pull-request'],
] as const)('%s without a pull request', (_, trigger, expected) => {
  expect(choose({ trigger })).toBe(expected)
})

it('a workflow run of an open pull request deploys it', () => {
  expect(choose({ trigger: RUN, pullRequest: OPEN })).toBe('update')
  expect(choose({ trigger: RUN, pullRequest: OPEN, onlyWithLabel: 'preview' })).toBe('skip: label-missing')
})
