/** Who tells a webhook of a change when runs overlap, end early, or cannot write. */

import { createServer } from 'node:http'
import { text } from 'node:stream/consumers'
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest'
import { ActionError } from '../../src/action-error.ts'
import type { TargetReport } from '../../src/handshake/handshake.ts'
import { parseHistory } from '../../src/history/history.ts'
import { placeOf } from '../../src/history/history-place.ts'
import { actionsLog } from '../../src/log.ts'
import type { CheckedTarget } from '../../src/report/checked-target.ts'
import { type ToldCheck, tellCheck } from '../../src/stories/tell-check.ts'
import { type GitHubServer, startGitHub } from '../support/github-api.ts'
import { openSkippingClock } from '../support/github-client.ts'
import { listen } from '../support/listening.ts'
import { TOKEN } from '../support/run-action.ts'
import { dropped, NOW_MS, silent, unknown, up } from '../unit/incident-samples.ts'

const BRANCH = 'websocket-history'
const HOUR_MS = 3_600_000
const SECOND_MS = 1000

let server: GitHubServer
let webhook: string
let nowMs: number
/** "chat down application-down", in the order in which the webhook was told. */
let notices: string[]
let warnings: string[]
let runCount = 0

beforeEach(async () => {
  nowMs = NOW_MS
  notices = []
  warnings = []
  server = await startGitHub({ now: () => nowMs })
  onTestFinished(() => server[Symbol.asyncDispose]())
  // As on the runner; GitHub's client looks at it when it is loaded.
  process.env.GITHUB_API_URL = server.url
  const listening = await listen(
    createServer(async (request, response) => {
      const { targets, changed } = JSON.parse(await text(request))
      const news: { id: string; state: string; finding: string | null }[] = targets
      for (const { id, state, finding } of news) if (changed.includes(id)) notices.push(`${id} ${state} ${finding}`)
      server.requests.push('the webhook')
      response.end()
    }),
  )
  onTestFinished(() => listening[Symbol.asyncDispose]())
  webhook = `http://127.0.0.1:${listening.port}/hook`
})

interface Run {
  /** After the time of the test. */
  readonly afterMs?: number
  readonly remembers?: 'history' | 'issues' | 'both' | 'nobody'
  readonly signal?: AbortSignal
}

function run(report: TargetReport, { afterMs = 0, remembers = 'history', signal }: Run = {}): Promise<ToldCheck> {
  const log = { ...actionsLog, info: () => {}, debug: () => {}, warning: (told: string) => void warnings.push(told) }
  const workflow = {
    ...{ eventName: 'schedule', repository: 'octo-org/chat', apiUrl: server.url, serverUrl: 'https://github.com' },
    ...{ eventPath: '', sha: 'a'.repeat(40), runId: String(++runCount), runAttempt: '1' },
  }
  const context = {
    ...{ log, workflow, clock: { ...openSkippingClock(), now: () => nowMs }, proxyVariables: {} },
    signal: signal ?? new AbortController().signal,
  }
  const target = { labels: [], assignees: [] } as unknown as CheckedTarget['target']
  const checked: CheckedTarget = { id: 'chat', target, report, known: {}, facts: {}, secrets: [] }
  const request = {
    historyBranch: remembers === 'history' || remembers === 'both' ? BRANCH : undefined,
    incidents: remembers === 'issues' || remembers === 'both' ? { labels: [], assignees: [] } : undefined,
    webhooks: [webhook],
    token: TOKEN,
  }
  return tellCheck(context, { request, checked: [checked], startedMs: nowMs + afterMs, secrets: [] })
}

/** The first run waits at its first request of this kind, and goes on when the second has ended. */
async function overlap(on: RegExp, first: () => Promise<ToldCheck>, second: () => Promise<ToldCheck>) {
  const ended = Promise.withResolvers<ToldCheck>()
  server.faults.add({
    ...{ on, times: 1 },
    fault: {
      kind: 'kept-back',
      until: async () => {
        // What befalls the first must not befall the second.
        ended.resolve(await second())
      },
    },
  })
  const told = [await first(), await ended.promise]
  return told.map(({ hasChanged }) => hasChanged)
}

function readStates(): string[] {
  const { git } = server.world
  const files = git.listFiles(git.references.get(`refs/heads/${BRANCH}`) ?? '')
  const file = String(git.blobs.get(files.get(placeOf('chat').history)?.sha ?? '') ?? '')
  return parseHistory(file, 'chat').lines.map(({ at, state }) => `${at.slice(11, 19)} ${state}`)
}

const MOVES = /^PATCH .*git.refs/

