/** Plays a history of previews: many runs of the story at once, in this process, in virtual time, then two sweeps. */

import { AsyncLocalStorage } from 'node:async_hooks'
import { TerminateEnvironmentCommand } from '@aws-sdk/client-elastic-beanstalk'
import { vi } from 'vitest'
import { parseTrigger } from '../../src/github/trigger.ts'
import { openRandom, type Random } from '../fuzz/random.ts'
import { wholePullRequestAnswer } from '../support/github/answers.ts'
import type { PullRequest } from '../support/github/world.ts'
import { startGitHub } from '../support/github-api.ts'
import { type Holdings, readHoldings } from '../support/holdings.ts'
import { PREVIEW_KEY, toEnvironmentVariables } from '../support/least-privilege.ts'
import { openClients, startBeanstalk } from '../support/local-beanstalk.ts'
import { openWorkspace, writeFiles } from '../support/workspace.ts'
import { makeAppFiles } from '../walk/app-files.ts'
import { openVirtualTime } from '../walk/virtual-time.ts'
import { openWalkHost } from '../walk/walk-host.ts'
import { actAsStranger } from './act-as-stranger.ts'
import type { GitHubTrouble } from './make-github-trouble.ts'
import type { Delivery, PreviewHistory, PullRequestEvent, Step, StrangersAct } from './make-history.ts'
import { type PlayedRun, type RunOrder, runPreview } from './run-preview.ts'
import { addTokens, LABEL, type Lagging, MARK, NAMES, OURS, openLagging, rest, type Stage, setUp } from './stage.ts'

/** What was so in the course of a history, for the judge. */
export interface PlayedHistory {
  readonly history: PreviewHistory
  readonly runs: readonly JudgedRun[]
  readonly events: readonly SeenEvent[]
  readonly strangers: readonly SeenAct[]
  /** Each time when no run went on. */
  readonly rests: readonly Rest[]
  /** Before the first sweep, with everybody well. */
  readonly well: WellRest
  /** After the first sweep, with everybody well. */
  readonly swept: AtRest
  /** After the second one, with all pull requests closed. */
  readonly closed: AtRest
  /** Before anything happened, and at the end. */
  readonly holdings: { readonly before: Holdings; readonly after: Holdings }
  /** What GitHub's description does not allow. */
  readonly violations: readonly string[]
}

export interface JudgedRun extends PlayedRun {
  readonly order: RunOrder
  /** Undefined: a sweep. */
  readonly number: number | undefined
  /** The event that it was started for; a run of a job of before has none. */
  readonly event: SeenEvent | undefined
  /** The faults that were there when it began, or came meanwhile. */
  readonly faults: readonly string[]
  /** What runs in its preview, in the moment in which it has ended. */
  readonly truth: EnvironmentNow | undefined
  /** Its pull request, in that moment. */
  readonly now: PullRequestNow | undefined
}

export interface SeenEvent {
  readonly event: PullRequestEvent
  readonly atMs: number
  /** As it is from then on. */
  readonly state: PullRequestNow
}

export interface SeenAct {
  readonly number: number
  readonly does: StrangersAct
  readonly atMs: number
  /** Why it was not done. */
  readonly problem: string | undefined
}

export interface PullRequestNow {
  readonly isOpen: boolean
  readonly sha: string
  readonly labels: readonly string[]
}

export interface EnvironmentNow {
  readonly environmentId: string
  readonly status: string
  readonly label: string
  readonly opens: boolean
}

export interface Rest {
  readonly atMs: number
  readonly environments: ReadonlyMap<number, EnvironmentNow>
  readonly pullRequests: ReadonlyMap<number, PullRequestNow>
  /** Ours with our mark, by pull request. */
  readonly comments: ReadonlyMap<number, readonly string[]>
}

export interface WellRest extends Rest {
  /** Keys of source bundles. */
  readonly bundles: readonly string[]
}

export interface AtRest extends WellRest {
  readonly sweep: JudgedRun
  /** Those of strangers. */
  readonly strange: ReadonlyMap<number, readonly string[]>
  /** The last state of each. */
  readonly deployments: ReadonlyMap<number, readonly string[]>
}

const START_MS = Date.UTC(2026, 10, 26, 12)
const LONGEST_MS = 400 * 86_400_000
const SWEEP: Delivery = { afterMs: 0, timeoutS: 7200, token: 'everything', slowness: 1, end: undefined }

interface Play extends Stage {
  readonly lagging: Lagging
  readonly runs: JudgedRun[]
  readonly events: SeenEvent[]
  readonly strangers: SeenAct[]
  readonly orders: Array<{ readonly number: number; readonly order: Order }>
  /** Kinds of the faults that are there now, and for each run those that it meets. */
  faults: readonly string[]
  readonly running: Set<Set<string>>
  readonly rests: Rest[]
  /** What has not come to its end: steps that are not taken yet, and what goes on. */
  pending: number
  goingOn: number
  runIds: number
  commits: number
  readonly voices: (run: (random: Random) => Promise<PlayedRun>) => Promise<PlayedRun>
}

