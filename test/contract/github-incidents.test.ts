/** Incidents on a real server for GitHub's API, hour by hour on a clock of the test. */

import { beforeEach, describe, expect, it, onTestFinished } from 'vitest'
import { writeIncidentBody } from '../../src/github/incident-body.ts'
import type { TargetReport } from '../../src/handshake/handshake.ts'
import { slugOf } from '../../src/history/history-place.ts'
import { actionsLog } from '../../src/log.ts'
import type { IncidentOrder, IncidentTarget } from '../../src/stories/incident-desk.ts'
import { tellIncidents } from '../../src/stories/tell-incidents.ts'
import { holdUntilTogether } from '../support/github/faults.ts'
import type { Issue } from '../support/github/world.ts'
import { type GitHubServer, startGitHub } from '../support/github-api.ts'
import { openSkippingClock, openTestClient } from '../support/github-client.ts'
import { TOKEN } from '../support/run-action.ts'
import { dropped, NOW_MS, silent, unknown, up } from '../unit/incident-samples.ts'

const BOT = 'github-actions[bot]'
const LABEL = 'websocket-incident'
const HOUR_MS = 3_600_000
const PLAIN = { labels: [], assignees: [] }
const SLUG = slugOf('chat')
const ISSUES = '/repos/octo-org/chat/issues'
const ORDER = {
  labels: [],
  assignees: [],
  runUrl: new URL('https://github.com/octo-org/chat/actions/runs/1'),
  secrets: [],
}

let server: GitHubServer
let nowMs: number
let warnings: string[]
let lines: string[]

beforeEach(async () => {
  nowMs = NOW_MS
  lines = []
  warnings = []
  server = await startGitHub({ now: () => nowMs })
  onTestFinished(() => server[Symbol.asyncDispose]())
})

type Reports = Readonly<Record<string, TargetReport>>

/** One run of the check: what it found for each target, by name. */
async function tell(reports: Reports, more: Partial<IncidentOrder> & { onRequest?: (request: string) => void } = {}) {
  const { onRequest = () => {}, ...order } = more
  const { github } = await openTestClient(server, { onRequest })
  const log = {
    ...actionsLog,
    info: (text: string) => void lines.push(text),
    warning: (text: string) => void warnings.push(text),
  }
  const clock = { ...openSkippingClock(), now: () => nowMs }
  const targets: IncidentTarget[] = Object.entries(reports).map(([id, report]) => ({ id, ...PLAIN, report }))
  const signal = new AbortController().signal
  return await tellIncidents({ github, clock, log, signal }, { ...ORDER, targets, ...order })
}

/** An hour later. */
async function tellNext(report: TargetReport, more: Parameters<typeof tell>[1] = {}) {
  nowMs += HOUR_MS
  return await tell({ chat: report }, more)
}

function issues(): Issue[] {
  return [...server.world.issues.values()]
}

function only(): Issue {
  const [issue, ...more] = issues()
  if (!issue || more.length > 0) throw new Error(`There are ${more.length + (issue ? 1 : 0)} issues`)
  return issue
}

function comments(number = 1): string[] {
  return [...server.world.comments.values()].filter(comment => comment.number === number).map(({ body }) => body)
}

/** The first words of each comment, without its mark. */
function firstWords(number = 1): string[] {
  return comments(number).map(body => /\n\S+ (.{12})/.exec(body)?.[1] ?? '')
}

const writes = () => server.requests.filter(request => !/^GET|graphql/.test(request))

