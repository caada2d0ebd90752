/** Plays a history: the story of the deployment itself, in this process, against Local Beanstalk, in virtual time. */

import {
  CreateApplicationCommand,
  CreateEnvironmentCommand,
  CreateStorageLocationCommand,
} from '@aws-sdk/client-elastic-beanstalk'
import { ListMultipartUploadsCommand } from '@aws-sdk/client-s3'
import { vi } from 'vitest'
import { writePolicy } from '../../scripts/permission-policies.ts'
import type { LedgerEntry } from '../../src/ledger.ts'
import type { RequestRecord } from '../../src/local-beanstalk/server.ts'
import type { DeployProducts } from '../../src/report/deploy-products.ts'
import type { Verdict } from '../../src/report/verdict.ts'
import { openRandom } from '../fuzz/random.ts'
import { zipOf } from '../support/bundle-bytes.ts'
import { makeKey, NAMES, toEnvironmentVariables, USUAL } from '../support/least-privilege.ts'
import { NODE_24, REGION, type StartedBeanstalk, startBeanstalk } from '../support/local-beanstalk.ts'
import { openWorkspace, type Workspace, writeFiles } from '../support/workspace.ts'
import { actAsAnother } from './act-as-another.ts'
import { makeAppFiles } from './app-files.ts'
import type { Deployment, History } from './make-history.ts'
import { openRealHost } from './real-host.ts'
import { runDeployment } from './run-deployment.ts'
import { openTruth, type Stretch } from './truth.ts'
import { openVirtualTime, type VirtualTime } from './virtual-time.ts'
import { openWalkHost } from './walk-host.ts'

/** One deployment of a history, and what was really so. */
export interface Played {
  readonly deployment: Deployment
  readonly products: DeployProducts
  readonly verdict: Verdict
  readonly entries: readonly LedgerEntry[]
  readonly lines: readonly string[]
  readonly startedAtMs: number
  readonly endedAtMs: number
  /** When the last look at the environment was asked for that was answered. */
  readonly lastLookAtMs: number
  /** When the request was asked for that was accepted: its answer may come late. */
  readonly acceptedAtMs: number | undefined
  /** When another version than the one that was wanted was asked for. */
  readonly rolledBackAtMs: number | undefined
  /** From the beginning on, in their order; the last one lasts yet. */
  readonly truth: readonly Stretch[]
  /** Of the run alone. */
  readonly requests: readonly RequestRecord[]
  /** What others have done meanwhile, as they had begun to during an earlier deployment, too. */
  readonly acts: readonly string[]
  /** The deployments before it: what struck them late may strike this one. */
  readonly earlier: readonly Deployment[]
  readonly unfinishedUploads: number
}

/** What every step of a history works on. */
export interface Stage {
  readonly local: StartedBeanstalk
  readonly time: VirtualTime
  readonly workspace: Workspace
  readonly truth: ReturnType<typeof openTruth>
  readonly history: History
  /** What others have done, each with its time. */
  readonly done: Array<{ readonly act: string; readonly atMs: number }>
  /** Ids of requests that others have made. */
  readonly foreign: Set<string>
}

/** What the docs say that a run needs which creates what is missing. */
const KEY = makeKey('walk', writePolicy([...USUAL, 'create'], NAMES))
const START_MS = Date.UTC(2026, 10, 26, 12)
const LONGEST_REST_MS = 4 * 3_600_000
const STILL = ['Launching', 'Updating', 'Aborting', 'Terminating']

/** Calls back after each deployment. @throws the bugs that Local Beanstalk met. */
export async function playHistory(
  history: History,
  seed: { readonly seed: number; readonly index: number },
  onPlayed: (played: Played) => void,
): Promise<void> {
  const random = openRandom(seed.seed ^ 0x5eed, seed.index)
  await using workspace = await openWorkspace()
  const time = openVirtualTime(START_MS)
  const host = history.isReal ? await openRealHost(workspace.path, time) : openWalkHost(time.clock)
  const jitter = vi.spyOn(Math, 'random').mockImplementation(() => random.int(1e9) / 1e9)
  const local = await startBeanstalk({ clock: time.clock, host, paceMsPerSecond: history.paceMsPerSecond, keys: [KEY] })
  try {
    vi.stubEnv('AWS_EC2_METADATA_DISABLED', 'true')
    for (const [name, value] of Object.entries({ ...local.environmentVariables, ...toEnvironmentVariables(KEY) }))
      vi.stubEnv(name, value)
    time.ignorePort(Number(new URL(local.beanstalk.endpoint).port))
    const truth = openTruth(() => local.beanstalk.lookUp(NAMES.environment), host)
    const stage: Stage = { local, time, workspace, truth, history, done: [], foreign: new Set() }
    for (const client of Object.values(local.clients)) {
      time.watch(client)
      noteForeign(client, stage.foreign)
    }
    await setUp(stage)
    for (const deployment of history.deployments) onPlayed(await play(stage, deployment))
  } finally {
    await local.beanstalk.stop().finally(() => {
      jitter.mockRestore()
      vi.unstubAllEnvs()
      time.close()
    })
  }
}

