/**
 * The frame of every door, longer than most because it is one place: what the runner gives (inputs, environment, signals)
 * is read once here, and what it takes (outputs, summary, annotations, the exit code) is written once here.
 */

import { appendFile, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ActionError } from './action-error.ts'
import { readWorkflowVariables, type WorkflowVariables } from './github/workflow-variables.ts'
import { type ProxyVariables, readProxyVariables } from './handshake/outgoing-proxy.ts'
import { redact } from './handshake/redact.ts'
import type { InputSource } from './inputs/input-reader.ts'
import { requireNode } from './inputs/require-node.ts'
import type { LedgerEntry } from './ledger.ts'
import { actionsLog as log } from './log.ts'
import { type Markdown, renderMarkdown } from './markdown.ts'
import { renderAnnotation } from './report/annotation.ts'
import { type DocsPlace, linkSections } from './report/link-finding.ts'
import { describeLedger } from './report/list-changes.ts'
import type { Problem, Verdict } from './report/verdict.ts'
import { runner } from './runner.ts'
import { divertStrayOutput } from './stray-output.ts'
import { tellStack, type Uncaught, watchUncaught } from './uncaught.ts'
import { untilAborted } from './until-aborted.ts'
import { type OutputValue, toOutputValue } from './untrusted.ts'

export interface Door {
  readonly inputs: InputSource
  /** Of the environment of the step; undefined where it is not set. */
  readonly variable: (name: string) => string | undefined
  /** The region of the job's credentials, where it has some. */
  readonly region: string | undefined
  /** The folder that relative paths of the inputs start from. */
  readonly workspace: string
  readonly temporaryFolder: string
  /** By which HTTP proxy this machine reaches the internet. */
  readonly proxyVariables: ProxyVariables
  /** Folders of programs, as in PATH. */
  readonly searchPath: string
  readonly workflow: WorkflowVariables
  /** Aborted by SIGINT and SIGTERM, which the runner sends when a job is cancelled, and by an error that nobody caught. */
  readonly cancelled: AbortSignal
  readonly uncaught: Uncaught
}

export interface Ending {
  readonly verdict: Verdict
  readonly outputs: Readonly<Record<string, OutputValue>>
  /** The blocks of it, in their order. */
  readonly summary: readonly Markdown[]
  /** Written to a file whose path becomes the output `report`. */
  readonly report: unknown
  readonly changes: readonly LedgerEntry[]
  /** After a failure: what runs now, as far as the run has seen. */
  readonly running?: readonly string[]
  /** The log and the summary are masked by the runner, the report file is not. */
  readonly secrets: readonly string[]
}

/** From a signal on: the runner waits 7.5 s, and outputs, summary and report are written after this. */
const GRACE_MS = 5000
const LONGEST_AFTERLIFE_MS = 1000

/** The runner drops a summary of more than 1 MiB; what is cut is in the report file. */
const MAX_SUMMARY_BYTES = 1024 * 1024

export function openDoor(): Door {
  const controller = new AbortController()
  divertStrayOutput(log)
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    // Not once: a second signal would end the process at once, in the midst of what it takes back and writes.
    process.on(signal, () => {
      if (!controller.signal.aborted) {
        log.leaveGroup()
        log.info(`${signal} came: the run takes back what is half done, and ends.`)
      }
      controller.abort(cancelledBy(signal))
    })
  }
  const uncaught = watchUncaught(log, controller)
  return {
    inputs: requireNode(process.version, runner.readInput),
    variable: name => process.env[name],
    region: process.env.AWS_REGION || process.env.AWS_DEFAULT_REGION || undefined,
    workspace: process.env.GITHUB_WORKSPACE || process.cwd(),
    temporaryFolder: process.env.RUNNER_TEMP || tmpdir(),
    proxyVariables: readProxyVariables(process.env),
    searchPath: process.env.PATH ?? '',
    workflow: readWorkflowVariables(process.env),
    cancelled: controller.signal,
    uncaught,
  }
}

/** A signal that ends with the job's cancellation or, with an ActionError, when `totalMs` are over. */
export function limitTime(door: Door, totalMs: number, what: 'run' | 'roll back' = 'run'): AbortSignal {
  const controller = new AbortController()
  setTimeout(() => controller.abort(timeIsOver(what, totalMs)), totalMs).unref()
  return AbortSignal.any([door.cancelled, controller.signal])
}

