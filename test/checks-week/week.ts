/** Scheduled checks on a clock of the test: real targets, GitHub's API and a webhook, all of them servers of this process. */

import { createServer } from 'node:http'
import { text } from 'node:stream/consumers'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { WebSocketServer } from 'ws'
import type { Clock } from '../../src/clock.ts'
import { parseHistory } from '../../src/history/history.ts'
import type { HistoryLine } from '../../src/history/history-line.ts'
import { placeOf } from '../../src/history/history-place.ts'
import { lookBack, type TargetPast } from '../../src/history/look-back.ts'
import type { CheckTarget } from '../../src/inputs/check-target.ts'
import { actionsLog } from '../../src/log.ts'
import { PAUSE_BETWEEN_ATTEMPTS_MS } from '../../src/stories/check.ts'
import { checkTargets } from '../../src/stories/check-targets.ts'
import { type ToldCheck, tellCheck } from '../../src/stories/tell-check.ts'
import type { Fault } from '../support/github/faults.ts'
import type { Issue } from '../support/github/world.ts'
import { type GitHubServer, startGitHub } from '../support/github-api.ts'
import { listen } from '../support/listening.ts'
import { TOKEN } from '../support/run-action.ts'

const BRANCH = 'websocket-history'
export const START_MS = Date.parse('2026-11-16T00:23:00Z')
export const HOUR_MS = 3_600_000

/** What a target does with an Upgrade: accepts it, answers 500, answers as a page, or hangs up. */
export type Mode = 'up' | 'error' | 'page' | 'reset'

export interface Target extends AsyncDisposable {
  readonly check: CheckTarget
  mode: Mode
  /** So many Upgrades fail first, whatever the mode: a blip. */
  blips: number
}

export interface Run {
  readonly startedMs: number
  readonly states: Readonly<Record<string, HistoryLine['state']>>
  readonly told: ToldCheck
  readonly warnings: readonly string[]
}

export interface Notice {
  readonly atMs: number
  /** "chat down application-error" */
  readonly news: readonly string[]
}

export interface Week extends AsyncDisposable {
  readonly github: GitHubServer
  readonly clock: Clock & { advanceTo(ms: number): void }
  readonly targets: Readonly<Record<string, Target>>
  readonly notices: readonly Notice[]
  readonly runs: readonly Run[]
  /** What befalls every request to GitHub until it is taken away. */
  outage: Fault | undefined
  /** Called before a request to GitHub is sent: "PATCH /repos/...". */
  onRequest: (request: string) => void
  /** So many side by side, a second apart, not before this time. */
  check(atMs: number, runCount?: number): Promise<readonly Run[]>
  readLines(target: string): readonly HistoryLine[]
  readPast(target: string): TargetPast | undefined
  issues(): readonly Issue[]
  /** The first words of each, without its mark. */
  comments(issue: number): readonly string[]
  /** Somebody else's commit to the branch of the history. */
  commitToBranch(path: string, text: string): void
  readFile(path: string): string | undefined
}

const PROBE: CheckTarget['probe'] = {
  ...{ headers: [], origin: undefined, subprotocols: [], protocol: 'websocket', send: undefined },
  ...{ expectation: undefined, holdMs: 0, resolve: [], ca: undefined },
}

export async function openWeek(names: readonly string[]): Promise<Week> {
  const clock = openClock()
  const github = await startGitHub({ now: clock.now })
  // As on the runner; GitHub's client looks at it when it is loaded.
  process.env.GITHUB_API_URL = github.url
  const opened = await Promise.all(names.map(async name => [name, await openTarget(name)] as const))
  const targets = Object.fromEntries(opened)
  const notices: Notice[] = []
  const webhook = await openWebhook(news => void notices.push({ atMs: clock.now(), news }))
  const runs: Run[] = []
  const week: Week = {
    ...{ github, clock, targets, notices, runs, outage: undefined, onRequest: () => {} },
    async check(atMs, runCount = 1) {
      clock.advanceTo(atMs)
      const started: Promise<Run>[] = []
      for (let index = 0; index < runCount; index += 1) {
        if (index > 0) clock.advanceTo(clock.now() + 1000)
        started.push(check(week, webhook.url))
      }
      const made = await Promise.all(started)
      runs.push(...made)
      return made
    },
    readLines: target => readHistory(week, target).lines,
    readPast: target => lookBack(readHistory(week, target), clock.now() + 1000),
    issues: () => [...github.world.issues.values()],
    comments: issue =>
      [...github.world.comments.values()]
        .filter(({ number }) => number === issue)
        .map(({ body }) => /\n(?:\S+ )?\*\*(.*?)\.?\*\*/.exec(body)?.[1] ?? body),
    commitToBranch: (path, content) => commitToBranch(week, path, content),
    readFile: path => readFile(week, path),
    async [Symbol.asyncDispose]() {
      await Promise.all([webhook, ...Object.values(targets), github].map(one => one[Symbol.asyncDispose]()))
    },
  }
  const take = github.faults.take
  github.faults.take = request => week.outage ?? take(request)
  return week
}