/** @throws the bugs that Local Beanstalk met. */
export async function playPreviews(
  history: PreviewHistory,
  seed: { readonly seed: number; readonly index: number },
): Promise<PlayedHistory> {
  await using workspace = await openWorkspace()
  await writeFiles(workspace.file('app'), await makeAppFiles('app', 'app'))
  const time = openVirtualTime(START_MS)
  const random = openRandom(seed.seed ^ 0x5eed, seed.index)
  const { voices, restore } = replaceRandom(random)
  const host = openWalkHost(time.clock)
  const { addressQuota } = history
  const started = await startBeanstalk({
    clock: time.clock,
    host,
    paceMsPerSecond: 0,
    keys: [PREVIEW_KEY],
    addressQuota,
  })
  // A minute of real time, of which nobody here knows, ends a connection that nobody uses.
  const requestHandler = { httpAgent: { keepAlive: false } }
  const local = { ...started, clients: openClients(started.beanstalk, { requestHandler }) }
  const github = await startGitHub({ now: time.nowMs })
  try {
    stubVariables({ ...local.environmentVariables, ...toEnvironmentVariables(PREVIEW_KEY), GITHUB_API_URL: github.url })
    for (const url of [local.beanstalk.endpoint, github.url]) time.ignorePort(Number(new URL(url).port))
    for (const client of Object.values(local.clients)) time.watch(client)
    addTokens(github)
    const nameOf = (id: string | undefined) =>
      [...NAMES.values()].find(name => local.beanstalk.lookUp(name)?.environmentId === id)
    const stage: Stage = { local, github, host, time, workspace, history, nameOf }
    const noted = {
      rests: [],
      runs: [],
      events: [],
      strangers: [],
      orders: [],
      faults: [],
      running: new Set<Set<string>>(),
    }
    const counts = { pending: 0, goingOn: 0, runIds: 1_658_821_493, commits: 0 }
    const lagging = openLagging(github.world)
    return await playAll({ ...stage, ...noted, ...counts, voices, lagging })
  } finally {
    // What is not as GitHub describes it is told by the judge.
    await Promise.resolve(github[Symbol.asyncDispose]()).catch(() => {})
    await local.beanstalk.stop().finally(() => {
      restore()
      vi.unstubAllEnvs()
      time.close()
    })
  }
}

/** Each run has a source of its own, so that what one does changes nothing for the others. */
function replaceRandom(random: Random) {
  const own = new AsyncLocalStorage<Random>()
  const jitter = vi.spyOn(Math, 'random').mockImplementation(() => (own.getStore() ?? random).int(1e9) / 1e9)
  const voices: Play['voices'] = run =>
    own.run(openRandom(random.int(1e9), 0), () => run(openRandom(random.int(1e9), 1)))
  return { voices, restore: () => jitter.mockRestore() }
}

function stubVariables(variables: Readonly<Record<string, string>>): void {
  vi.stubEnv('AWS_EC2_METADATA_DISABLED', 'true')
  for (const [name, value] of Object.entries(variables)) vi.stubEnv(name, value)
}

async function playAll(play: Play): Promise<PlayedHistory> {
  const { history, local, github, time, runs, events, strangers } = play
  await setUp(play)
  const before = await readHoldings(local)
  local.beanstalk.setPace(history.paceMsPerSecond)
  let atMs = 0
  for (const step of history.steps) {
    atMs += step.afterMs
    play.pending += 1
    time.after(atMs, () => {
      if (play.goingOn === 0) play.rests.push(lookAround(play))
      takeStep(play, step)
      play.pending -= 1
    })
  }
  if (!(await time.passUntil(() => play.pending + play.goingOn === 0, LONGEST_MS)))
    throw new Error('A run never ended.')
  heal(play)
  await rest(play)
  const well = await lookWell(play)
  const swept = await sweepAtRest(play)
  await closeAll(play)
  const closed = await sweepAtRest(play)
  const holdings = { before, after: await readHoldings(local) }
  const { rests } = play
  return { history, runs, events, strangers, rests, well, swept, closed, holdings, violations: github.violations }
}

function heal(play: Play): void {
  play.local.beanstalk.clearFaults()
  play.faults = []
  play.github.faults.clear()
  play.lagging.lagMs = 0
  Object.assign(play.github.limit, { remaining: PLENTY })
  // What they learned from a clock that was wrong is wrong now.
  for (const { config } of Object.values(play.local.clients)) config.systemClockOffset = 0
}

const PLENTY = 1_000_000