describe('an outage', () => {
  it('is one issue from its beginning to its end, with a comment for each news and none without', async () => {
    await tell({ chat: silent() })
    expect(only()).toMatchObject({
      title: 'chat: no WebSocket, the app does not listen (application)',
      author: BOT,
      state: 'open',
      labels: [LABEL],
    })
    expect(comments()).toEqual([])
    await tellNext(silent())
    await tellNext(silent())
    expect(comments()).toEqual([])
    expect(only().body).toContain('3 checks')
    await tellNext(dropped())
    await tellNext(dropped())
    await tellNext(unknown())
    expect(firstWords()).toEqual(['**Still down'])
    expect(only().title).toBe('chat: no WebSocket, the proxy drops the Upgrade (proxy)')
    await tellNext(up())
    expect(only()).toMatchObject({ state: 'closed', stateReason: 'completed' })
    expect(firstWords()).toEqual(['**Still down', '**A WebSocke'])
    expect(comments()[1]).toContain(
      'It was down for 6 h (2026-11-26 12:07 UTC to 2026-11-26 18:07 UTC), and 5 checks saw it. It was proxy-drops-upgrade (proxy).',
    )
    await tellNext(up())
    expect(comments()).toHaveLength(2)
    expect(warnings).toEqual([])
  })

  it('that comes back within a day is the same issue, and later another one', async () => {
    await tell({ chat: silent() })
    await tellNext(up())
    nowMs += 22 * HOUR_MS
    await tellNext(silent())
    expect(only()).toMatchObject({ state: 'open', stateReason: 'reopened' })
    expect(firstWords()).toEqual(['**A WebSocke', '**Down again'])
    await tellNext(up())
    nowMs += 24 * HOUR_MS
    await tellNext(silent())
    expect(issues().map(({ number, state }) => [number, state])).toEqual([
      [1, 'closed'],
      [2, 'open'],
    ])
    expect(comments(1)).toHaveLength(3)
  })

  it('asks GitHub for one list of all targets, and writes nothing while all is well', async () => {
    const all = Object.fromEntries(Array.from({ length: 30 }, (_, index) => [`chat-${index}`, up()]))
    await tell(all)
    expect(server.requests).toEqual(['POST /graphql', `GET ${ISSUES}`, `GET ${ISSUES}`])
  })

  it('of many targets is told for as many as GitHub takes at a time, and for the others by the next run', async () => {
    const all = Object.fromEntries(Array.from({ length: 45 }, (_, index) => [`chat-${index}`, silent()]))
    await tell(all)
    expect(issues()).toHaveLength(40)
    expect(warnings).toEqual([
      expect.stringContaining('chat-40, chat-41, chat-42, chat-43, chat-44 were left for the next run'),
    ])
    nowMs += HOUR_MS
    await tell(all)
    expect(issues()).toHaveLength(45)
    expect(new Set(issues().map(({ title }) => title)).size).toBe(45)
    nowMs += HOUR_MS
    const told = (await tell(all)) ?? []
    expect(new Set(told.map(({ target }) => target)).size).toBe(45)
    expect(told.filter(({ done }) => done === 'left as it was')).toHaveLength(5)
  })

  it('is found behind more than a hundred others', async () => {
    await tell({ chat: silent() })
    for (let count = 0; count < 250; count += 1)
      server.world.openIssue({ author: BOT, labels: [LABEL], body: `No. ${count}` })
    await tellNext(up())
    expect(server.world.issues.get(1)?.state).toBe('closed')
    expect(issues()).toHaveLength(251)
  })

  it('of a target that is renamed or taken out is left as it is, and the log names it', async () => {
    await tell({ chat: silent() })
    await tellNext(silent(), { targets: [{ id: 'live', ...PLAIN, report: up() }] })
    expect(only().state).toBe('open')
    expect(lines).toContain(
      `This run does not check what these issues are about: #1 (${SLUG}). Where no other does, close them by hand.`,
    )
  })

  it('shows what changed where history knows', async () => {
    const changes = ['version label: chat-41 → chat-42']
    await tell({}, { targets: [{ id: 'chat', ...PLAIN, report: silent(), changes }] })
    expect(only().body).toContain('- version label: chat-41 → chat-42')
  })
})