/** What `work` comes to; after a signal for as long as the runner leaves time, then the reason of the signal. */
export async function withinGrace<T>({ cancelled }: Door, work: Promise<T>): Promise<T> {
  const over = new AbortController()
  let timer: NodeJS.Timeout | undefined
  const onCancelled = () => {
    timer = setTimeout(() => over.abort(cancelled.reason), GRACE_MS)
  }
  cancelled.addEventListener('abort', onCancelled, { once: true })
  if (cancelled.aborted) onCancelled()
  try {
    return await untilAborted(work, over.signal)
  } finally {
    log.leaveGroup()
    cancelled.removeEventListener('abort', onCancelled)
    clearTimeout(timer)
  }
}

/** Writes what the run has to say, and sets the exit code: 0 only when the verdict is good or tolerated. */
export async function closeDoor(door: Door, ending: Ending): Promise<void> {
  const place = readDocsPlace(door)
  tellEnding(ending, place)
  door.uncaught.tellOthers(listProblems(ending))
  process.exitCode ||= ending.verdict.ok || ending.verdict.isTolerated ? 0 : 1
  for (const [name, value] of Object.entries(ending.outputs)) runner.setOutput(name, value)
  const report = await unlessRefused('report', () => writeReport(door, ending))
  runner.setOutput('report', toOutputValue(report ?? '', /^[^\r\n]*$/))
  await unlessRefused('summary', () => writeSummary(ending.summary, place))
  // Nothing that still waits (the pause before a retry) has anything to say any more.
  setTimeout(() => process.exit(), LONGEST_AFTERLIFE_MS).unref()
}

function listProblems({ verdict: { problem, furtherProblems = [] } }: Ending): Problem[] {
  return problem ? [problem, ...furtherProblems] : []
}

function tellEnding(ending: Ending, place: DocsPlace): void {
  const { verdict, changes, running = [] } = ending
  const { headline, problem, furtherProblems = [], isTolerated } = verdict
  // What the annotation below says by itself needs no line above it.
  const isSaid = (line: string) => problem?.what.includes(line)
  if (changes.length > 0)
    log.fold(`What was changed, and what takes it back (${changes.length})`, describeLedger(changes))
  for (const line of running) if (!isSaid(line)) log.info(line)
  for (const one of listProblems(ending)) tellStack(log, one)
  const level = isTolerated ? 'warning' : 'error'
  // The runner's log shows no title of an annotation.
  log.info(`${headline}.`)
  if (problem) log.conclude(level, renderAnnotation(problem, place), headline)
  for (const further of furtherProblems) log[level](renderAnnotation(further, place), headline)
}

/** @see https://docs.github.com/en/actions/reference/workflows-and-actions/variables */
function readDocsPlace({ variable, workflow: { serverUrl } }: Door): DocsPlace {
  const [repository = '', ref = ''] = [variable('GITHUB_ACTION_REPOSITORY'), variable('GITHUB_ACTION_REF')]
  return { serverUrl, repository, ref }
}

// A disk that is full or read-only takes the report away, not the verdict.
async function unlessRefused<T>(what: string, write: () => Promise<T>): Promise<T | undefined> {
  try {
    return await write()
  } catch (error) {
    log.warning(`The ${what} could not be written: ${error instanceof Error ? error.message : String(error)}`)
    return undefined
  }
}

async function writeSummary(summary: readonly Markdown[], place: DocsPlace): Promise<void> {
  const path = process.env.GITHUB_STEP_SUMMARY
  const page = renderMarkdown(summary, MAX_SUMMARY_BYTES)
  if (path) await appendFile(path, linkSections(page, place, MAX_SUMMARY_BYTES))
}

async function writeReport(door: Door, { report, secrets }: Ending): Promise<string> {
  const path = join(door.temporaryFolder, `beanstalk-websockets-report-${process.pid}.json`)
  await writeFile(path, `${JSON.stringify(redact(report, secrets), undefined, 2)}\n`)
  return path
}

function cancelledBy(signal: string): ActionError {
  return new ActionError({
    code: 'cancelled',
    message: `The run was cancelled (${signal}).`,
    hint: 'Look at the list of changes in the log before you run it again.',
  })
}

function timeIsOver(what: string, totalMs: number): ActionError {
  return new ActionError({
    code: 'deadline-exceeded',
    message: `The ${what} was not over after ${Math.round(totalMs / 1000)} s.`,
    hint: "Look at the environment's events; raise 'deployment-timeout' if the deployment only needs longer.",
  })
}