function takeStep(play: Play, step: Step): void {
  switch (step.kind) {
    case 'aws-faults':
      play.local.beanstalk.setFaults(step.faults)
      play.faults = step.faults.map(({ kind }) => kind)
      for (const met of play.running) for (const kind of play.faults) met.add(kind)
      break
    case 'github-trouble':
      setTrouble(play, step.trouble)
      break
    case 'stranger':
      letStranger(play, step)
      break
    case 'sweep':
      deliver(play, step.deliveries, { order: makeOrder(play, 'schedule', {}), number: undefined, event: undefined })
      break
    case 'rerun':
      rerun(play, step)
      break
    default:
      tell(play, step)
  }
}

function tell(play: Play, step: Extract<Step, PullRequestEvent>): void {
  const event = happen(play, step)
  const order = orderOf(play, step)
  if (!order) return
  const { number } = step
  play.orders.push({ number, order })
  deliver(play, step.deliveries, { order, number, event })
}

function setTrouble({ github, lagging, time }: Play, trouble: GitHubTrouble | undefined): void {
  github.faults.clear()
  lagging.lagMs = 0
  Object.assign(github.limit, { remaining: PLENTY, resetMs: time.nowMs() + 3_600_000 })
  if (trouble?.kind === 'lag') lagging.lagMs = trouble.ms
  if (trouble?.kind === 'limit')
    Object.assign(github.limit, { remaining: trouble.remaining, resetMs: time.nowMs() + trouble.forMs })
  if (trouble?.kind !== 'fault') return
  const { on, times, fault } = trouble
  github.faults.add({ ...(on === undefined ? {} : { on: new RegExp(on) }), times, fault })
}

function letStranger(play: Play, { number, does }: Extract<Step, { kind: 'stranger' }>): void {
  const atMs = play.time.nowMs()
  play.goingOn += 1
  void actAsStranger(play, does, number).then(problem => {
    play.strangers.push({ number, does, atMs, problem })
    play.goingOn -= 1
  })
}

function rerun(play: Play, { number, back, deliveries }: Extract<Step, { kind: 'rerun' }>): void {
  const before = play.orders.filter(order => order.number === number)
  const order = before.at(-1 - Math.min(back, before.length - 1))?.order
  if (order) deliver(play, deliveries, { order, number, event: undefined, firstAttempt: 2 })
}

function happen({ github: { world }, lagging, time, events }: Play, event: PullRequestEvent): SeenEvent {
  const { kind, number } = event
  const headSha = (events.length + 1).toString(16).padStart(4, '0').padEnd(40, 'c0ffee')
  if (kind === 'open') {
    const fork = event.isFork ? { headRepository: { owner: 'mallory', name: 'chat' } } : {}
    const labels = event.isLabeled ? [LABEL] : []
    world.openPullRequest({ number, headBranch: `branch-${number}`, headSha, labels, ...fork })
  }
  const pullRequest = lagging.real(number)
  const { issue } = pullRequest
  if (kind === 'push') {
    pullRequest.headSha = headSha
    world.git.knownShas.add(headSha)
  }
  if (kind === 'close' || kind === 'reopen') issue.state = kind === 'close' ? 'closed' : 'open'
  if (kind === 'label') issue.labels = [...issue.labels, LABEL]
  if (kind === 'unlabel') issue.labels = issue.labels.filter(label => label !== LABEL)
  issue.updatedMs = time.nowMs()
  lagging.note(number)
  const seen = { event, atMs: time.nowMs(), state: stateOf(pullRequest) }
  events.push(seen)
  return seen
}

function stateOf({ issue, headSha: sha }: PullRequest): PullRequestNow {
  return { isOpen: issue.state === 'open', sha, labels: [...issue.labels] }
}

const ACTIVITIES = {
  ...{ open: 'opened', push: 'synchronize', close: 'closed', reopen: 'reopened' },
  ...{ label: 'labeled', unlabel: 'unlabeled' },
} as const

/** Undefined where no run is started: those of a fork have no credentials, and what it closes is left to the sweep. */
function orderOf(play: Play, { kind, number }: PullRequestEvent): Order | undefined {
  const pullRequest = play.lagging.real(number)
  const { headRepository, headBranch: head_branch, headSha: head_sha } = pullRequest
  const { world, url } = play.github
  if (headRepository?.owner !== world.repository.owner) {
    if (!['open', 'push', 'reopen'].includes(kind)) return undefined
    const head_repository = { full_name: 'mallory/chat', owner: { login: 'mallory' } }
    const about = { id: 1, event: 'pull_request', conclusion: 'success', head_branch, head_sha, head_repository }
    return makeOrder(play, 'workflow_run', { action: 'completed', workflow_run: about })
  }
  const repositoryUrl = `${url}/repos/octo-org/chat`
  const call = { world, login: OURS, apiUrl: url, repositoryUrl, params: {}, query: {}, body: {} }
  const label = kind === 'label' || kind === 'unlabel' ? { label: { name: LABEL } } : {}
  const pull_request = wholePullRequestAnswer(call, pullRequest)
  return makeOrder(play, 'pull_request', { action: ACTIVITIES[kind], number, pull_request, ...label })
}