describe('what other people do', () => {
  it("is let alone: a stranger's issue with our mark, one of ours without label or mark, a pull request", async () => {
    const body = writeIncidentBody({ slug: SLUG, data: {}, title: 'x', text: 'Give me your token.' })
    const { world } = server
    world.openIssue({ author: 'mallory', labels: [LABEL], body })
    world.openIssue({ author: BOT, labels: [], body })
    world.openIssue({
      author: BOT,
      labels: [LABEL],
      body: 'They wrote: <!-- beanstalk-websockets: incident chat-1a2b x -->',
    })
    const pull = world.openPullRequest({ author: BOT, labels: [LABEL], headBranch: 'x', headSha: 'a'.repeat(40) })
    pull.issue.body = body
    await tell({ chat: up() })
    expect(writes()).toEqual([])
    await tell({ chat: silent() })
    expect(issues()).toHaveLength(5)
    expect(writes()).toEqual([`POST ${ISSUES}`])
  })

  it('by hand stays: an issue that a person closed is opened again only when it was up in between', async () => {
    await tell({ chat: silent() })
    Object.assign(only(), { state: 'closed', closedMs: nowMs, closedBy: 'octocat', stateReason: 'not_planned' })
    for (const report of [silent(), dropped(), silent(), unknown()]) {
      await tellNext(report)
      expect(only()).toMatchObject({ state: 'closed', stateReason: 'not_planned' })
    }
    expect(comments()).toEqual([])
    await tellNext(up())
    expect(comments()).toEqual([])
    await tellNext(silent())
    expect(only().state).toBe('open')
    expect(firstWords()).toEqual(['**Down again'])
  })

  it('is found a week later: an issue that a person closed, in a check that runs weekly', async () => {
    await tell({ chat: silent() })
    Object.assign(only(), { state: 'closed', closedMs: nowMs, closedBy: 'octocat' })
    for (let week = 0; week < 3; week += 1) {
      nowMs += 7 * 24 * HOUR_MS
      await tell({ chat: silent() })
    }
    expect(only().state).toBe('closed')
  })

  it('in the text of an issue is kept, with a warning when there is news', async () => {
    await tell({ chat: silent() })
    const issue = only()
    issue.body = `Peter looks after it.\r\n\r\n${issue.body?.replaceAll('\n', '\r\n')}`
    issue.title = 'Chat is down (Peter)'
    await tellNext(silent())
    expect(warnings).toEqual([])
    await tellNext(dropped())
    expect(warnings).toEqual([expect.stringContaining('Somebody has edited the text of the issue #1')])
    await tellNext(up())
    expect(issue.body).toMatch(/^<!-- [^\n]* -->\nPeter looks after it\./)
    expect(issue.body).toContain('1 check, the last one')
    expect(issue.body.match(/<!-- beanstalk-websockets/g)).toHaveLength(1)
    expect(issue).toMatchObject({ title: 'Chat is down (Peter)', state: 'closed' })
    expect(comments()[1]).toContain('3 checks saw it')
  })

  it('to line breaks alone is no edit', async () => {
    await tell({ chat: silent() })
    const issue = only()
    issue.body = `${issue.body?.trimEnd().replaceAll('\n', '\r\n')}`
    await tellNext(dropped())
    expect(warnings).toEqual([])
    expect(issue.body).toContain('The proxy drops the Upgrade')
  })

  it('to the hidden data makes it be written anew, from what GitHub knows', async () => {
    await tell({ chat: silent() })
    const issue = only()
    issue.body = issue.body?.replace(/(incident chat-\w+ )\S+/, '$1aGVsbG8=') ?? ''
    await tellNext(silent())
    await tellNext(dropped())
    expect(firstWords()).toEqual(['**Still down'])
    await tellNext(up())
    expect(comments()[1]).toContain('It was down for 3 h')
    expect(warnings).toHaveLength(2)
  })

  it('is not answered where the conversation is locked: only the issue itself changes', async () => {
    await tell({ chat: silent() })
    only().isLocked = true
    await tellNext(dropped())
    await tellNext(up())
    expect(comments()).toEqual([])
    expect(only()).toMatchObject({ state: 'closed', body: expect.stringContaining('It was down for 2 h') })
    expect(warnings).toEqual([])
  })
})