/** Whoever sleeps wakes at once, and then it is as late as it should be. */
function openClock(): Week['clock'] {
  let nowMs = START_MS
  return {
    now: () => nowMs,
    monotonicMs: () => nowMs,
    async sleep(ms, signal) {
      signal?.throwIfAborted()
      const wakeMs = nowMs + ms
      await nextTurn()
      signal?.throwIfAborted()
      nowMs = Math.max(nowMs, wakeMs)
    },
    advanceTo: ms => {
      nowMs = Math.max(nowMs, ms)
    },
  }
}

/** Of a check only the pauses between attempts make it late; its limit never comes, and nobody is told that it goes on. */
const openCheckClock = (clock: Clock): Clock => ({
  ...clock,
  sleep: (ms, signal) => (ms === PAUSE_BETWEEN_ATTEMPTS_MS ? clock.sleep(ms, signal) : untilAborted(signal)),
})

function untilAborted(signal: AbortSignal | undefined): Promise<never> {
  return new Promise((_, reject) => signal?.addEventListener('abort', () => reject(signal.reason), { once: true }))
}

async function check(week: Week, webhook: string): Promise<Run> {
  const { clock } = week
  const warnings: string[] = []
  const log = {
    ...actionsLog,
    info: () => {},
    warning: (told: string, title?: string) => void warnings.push(`${title}: ${told}`),
    debug: (told: string) => {
      const [, request] = /^GitHub (\S+ \S+): /.exec(told) ?? []
      if (request !== undefined) week.onRequest(request)
    },
  }
  const startedMs = clock.now()
  const shared = { clock, log, signal: new AbortController().signal, proxyVariables: {} }
  const lookUp = () => Promise.reject(new Error('no environment was named'))
  const targets = Object.values(week.targets).map(target => target.check)
  const asking = { ...shared, clock: openCheckClock(clock), ca: undefined, lookUp, failOn: 'error' } as const
  const checked = await checkTargets(asking, targets)
  const request = {
    historyBranch: BRANCH,
    incidents: { labels: [], assignees: [] },
    webhooks: [webhook],
    token: TOKEN,
  }
  const told = await tellCheck(
    { ...shared, workflow: describeWorkflow(week) },
    { request, checked, startedMs, secrets: [] },
  )
  const states = checked.map(({ id, report }) => [id, STATES[report.outcome]] as const)
  return { startedMs, states: Object.fromEntries(states), told, warnings }
}

const STATES = { accepted: 'up', rejected: 'down', unknown: 'unknown' } as const

function describeWorkflow({ github, runs }: Week) {
  return {
    ...{ eventName: 'schedule', repository: 'octo-org/chat', apiUrl: github.url, serverUrl: 'https://github.com' },
    ...{ eventPath: '', sha: 'a'.repeat(40), runId: String(runs.length + 1), runAttempt: '1' },
  }
}

async function openTarget(name: string): Promise<Target> {
  const server = createServer((_, response) => response.end('<h1>Hello</h1>'))
  const sockets = new WebSocketServer({ noServer: true })
  server.on('upgrade', (request, socket, head) => {
    socket.on('error', () => {})
    const mode = target.blips > 0 ? 'error' : target.mode
    target.blips = Math.max(0, target.blips - 1)
    if (mode === 'up') return sockets.handleUpgrade(request, socket, head, () => {})
    if (mode === 'reset') return socket.destroy()
    const [status, body] = mode === 'error' ? ['500 Internal Server Error', ''] : ['200 OK', '<h1>Hello</h1>']
    socket.end(
      `HTTP/1.1 ${status}\r\nContent-Type: text/html\r\nContent-Length: ${body.length}\r\nConnection: close\r\n\r\n${body}`,
    )
  })
  const listening = await listen(server)
  const url = `ws://127.0.0.1:${listening.port}/ws`
  const target: Target = {
    check: {
      ...{ id: name, name, url, environment: undefined, path: undefined, probe: PROBE, attempts: 3 },
      ...{ labels: [], assignees: [], secrets: [] },
    },
    mode: 'up',
    blips: 0,
    [Symbol.asyncDispose]: () => listening[Symbol.asyncDispose](),
  }
  return target
}

async function openWebhook(tell: (news: readonly string[]) => void) {
  const server = createServer(async (request, response) => {
    const { changed, targets } = JSON.parse(await text(request))
    const news: { id: string; state: string; finding: string | null }[] = targets
    tell(news.filter(({ id }) => changed.includes(id)).map(({ id, state, finding }) => `${id} ${state} ${finding}`))
    response.end()
  })
  const listening = await listen(server)
  return Object.assign(listening, { url: `http://127.0.0.1:${listening.port}/hook` })
}

function readHistory(week: Week, target: string) {
  return parseHistory(readFile(week, placeOf(target).history) ?? '', target)
}

function readFile({ github }: Week, path: string): string | undefined {
  const { git } = github.world
  const blob = git.listFiles(git.references.get(`refs/heads/${BRANCH}`) ?? '').get(path)
  return blob && String(git.blobs.get(blob.sha))
}

function commitToBranch({ github }: Week, path: string, content: string): void {
  const { git } = github.world
  const head = git.references.get(`refs/heads/${BRANCH}`) ?? ''
  const others = [...git.listFiles(head).values()].filter(entry => entry.path !== path)
  const tree = git.addTree([...others, { path, mode: '100644', sha: git.addBlob(Buffer.from(content)) }])
  git.references.set(`refs/heads/${BRANCH}`, git.addCommit({ tree, parents: [head], message: 'mine' }))
}