type Order = Omit<RunOrder, 'delivery' | 'attempt'>

function makeOrder(play: Play, eventName: string, payload: unknown): Order {
  play.runIds += 1
  return { eventName, trigger: parseTrigger(eventName, payload), runId: play.runIds }
}

interface Occasion {
  readonly order: Order
  readonly number: number | undefined
  readonly event: SeenEvent | undefined
  readonly firstAttempt?: number
}

function deliver(play: Play, deliveries: readonly Delivery[], occasion: Occasion): void {
  for (const [index, delivery] of deliveries.entries()) {
    play.goingOn += 1
    const attempt = (occasion.firstAttempt ?? 1) + index
    play.time.after(delivery.afterMs, () => {
      void start(play, occasion, { ...occasion.order, attempt, delivery }).then(run => {
        play.runs.push(run)
        play.goingOn -= 1
      })
    })
  }
}

async function start(play: Play, { number, event }: Occasion, order: RunOrder): Promise<JudgedRun> {
  const faults = new Set(play.faults)
  play.running.add(faults)
  const run = await play.voices(random => play.time.begin(() => runPreview(play, order, random)))
  play.running.delete(faults)
  const truth = number === undefined ? undefined : lookAt(play, number)
  const now = number === undefined ? undefined : stateOf(play.lagging.real(number))
  return { ...run, order, number, event, faults: [...faults], truth, now }
}

function lookAt({ local, host }: Stage, number: number): EnvironmentNow | undefined {
  const truth = local.beanstalk.lookUp(NAMES.get(number) ?? '')
  if (!truth) return undefined
  const { environmentId, status, versionLabel: label, front } = truth
  return { environmentId, status, label, opens: host.opens(front) }
}

async function sweepAtRest(play: Play): Promise<AtRest> {
  const order = { ...makeOrder(play, 'schedule', {}), attempt: 1, delivery: SWEEP }
  let sweep: JudgedRun | undefined
  void start(play, { order, number: undefined, event: undefined }, order).then(run => {
    sweep = run
  })
  await play.time.passUntil(() => sweep !== undefined, LONGEST_MS)
  await rest(play)
  if (!sweep) throw new Error('The sweep never ended.')
  const around = await lookWell(play)
  const numbers = [...around.pullRequests.keys()]
  return {
    ...around,
    sweep,
    strange: new Map(numbers.map(number => [number, listComments(play, number, false)])),
    deployments: new Map(numbers.map(number => [number, listDeployments(play, number)])),
  }
}

function lookAround(play: Play): Rest {
  const numbers = [...play.github.world.pullRequests.keys()]
  const found = numbers.flatMap(number => {
    const environment = lookAt(play, number)
    return environment ? [[number, environment] as const] : []
  })
  return {
    atMs: play.time.nowMs(),
    environments: new Map(found),
    pullRequests: new Map(numbers.map(number => [number, stateOf(play.lagging.real(number))])),
    comments: new Map(numbers.map(number => [number, listComments(play, number, true)])),
  }
}

async function lookWell(play: Play): Promise<WellRest> {
  const { objects } = await readHoldings(play.local)
  return { ...lookAround(play), bundles: objects.flatMap(line => /beanstalk-websockets\/\S+/.exec(line)?.[0] ?? []) }
}

function listComments({ github: { world } }: Stage, number: number, isOurs: boolean): string[] {
  const there = [...world.comments.values()].filter(({ number: on, body }) => on === number && body.startsWith(MARK))
  return there.filter(({ author }) => (author === OURS) === isOurs).map(({ body }) => body)
}

function listDeployments({ github: { world } }: Stage, number: number): string[] {
  const own = [...world.deployments.values()].filter(({ task }) => task === `deploy:pr-${number}`)
  return own.map(({ statuses }) => statuses.at(-1)?.state ?? 'none')
}

/** Closes every pull request; nobody hears of it but the sweep. What has no tags any more is removed by whoever took them. */
async function closeAll(play: Play): Promise<void> {
  for (const number of play.github.world.pullRequests.keys()) {
    play.lagging.real(number).issue.state = 'closed'
    play.lagging.note(number)
  }
  const stripped = play.strangers.filter(({ does, problem }) => does === 'strip-tags' && problem === undefined)
  for (const { number } of stripped) {
    if (!lookAt(play, number)) continue
    const EnvironmentName = NAMES.get(number)
    await play.local.clients.elasticBeanstalk.send(new TerminateEnvironmentCommand({ EnvironmentName }))
    await rest(play)
  }
}