describe('two runs at the same time', () => {
  /** Both have their two lists before either of them writes. */
  async function overlap(reports: Reports, other = reports) {
    server.faults.add({ on: /^GET .*\/issues$/, times: 4, fault: holdUntilTogether(2) })
    await Promise.all([tell(reports), tell(other)])
  }

  it('leave one issue: the younger is closed as a duplicate, with a link to the older', async () => {
    await overlap({ chat: silent() })
    expect(issues().map(({ number, state, stateReason }) => [number, state, stateReason])).toEqual([
      [1, 'open', null],
      [2, 'closed', 'duplicate'],
    ])
    expect(comments(2)).toEqual([expect.stringContaining('\nDuplicate of #1: ')])
    await tellNext(silent())
    await tellNext(up())
    await tellNext(silent())
    expect(issues().map(({ state }) => state)).toEqual(['open', 'closed'])
    expect(comments(1)).toHaveLength(2)
    expect(comments(2)).toHaveLength(1)
  })

  it('leave one issue each of many targets', async () => {
    await overlap({ a: silent(), b: silent(), c: silent() })
    expect(
      issues()
        .map(({ state }) => state)
        .toSorted(),
    ).toEqual([...Array(3).fill('closed'), ...Array(3).fill('open')])
    expect(new Set(issues().flatMap(({ state, title }) => (state === 'open' ? [title] : []))).size).toBe(3)
    for (const { number, state } of issues()) expect(comments(number)).toHaveLength(state === 'closed' ? 1 : 0)
  })

  it('say the same thing once: a new finding, the end', async () => {
    await tell({ chat: silent() })
    nowMs += HOUR_MS
    await overlap({ chat: dropped() })
    expect(firstWords()).toEqual(['**Still down'])
    nowMs += HOUR_MS
    await overlap({ chat: up() })
    expect(firstWords()).toEqual(['**Still down', '**A WebSocke'])
    nowMs += HOUR_MS
    await overlap({ chat: silent() })
    expect(firstWords()).toEqual(['**Still down', '**A WebSocke', '**Down again'])
    expect(only().state).toBe('open')
  })

  it('that see it otherwise lose no outage: what one closed, another wrote over, is opened again', async () => {
    await tell({ chat: silent() })
    nowMs += HOUR_MS
    await tell({ chat: up() })
    // The other one began before, and only now writes what it saw.
    const closed = only()
    const before = { sinceMs: NOW_MS, lastMs: nowMs, checks: 2, finding: 'application-down', layer: 'application' }
    const data = { ...before, told: ['application-down/application'], comments: 0, outages: 1 }
    closed.body = writeIncidentBody({ slug: SLUG, data, title: closed.title, text: 'Down.' })
    await tellNext(silent())
    expect(only().state).toBe('open')
  })

  it('of which one ended before it looked again are put right by the next', async () => {
    await tell({ chat: silent() })
    server.world.openIssue({ ...only(), id: 99, number: 2 })
    await tellNext(unknown())
    expect(issues().map(({ state, stateReason }) => [state, stateReason])).toEqual([
      ['open', null],
      ['closed', 'duplicate'],
    ])
  })

  it('leave a duplicate that is closed as not planned, where the server knows no duplicates', async () => {
    await tell({ chat: silent() })
    server.world.openIssue({ ...only(), id: 99, number: 2 })
    const refusal = { kind: 'answer', status: 422, body: '{"message":"Validation Failed"}' } as const
    server.faults.add({ on: /^PATCH .*issues\/2$/, times: 1, fault: refusal })
    await tellNext(silent())
    expect(issues()[1]).toMatchObject({ state: 'closed', stateReason: 'not_planned' })
    await tellNext(silent())
    expect(issues().map(({ state }) => state)).toEqual(['open', 'closed'])
    expect(warnings).toEqual([])
  })
})

describe('labels and assignees', () => {
  it('are given to the issue, beside our label, which says what it is for', async () => {
    await tell({ chat: silent() }, { labels: ['production', 'bug'], assignees: ['octocat'] })
    expect(only()).toMatchObject({ labels: [LABEL, 'production', 'bug'], assignees: ['octocat'] })
    expect(server.world.labels.get(LABEL)).toMatchObject({
      color: 'b60205',
      description: expect.stringContaining('WebSockets'),
    })
    expect(warnings).toEqual([])
  })

  it('that GitHub refuses are left out with a warning, and not tried again for the next target', async () => {
    const long = 'x'.repeat(51)
    const order = { labels: ['bug', long], assignees: ['octocat', 'nobody'] }
    await tell({ chat: silent(), api: silent() }, order)
    for (const issue of issues())
      expect(issue).toMatchObject({ labels: [LABEL, 'bug'], assignees: ['octocat'], state: 'open' })
    expect(issues()).toHaveLength(2)
    expect(warnings).toEqual([expect.stringContaining(`GitHub did not take "${long}", "nobody" for the issue #1.`)])
  })

  it('of the target itself are given beside those of all', async () => {
    const own = { labels: ['chat', 'bug'], assignees: ['octo-org'] }
    const targets = [{ id: 'chat', ...own, report: silent() }]
    await tell({}, { targets, labels: ['bug'], assignees: ['octocat'] })
    expect(only()).toMatchObject({ labels: [LABEL, 'bug', 'chat'], assignees: ['octocat', 'octo-org'] })
  })

  it('that people gave it later stay', async () => {
    await tell({ chat: silent() })
    only().labels.push('seen')
    only().assignees.push('octocat')
    await tellNext(dropped())
    await tellNext(up())
    expect(only()).toMatchObject({ labels: [LABEL, 'seen'], assignees: ['octocat'] })
  })

  it('that GitHub drops without a word, ours among them, close the issue: nobody would find it again', async () => {
    const { openIssue } = server.world
    server.world.openIssue = issue => openIssue({ ...issue, labels: [] })
    await tell({ chat: silent() })
    expect(only()).toMatchObject({ state: 'closed', stateReason: 'not_planned' })
    expect(warnings).toEqual([expect.stringContaining('must be of somebody who may push')])
  })
})

