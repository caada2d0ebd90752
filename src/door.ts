/**
 * The frame of every door: what the runner gives (inputs, environment, signals) is read once here, and what it takes
 * (outputs, summary, annotations, the exit code) is written once here.
 */

import { appendFile, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as core from '@actions/core'
import { ActionError } from './action-error.ts'
import type { InputSource } from './inputs/input-reader.ts'
import type { LedgerEntry } from './ledger.ts'
import { actionsLog as log } from './log.ts'
import { describeLedger } from './report/summary-parts.ts'
import type { Verdict } from './report/verdict.ts'

export interface Door {
  readonly inputs: InputSource
  /** The region of the job's credentials, where it has some. */
  readonly region: string | undefined
  /** The folder that relative paths of the inputs start from. */
  readonly workspace: string
  readonly temporaryFolder: string
  /** Aborted by SIGINT and SIGTERM, which the runner sends when a job is cancelled. */
  readonly cancelled: AbortSignal
}

export interface Ending {
  readonly verdict: Verdict
  readonly outputs: Readonly<Record<string, string>>
  readonly summary: string
  /** Written to a file whose path becomes the output `report`. */
  readonly report: unknown
  readonly changes: readonly LedgerEntry[]
  /** The log and the summary are masked by the runner, the report file is not. */
  readonly secrets: readonly string[]
}

const LONGEST_AFTERLIFE_MS = 1000

/** The runner drops a summary of more than 1 MiB; what is cut is in the report file. */
const MAX_SUMMARY_BYTES = 1024 * 1024

export function openDoor(): Door {
  const controller = new AbortController()
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => controller.abort(cancelledBy(signal)))
  }
  return {
    inputs: name => core.getInput(name, { trimWhitespace: false }),
    region: process.env.AWS_REGION || process.env.AWS_DEFAULT_REGION || undefined,
    workspace: process.env.GITHUB_WORKSPACE || process.cwd(),
    temporaryFolder: process.env.RUNNER_TEMP || tmpdir(),
    cancelled: controller.signal,
  }
}

/** A signal that ends with the job's cancellation or, with an ActionError, when `totalMs` are over. */
export function limitTime(door: Door, totalMs: number): AbortSignal {
  const controller = new AbortController()
  setTimeout(() => controller.abort(timeIsOver(totalMs)), totalMs).unref()
  return AbortSignal.any([door.cancelled, controller.signal])
}

/** Writes what the run has to say, and sets the exit code: 0 only when the verdict is good. */
export async function closeDoor(door: Door, ending: Ending): Promise<void> {
  tellEnding(ending)
  process.exitCode = ending.verdict.ok ? 0 : 1
  for (const [name, value] of Object.entries(ending.outputs)) core.setOutput(name, value)
  core.setOutput('report', (await unlessRefused('report', () => writeReport(door, ending))) ?? '')
  await unlessRefused('summary', () => writeSummary(ending.summary))
  // Nothing that still waits (the pause before a retry) has anything to say any more.
  setTimeout(() => process.exit(), LONGEST_AFTERLIFE_MS).unref()
}

function tellEnding({ verdict, changes }: Ending): void {
  for (const line of describeLedger(changes)) log.info(line)
  const { headline, problem } = verdict
  if (problem) log.error(`${problem.title ? `${problem.title}. ` : ''}${problem.what}\n${problem.remedy}`, headline)
  else log.info(`${headline}.`)
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

async function writeSummary(summary: string): Promise<void> {
  const path = process.env.GITHUB_STEP_SUMMARY
  if (path) await appendFile(path, cutToBytes(summary, MAX_SUMMARY_BYTES - 1024))
}

async function writeReport(door: Door, { report, secrets }: Ending): Promise<string> {
  const path = join(door.temporaryFolder, `beanstalk-websockets-report-${process.pid}.json`)
  const inJson = secrets.filter(Boolean).map(secret => JSON.stringify(secret).slice(1, -1))
  const text = inJson.reduce((text, secret) => text.replaceAll(secret, '***'), JSON.stringify(report, undefined, 2))
  await writeFile(path, `${text}\n`)
  return path
}

function cutToBytes(text: string, maxBytes: number): string {
  const bytes = Buffer.from(text)
  if (bytes.length <= maxBytes) return text
  return `${bytes.subarray(0, maxBytes).toString('utf8')}\n\n(The rest is in the report file.)\n`
}

function cancelledBy(signal: string): ActionError {
  return new ActionError({
    code: 'cancelled',
    message: `The run was cancelled (${signal}).`,
    hint: 'An update that had begun goes on in Beanstalk; look at the list of changes before you run it again.',
  })
}

function timeIsOver(totalMs: number): ActionError {
  return new ActionError({
    code: 'deadline-exceeded',
    message: `The run was not over after ${Math.round(totalMs / 1000)} s.`,
    hint: "Look at the environment's events; raise 'deployment-timeout' if the deployment only needs longer.",
  })
}
