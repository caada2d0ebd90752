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
import { openWay, slowAws, slowGitHub } from './slow-ways.ts'
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
  readonly startedAtMs: number
  readonly endedAtMs: number
  /** Undefined: it was killed, or has not ended. */
  readonly verdict: Verdict | undefined
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
  const { end } = delivery
  const killed = Promise.withResolvers<never>()
  killed.promise.catch(() => {})
  const cancelledAfterMs = end?.afterMs
  const limits = limitRun(stage, { totalMs, cancelledAfterMs })
  const { signal } = limits
  if (end?.kind === 'killed') time.after(end.afterMs, () => killed.reject(KILLED))
  const { maxRetries, retryDelayMs } = request.aws
  const names = { application: BASE.application, environment: BASE.environment }
  const aws = makeAwsClients({ region, names, maxRetries, retryDelayMs, signal, onRequest: () => {} })
  const way = openWay(time, random, delivery.slowness)
  for (const client of listClients(aws)) {
    time.watch(client)
    const isAfterwards = client === aws.elasticBeanstalkAfterwards || client === aws.s3Afterwards
    slowAws(client, way, isAfterwards ? undefined : signal)
  }
  noteChanges(stage, aws.elasticBeanstalk, changes)
  const context: Context = {
    ...{ aws, ledger, signal, clock: time.runClock, log: keepLines(lines, time) },
    ...{ deadline: startDeadline(time.runClock, totalMs), temporaryFolder: stage.workspace.path, searchPath: '' },
  }
  const probe = toProbeOptions(request.handshake.probe, { ca: undefined, proxyVariables: {} })
  const workflow = {
    ...{ eventName, repository: REPOSITORY, apiUrl: stage.github.url, serverUrl: 'https://github.com' },
    ...{ eventPath: '', sha: '', runId: String(runId), runAttempt: String(attempt) },
  }
  const open = async (own: AbortSignal) => slowGitHub(await openClient(stage, request, own), way, own)
  const openAfterwards = () => open(limitLastWords(stage))
  const startedAtMs = time.nowMs()
  let verdict: Verdict | undefined
  let failure: unknown
  try {
    const github = await open(signal)
    const workspace = stage.workspace.file('app')
    const given = { request, workspace, probe, workflow, trigger, github, openAfterwards, secrets: [] }
    await Promise.race([preview(context, given, products), killed.promise])
  } catch (error) {
    failure = error
  }
  if (failure !== KILLED) {
    aws.destroy()
    verdict = judgePreview(products, failure, ledger.entries())
  }
  limits.end()
  const entries = ledger.entries()
  return { products, entries, lines, changes, startedAtMs, endedAtMs: time.nowMs(), verdict }
}

const KILLED = new Error('The run was killed.')

async function openClient({ time, github }: Stage, { token }: PreviewRequest, signal: AbortSignal): Promise<GitHub> {
  return openGitHub({
    ...{ token, signal, apiUrl: github.url, clock: time.runClock, patienceMs: GITHUB_PATIENCE_MS, onRequest: () => {} },
    repository: { owner: 'octo-org', name: 'chat' },
  })
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
      try {
        return await next(args)
      } catch (error) {
        if (isPlainRefusal(error)) asked.name = ''
        throw error
      } finally {
        if (asked.name !== '') changes.push(asked)
      }
    }
  const stack = client.middlewareStack as unknown as { add(middleware: unknown, where: object): void }
  stack.add(note, { step: 'initialize', name: 'noteChanges' })
}