describe('a GitHub that fails', () => {
  const faults = [
    { kind: 'reset-after' },
    { kind: 'bad-gateway-after' },
    { kind: 'cut' },
    { kind: 'reset' },
    { kind: 'answer', status: 502 },
  ] as const

  it.each(faults)('has one issue and one comment when the answer to a creation is lost: %o', async fault => {
    server.faults.add({ on: /^POST .*\/issues$/, times: 1, fault })
    await tell({ chat: silent() })
    server.faults.add({ on: /^POST .*\/comments$/, times: 1, fault })
    await tellNext(dropped())
    expect(only().state).toBe('open')
    expect(comments()).toHaveLength(1)
    expect(warnings).toEqual([])
  })

  it.each([
    ['GET', `GET ${ISSUES}$`],
    ['comment', 'POST .*comments$'],
    ['change', `PATCH ${ISSUES}/1$`],
  ])('says nothing twice when every %s of one run fails, and loses nothing', async (_, pattern) => {
    await tell({ chat: silent() })
    for (const [report, words] of [
      [dropped(), ['**Still down']],
      [up(), ['**Still down', '**A WebSocke']],
      [silent(), ['**Still down', '**A WebSocke', '**Down again']],
    ] as const) {
      const fault = { on: new RegExp(`^${pattern}`), times: 4, fault: { kind: 'answer', status: 503 } } as const
      server.faults.add(fault)
      await tellNext(report)
      await tellNext(report)
      expect(firstWords()).toEqual(words)
    }
    expect(only().state).toBe('open')
    expect(warnings).toHaveLength(3)
  })

  it('that takes no more changes for now leaves the rest to the next run, and nothing is said twice', async () => {
    const all = (report: TargetReport) => ({ a: report, b: report, c: report })
    await tell(all(silent()))
    server.faults.add({ on: /^PATCH/, times: 1, fault: { kind: 'secondary-limit', retryAfterSeconds: 300 } })
    nowMs += HOUR_MS
    await tell(all(up()))
    expect(issues().map(({ state }) => state)).toEqual(['open', 'open', 'open'])
    expect(warnings).toEqual([
      expect.stringContaining('because there were too many requests before it, for another 300 s'),
      expect.stringContaining('The issues about b, c were left for the next run.'),
    ])
    nowMs += HOUR_MS
    await tell(all(up()))
    expect(issues().map(({ state }) => state)).toEqual(['closed', 'closed', 'closed'])
    for (const number of [1, 2, 3]) expect(firstWords(number)).toEqual(['**A WebSocke'])
  })

  it('is a warning for the whole, not one for each target', async () => {
    server.faults.add({ on: /^POST .*\/issues$/, fault: { kind: 'answer', status: 503 } })
    await tell({ a: silent(), b: silent(), c: silent() })
    expect(warnings).toEqual([
      expect.stringContaining('GitHub did not carry out "POST /repos/octo-org/chat/issues"'),
      expect.stringContaining('The issues about b, c were left for the next run.'),
    ])
  })

  it('refuses one target, not the others', async () => {
    const refusal = { kind: 'answer', status: 422, body: '{"message":"Validation Failed"}' } as const
    server.faults.add({ on: /^POST .*\/issues$/, times: 1, fault: refusal })
    await tell({ a: silent(), b: silent() })
    expect(only().title).toMatch(/^b: /)
    expect(warnings).toHaveLength(1)
  })

  it('without issues is a warning', async () => {
    const gone = { kind: 'answer', status: 410, body: '{"message":"Issues are disabled for this repo"}' } as const
    server.faults.add({ on: /issues$/, fault: gone })
    await tell({ chat: silent() })
    expect(warnings).toEqual([expect.stringContaining('Issues are disabled for this repo')])
  })

  it.each([
    [{ contents: 'read' }],
    [{ issues: 'read' }],
    [{ pull_requests: 'write' }],
  ] as const)('says what a token with %o lacks', async permissions => {
    server.tokens.set(TOKEN, { login: BOT, permissions })
    await tell({ chat: silent() })
    expect(issues()).toEqual([])
    expect(warnings).toEqual([expect.stringMatching(/\npermissions:\n {2}issues: write$/)])
  })

  it('needs no other permission than to write issues', async () => {
    server.tokens.set(TOKEN, { login: BOT, permissions: { issues: 'write' } })
    for (const report of [silent(), dropped(), up(), silent()]) await tellNext(report, { assignees: ['octocat'] })
    expect(only().state).toBe('open')
    expect(warnings).toEqual([])
  })
})