type Client = StartedBeanstalk['clients'][keyof StartedBeanstalk['clients']]

function noteForeign(client: Client, foreign: Set<string>): void {
  const note =
    <Args, Output>(next: (args: Args) => Promise<Output>) =>
    async (args: Args): Promise<Output> => {
      try {
        const answer = await next(args)
        foreign.add(requestIdOf((answer as { output?: unknown }).output))
        return answer
      } catch (error) {
        foreign.add(requestIdOf(error))
        throw error
      }
    }
  const stack = client.middlewareStack as unknown as { add(middleware: unknown, where: object): void }
  stack.add(note, { step: 'initialize', name: 'noteForeign' })
}

function requestIdOf(answer: unknown): string {
  return (answer as { $metadata?: { requestId?: string } } | undefined)?.$metadata?.requestId ?? ''
}

/** The application, and the environment with a version that works, unless it is left to the run. */
async function setUp({ local, time, history }: Stage): Promise<void> {
  const { elasticBeanstalk } = local.clients
  await elasticBeanstalk.send(new CreateStorageLocationCommand({}))
  if (!history.exists) return
  await elasticBeanstalk.send(new CreateApplicationCommand({ ApplicationName: NAMES.application }))
  const bundle = await zipOf(await makeAppFiles('v0', 'v0'))
  await local.createVersion({ application: NAMES.application, label: 'v0', bundle })
  await elasticBeanstalk.send(
    new CreateEnvironmentCommand({
      ApplicationName: NAMES.application,
      EnvironmentName: NAMES.environment,
      SolutionStackName: NODE_24,
      VersionLabel: 'v0',
      OptionSettings: [...history.settings],
    }),
  )
  await rest({ local, time })
}

async function rest({ local, time }: Pick<Stage, 'local' | 'time'>): Promise<void> {
  const isMoving = () => STILL.includes(local.beanstalk.lookUp(NAMES.environment)?.status ?? '')
  if (!(await time.passUntil(() => !isMoving(), LONGEST_REST_MS)))
    throw new Error('The environment never came to rest.')
}

async function play(stage: Stage, deployment: Deployment): Promise<Played> {
  const { local, time, truth } = stage
  await writeFiles(stage.workspace.file('app'), await makeAppFiles(deployment.label, deployment.content))
  const startedAtMs = time.nowMs()
  const firstRequest = local.beanstalk.requests.length
  const timers: Array<() => void> = []
  const schedule = (from: 'beginning' | 'request') => {
    for (const act of deployment.acts.filter(act => act.from === from))
      timers.push(
        time.after(act.afterMs, () => {
          void actAsAnother(stage, act.kind).then(done => stage.done.push({ act: done, atMs: time.nowMs() }))
        }),
      )
  }
  truth.restart(startedAtMs)
  time.onStep = () => truth.look(time.nowMs())
  local.beanstalk.setFaults(deployment.faults)
  schedule('beginning')
  const run = await runDeployment(stage, deployment, () => {
    if (deployment.laterFaults?.length) local.beanstalk.setFaults([...deployment.faults, ...deployment.laterFaults])
    schedule('request')
  })
  const endedAtMs = time.nowMs()
  truth.look(endedAtMs)
  const stretches = truth.stretches()
  const requests = local.beanstalk.requests.slice(firstRequest)
  local.beanstalk.clearFaults()
  if (deployment.isFollowedByRest) {
    await rest(stage)
    for (const cancel of timers) cancel()
  }
  return {
    ...run,
    deployment: { ...deployment, faults: [...deployment.faults, ...(deployment.laterFaults ?? [])] },
    startedAtMs,
    endedAtMs,
    truth: stretches,
    requests: requests.filter(({ requestId }) => !stage.foreign.has(requestId)),
    acts: stage.done.filter(({ atMs }) => atMs >= startedAtMs && atMs <= endedAtMs).map(({ act }) => act),
    earlier: stage.history.deployments.slice(0, stage.history.deployments.indexOf(deployment)),
    unfinishedUploads: await countUploads(stage),
  }
}

async function countUploads({ local: { clients } }: Stage): Promise<number> {
  const Bucket = `elasticbeanstalk-${REGION}-${NAMES.account}`
  const { Uploads = [] } = await clients.s3.send(new ListMultipartUploadsCommand({ Bucket }))
  return Uploads.length
}