describe('of two runs whose history is on a branch', () => {
  beforeEach(async () => {
    await run(up())
    nowMs += HOUR_MS
  })

  it.each([
    ['later', SECOND_MS],
    ['earlier', -SECOND_MS],
    ['in the same second', 0],
  ])('one tells: whoever writes first, though it began %s', async (_, afterMs) => {
    const changed = await overlap(
      MOVES,
      () => run(silent()),
      () => run(silent(), { afterMs }),
    )
    expect(notices).toEqual(['chat down application-down'])
    expect(changed).toEqual([false, true])
    nowMs += HOUR_MS
    await overlap(
      MOVES,
      () => run(up()),
      () => run(up(), { afterMs }),
    )
    expect(notices).toEqual(['chat down application-down', 'chat up null'])
  })

  it('that see it otherwise, the later one tells what it is now, in whatever order they write', async () => {
    await overlap(
      MOVES,
      () => run(up()),
      () => run(silent(), { afterMs: SECOND_MS }),
    )
    expect(notices).toEqual(['chat down application-down'])
    nowMs += HOUR_MS
    await overlap(
      MOVES,
      () => run(up(), { afterMs: SECOND_MS }),
      () => run(dropped()),
    )
    const all = ['chat down application-down', 'chat down proxy-drops-upgrade', 'chat up null']
    expect(notices).toEqual(all)
    expect(readStates()).toEqual(['12:07:00 up', '13:07:00 up', '13:07:01 down', '14:07:00 down', '14:07:01 up'])
    nowMs += HOUR_MS
    await run(up())
    expect(notices).toEqual(all)
  })

  it('in one second, the worse is kept and told', async () => {
    await overlap(
      MOVES,
      () => run(silent()),
      () => run(up()),
    )
    expect(notices).toEqual(['chat down application-down'])
    nowMs += HOUR_MS
    await overlap(
      MOVES,
      () => run(up()),
      () => run(silent()),
    )
    expect(notices).toHaveLength(1)
  })

  it('a later one that knew nothing leaves it to the other', async () => {
    await overlap(
      MOVES,
      () => run(silent()),
      () => run(unknown(), { afterMs: SECOND_MS }),
    )
    expect(notices).toEqual(['chat down application-down'])
  })
})

it('a check of a runner whose clock was wrong by a day keeps no later one from telling', async () => {
  await run(up(), { afterMs: 24 * HOUR_MS })
  for (const report of [up(), silent(), silent(), up()]) {
    nowMs += HOUR_MS
    await run(report)
  }
  expect(notices).toEqual(['chat down application-down', 'chat up null'])
})

describe('of two runs that only issues remember', () => {
  const issues = { remembers: 'issues' } as const
  const both = (on: RegExp, report: () => TargetReport) =>
    overlap(
      on,
      () => run(report(), issues),
      () => run(report(), issues),
    )

  it('one tells that it is down: that of the older issue', async () => {
    expect(await both(/^POST .*issues$/, silent)).toEqual([false, true])
    expect(notices).toEqual(['chat down application-down'])
    const states = [...server.world.issues.values()].map(({ state, stateReason }) => stateReason ?? state)
    expect(states).toEqual(['open', 'duplicate'])
  })

  it.each([
    ['before it has looked for comments', /^GET .*comments$/],
    ['before it has written its own', /^POST .*comments$/],
  ])('one tells of a new finding, of the end, of another outage; the other waits %s', async (_, on) => {
    await run(silent(), issues)
    for (const report of [dropped, up, silent]) {
      nowMs += HOUR_MS
      await both(on, report)
    }
    expect(notices).toEqual([
      'chat down application-down',
      'chat down proxy-drops-upgrade',
      'chat up null',
      'chat down application-down',
    ])
  })

  it('none keeps the next from telling what a run has commented on and not come to tell', async () => {
    await run(silent(), issues)
    nowMs += HOUR_MS
    server.faults.add({ on: /^PATCH .*issues/, times: 4, fault: { kind: 'answer', status: 503 } })
    await run(up(), issues)
    expect(notices).toHaveLength(1)
    nowMs += HOUR_MS
    await run(up(), issues)
    expect(notices.at(-1)).toBe('chat up null')
  })
})

describe('a run', () => {
  it('writes first and tells then, before the issues, which take longer', async () => {
    await run(up(), { remembers: 'both' })
    server.requests.length = 0
    nowMs += HOUR_MS
    await run(silent(), { remembers: 'both' })
    const [written, told, issue] = [MOVES, /webhook/, /^GET .*issues$/].map(on =>
      server.requests.findIndex(request => on.test(request)),
    )
    expect(written).toBeGreaterThan(-1)
    expect(told).toBe((written ?? 0) + 1)
    expect(issue).toBeGreaterThan(told ?? 0)
  })

  it('tells also where the job was cancelled, once it has written', async () => {
    await run(up(), { remembers: 'both' })
    nowMs += HOUR_MS
    const controller = new AbortController()
    const cancelled = new ActionError({ code: 'cancelled', message: 'The job was cancelled.', hint: 'Run it again.' })
    const take = server.faults.take
    server.faults.take = request => {
      // Where it asks for the issues, and before any of them is written.
      if (/graphql/.test(request)) controller.abort(cancelled)
      return take(request)
    }
    const ending = run(silent(), { remembers: 'both', signal: controller.signal })
    await expect(ending).rejects.toThrow('The job was cancelled')
    expect(notices).toEqual(['chat down application-down'])
  })

  it('whose branch takes nothing any more leaves it to the issues to remember', async () => {
    await run(silent(), { remembers: 'both' })
    server.faults.add({ on: MOVES, fault: { kind: 'answer', status: 422, body: '{"message":"Protected."}' } })
    for (const report of [silent(), up(), up(), up(), silent(), silent()]) {
      nowMs += HOUR_MS
      await run(report, { remembers: 'both' })
    }
    expect(notices).toEqual(['chat down application-down', 'chat up null', 'chat down application-down'])
  })

  it('whose branch takes nothing any more does not tell each hour that it is up again', async () => {
    await run(silent())
    server.faults.add({ on: MOVES, fault: { kind: 'answer', status: 422, body: '{"message":"Protected."}' } })
    nowMs += HOUR_MS
    expect(await run(up())).toMatchObject({ hasChanged: undefined })
    expect(notices).toEqual(['chat down application-down'])
  })
})
