/** Runs the story of the preview action as its door does, with a clock that is not the system's and a log that is kept. */

import { ActionError } from '../../src/action-error.ts'
import { makeAwsClients } from '../../src/aws/clients.ts'
import { startDeadline } from '../../src/clock.ts'
import type { Context } from '../../src/context.ts'
import { type GitHub, openGitHub } from '../../src/github/client.ts'
import type { Trigger } from '../../src/github/trigger.ts'
import type { PreviewRequest } from '../../src/inputs/preview-request.ts'
import { readPreviewRequest } from '../../src/inputs/preview-request.ts'
import { type LedgerEntry, openLedger } from '../../src/ledger.ts'
import { openPreviewProducts, type PreviewProducts } from '../../src/report/preview-products.ts'
import { judgePreview } from '../../src/report/preview-verdict.ts'
import type { Verdict } from '../../src/report/verdict.ts'
import { toProbeOptions } from '../../src/stories/handshake-options.ts'
import { preview } from '../../src/stories/preview.ts'
import type { Random } from '../fuzz/random.ts'
import { REGION } from '../support/local-beanstalk.ts'
import { keepLines, limitRun, listClients } from '../walk/run-deployment.ts'
import type { Delivery } from './make-history.ts'
import { KILLED, killBy, type Life, openLife } from './open-life.ts'
import { openWay, slowAws, slowGitHub, type Way } from './slow-ways.ts'
import { BASE, INPUTS, REPOSITORY, type Stage, tokenOf } from './stage.ts'

export interface RunOrder {
  readonly trigger: Trigger
  readonly eventName: string
  readonly runId: number
  readonly attempt: number
  readonly delivery: Delivery
}

export interface PlayedRun {
  readonly products: PreviewProducts
  readonly entries: readonly LedgerEntry[]
  readonly lines: readonly string[]
  /** What was asked of Beanstalk that changes something, and was not refused. */
  readonly changes: readonly AskedChange[]
  /** Its questions about one pull request, from when they were asked until they were answered. */
  readonly looks: readonly Look[]
  readonly startedAtMs: number
  readonly endedAtMs: number
  /** Undefined: it was killed, or has not ended. */
  readonly verdict: Verdict | undefined
}

export interface Look {
  readonly askedAtMs: number
  readonly answeredAtMs: number
}

export interface AskedChange {
  /** "TerminateEnvironment" */
  readonly operation: string
  /** Of the environment or the version. */
  readonly name: string
  readonly atMs: number
}

/** As the door has it. */
const GITHUB_PATIENCE_MS = 60_000
const LAST_WORDS_MS = 3000

export async function runPreview(stage: Stage, order: RunOrder, random: Random): Promise<PlayedRun> {
  const { time, history } = stage
  const { delivery, runId, attempt, trigger, eventName } = order
  const inputs: Readonly<Record<string, string>> = {
    ...INPUTS,
    'max-age': `${history.maxAgeDays}d`,
    'max-previews': String(history.maxPreviews),
    'only-with-label': history.onlyWithLabel ?? '',
    'deployment-timeout': String(delivery.timeoutS),
    'github-token': tokenOf(delivery.token),
  }
  const request = readPreviewRequest(name => inputs[name] ?? '', { region: REGION })
  const products = openPreviewProducts()
  const { applicationName, baseEnvironmentName, requireCredentials, region, deploymentTimeoutMs: totalMs } = request
  const named = { region, applicationName, baseEnvironmentName, requireCredentials, repository: REPOSITORY }
  Object.assign(products, named)
  const ledger = openLedger()
  const lines: string[] = []
  const changes: AskedChange[] = []
  const looks: Look[] = []
  const { end } = delivery
  const life = openLife(time.runClock)
  const cancelledAfterMs = end?.kind === 'cancelled' ? end.afterMs : undefined
  const limits = limitRun(stage, { totalMs, cancelledAfterMs })
  const { signal } = limits
  const spare = end?.kind === 'killed' ? time.after(end.afterMs, life.kill) : () => {}
  const { maxRetries, retryDelayMs } = request.aws
  const names = { application: BASE.application, environment: BASE.environment }
  const aws = makeAwsClients({ region, names, maxRetries, retryDelayMs, signal, onRequest: () => {} })
  const way = openWay(life.clock, random, delivery.slowness)
  for (const client of listClients(aws)) {
    time.watch(client)
    const isAfterwards = client === aws.elasticBeanstalkAfterwards || client === aws.s3Afterwards
    slowAws(client, way, isAfterwards ? undefined : signal)
    life.hold(client)
    if (end?.kind === 'killed-by') killBy(client, life, end.operation)
  }
  noteChanges(stage, aws.elasticBeanstalk, changes)
  const context: Context = {
    ...{ aws, ledger, signal, clock: life.clock, log: keepLines(lines, time) },
    ...{ deadline: startDeadline(life.clock, totalMs), temporaryFolder: stage.workspace.path, searchPath: '' },
  }
  const probe = toProbeOptions(request.handshake.probe, { ca: undefined, proxyVariables: {} })
  const workflow = {
    ...{ eventName, repository: REPOSITORY, apiUrl: stage.github.url, serverUrl: 'https://github.com' },
    ...{ eventPath: '', sha: '', runId: String(runId), runAttempt: String(attempt) },
  }
  const open = (own: AbortSignal) => openSlowGitHub(stage, request, { life, way, looks, signal: own })
  const openAfterwards = () => open(limitLastWords(stage))
  const startedAtMs = time.nowMs()
  let verdict: Verdict | undefined
  let failure: unknown
  try {
    const github = await open(signal)
    const workspace = stage.workspace.file('app')
    const given = { request, workspace, probe, workflow, trigger, github, openAfterwards, secrets: [] }
    await Promise.race([preview(context, given, products), life.killed])
  } catch (error) {
    failure = error
  }
  if (failure !== KILLED) {
    aws.destroy()
    verdict = judgePreview(products, failure, ledger.entries())
  }
  limits.end()
  spare()
  const entries = ledger.entries()
  return { products, entries, lines, changes, looks, startedAtMs, endedAtMs: time.nowMs(), verdict }
}

interface Asking {
  readonly life: Life
  readonly way: Way
  readonly looks: Look[]
  readonly signal: AbortSignal
}

async function openSlowGitHub(
  { time, github }: Stage,
  { token }: PreviewRequest,
  { life, way, looks, signal }: Asking,
): Promise<GitHub> {
  const opened = await openGitHub({
    ...{ token, signal, apiUrl: github.url, clock: life.clock, patienceMs: GITHUB_PATIENCE_MS, onRequest: () => {} },
    repository: { owner: 'octo-org', name: 'chat' },
  })
  const onAsk = (name: string) => {
    const askedAtMs = time.nowMs()
    return () => void (name === 'rest.pulls.get' && looks.push({ askedAtMs, answeredAtMs: time.nowMs() }))
  }
  return slowGitHub(opened, { way, signal, onAsk })
}

function limitLastWords({ time }: Stage): AbortSignal {
  const controller = new AbortController()
  const over = { code: 'cancelled', message: 'GitHub did not answer in time.', hint: 'Look at the log.' }
  time.after(LAST_WORDS_MS, () => controller.abort(new ActionError(over)))
  return controller.signal
}

/** Nothing was done: neither by this attempt nor by one before it. */
function isPlainRefusal(error: unknown): boolean {
  const cause = error instanceof Error ? (error.cause as { $metadata?: Metadata } | undefined) : undefined
  const { httpStatusCode: status = 0, attempts = 1 } = cause?.$metadata ?? {}
  return status >= 400 && status < 500 && attempts === 1
}

interface Metadata {
  readonly httpStatusCode?: number
  readonly attempts?: number
}

const CHANGES = /^(Create|Update|Terminate)EnvironmentCommand$|^(Create|Delete)ApplicationVersionCommand$/

interface Input {
  readonly EnvironmentId?: string
  readonly EnvironmentName?: string
  readonly VersionLabel?: string
}

function noteChanges(stage: Stage, client: Context['aws']['elasticBeanstalk'], changes: AskedChange[]): void {
  const note =
    <Output>(next: (args: { input: Input }) => Promise<Output>, { commandName = '' }: { commandName?: string }) =>
    async (args: { input: Input }): Promise<Output> => {
      if (!CHANGES.test(commandName)) return await next(args)
      const operation = commandName.replace(/Command$/, '')
      const { EnvironmentId, EnvironmentName, VersionLabel = '' } = args.input
      const isOfVersion = operation.endsWith('Version')
      const name = isOfVersion ? VersionLabel : (EnvironmentName ?? stage.nameOf(EnvironmentId) ?? '')
      const asked = { operation, name, atMs: stage.time.nowMs() }
      if (name !== '') changes.push(asked)
      try {
        return await next(args)
      } catch (error) {
        if (name !== '' && isPlainRefusal(error)) changes.splice(changes.indexOf(asked), 1)
        throw error
      }
    }
  const stack = client.middlewareStack as unknown as { add(middleware: unknown, where: object): void }
  stack.add(note, { step: 'initialize', name: 'noteChanges' })
}
