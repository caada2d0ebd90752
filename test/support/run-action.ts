/**
 * Runs an action as GitHub's runner does: the file that action.yml names, on the runner's own Node, as a child process
 * with INPUT_* and GITHUB_* variables; and reads what it leaves behind as the runner does.
 */

import { type ChildProcess, type StdioOptions, spawn } from 'node:child_process'
import { EventEmitter, once } from 'node:events'
import { mkdir, mkdtemp, readFile, realpath, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { onTestFinished, TestRunner } from 'vitest'
import { makeInputVariables, readActionManifest } from './action-manifest.ts'
import { parseFileCommands } from './file-commands.ts'
import {
  type Annotation,
  createOutputReader,
  type OutputReader,
  parseCommand,
  type WorkflowCommand,
} from './workflow-commands.ts'
import { listFiles } from './workspace.ts'

export interface ActionStep {
  /** One of the repository's actions, or the path of another action.yml. */
  readonly action: 'deploy' | 'check' | 'preview' | { readonly file: string }
  /** The step's `with`. A name that action.yml does not declare is an error. */
  readonly inputs?: Readonly<Record<string, string>>
  /** The step's `env`, over everything that the runner sets: AWS_ENDPOINT_URL, GITHUB_API_URL, ACTIONS_STEP_DEBUG. */
  readonly env?: Readonly<Record<string, string>>
  readonly event?: { readonly name: string; readonly payload: unknown }
  /** The step's working folder and GITHUB_WORKSPACE; an empty temporary one when not given. */
  readonly workspace?: string
  /** Sends a signal when a line of the log matches. */
  readonly signalAfter?: { readonly line: RegExp; readonly signal: NodeJS.Signals }
  /** Hears each line of the log as it comes. */
  readonly onLine?: (line: string) => void
  /** After this the process is killed and the run rejected, with what the log held. */
  readonly timeoutMs?: number
}

export interface ActionRun {
  readonly exitCode: number | null
  readonly signal: NodeJS.Signals | null
  /** What the user sees: masked lines of stdout and stderr in the order of their arrival, groups as `▾ title`. */
  readonly log: string
  /** Every line as it was printed, unmasked; only those that ask for a mask are left out. */
  readonly printed: string
  readonly commands: readonly WorkflowCommand[]
  readonly annotations: readonly Annotation[]
  readonly outputs: Readonly<Record<string, string>>
  /** Masked. Empty when the runner would drop it for its size. */
  readonly summary: string
  readonly durationMs: number
  /** The raw text of the files that the step writes to. */
  readonly outputFiles: Readonly<Record<FileCommand, string>>
  /** Where the step ran; the folder is gone unless it was given. */
  readonly workspace: string
  /** RUNNER_TEMP, gone by now; files that the step left there, by name. */
  readonly temporaryFiles: Readonly<Record<string, string>>
  readonly runnerTemp: string
}

export interface StartedAction {
  readonly pid: number
  /** Resolves with the first line of the log that matches, be it there already or still to come. */
  waitForLine(pattern: RegExp): Promise<string>
  kill(signal: NodeJS.Signals): void
  /** Closes the ends at which its log is read, as a runner does that dies. */
  stopReading(): void
  /** As the runner cancels a step: SIGINT, after 7.5 s SIGTERM, after another 2.5 s SIGKILL. */
  cancel(): void
  readonly finished: Promise<ActionRun>
}

export type FileCommand = 'output' | 'state' | 'env' | 'path' | 'step_summary'

const REPOSITORY = fileURLToPath(new URL('../../', import.meta.url))
const MANIFESTS = { deploy: 'action.yml', check: 'check/action.yml', preview: 'preview/action.yml' }
const FILE_COMMANDS: readonly FileCommand[] = ['output', 'state', 'env', 'path', 'step_summary']
const MAX_SUMMARY_BYTES = 1024 * 1024
const SIGTERM_AFTER_MS = 7_500
const SIGKILL_AFTER_MS = 10_000
/** What `github.token` is. */
export const TOKEN = 'ghs_token_of_the_test_run'

/** Runs the step to its end. */
export async function runAction(step: ActionStep): Promise<ActionRun> {
  return (await startAction(step)).finished
}

/** Starts the step. Inside a test the process is killed when the test has finished before it. */
export async function startAction(step: ActionStep): Promise<StartedAction> {
  const file = typeof step.action === 'string' ? join(REPOSITORY, MANIFESTS[step.action]) : step.action.file
  const manifest = await readActionManifest(file)
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'action-run-')))
  try {
    const workspace = step.workspace ?? join(folder, 'workspace')
    const env = {
      ...makeRunnerVariables(folder, workspace, step),
      ...makeInputVariables(manifest, step.inputs ?? {}, { 'github.token': TOKEN, 'github.workspace': workspace }),
      ...step.env,
    }
    await prepareFolder(folder, step)
    const stdio: StdioOptions = ['ignore', 'pipe', 'pipe']
    const child = spawn(await findNode24(), [manifest.mainPath], { cwd: workspace, env, stdio })
    if (TestRunner.getCurrentTest()) onTestFinished(() => void child.kill('SIGKILL'))
    return followAction({ child, folder, workspace, step, env })
  } catch (error) {
    await removeFolder(folder)
    throw error
  }
}

function removeFolder(folder: string): Promise<void> {
  return rm(folder, { recursive: true, force: true, maxRetries: 3 })
}

function makeRunnerVariables(folder: string, workspace: string, step: ActionStep): Record<string, string> {
  const files = FILE_COMMANDS.map(name => [`GITHUB_${name.toUpperCase()}`, join(folder, name)])
  return {
    PATH: [process.env.PATH ?? '', '/usr/sbin'].join(delimiter),
    HOME: join(folder, 'home'),
    CI: 'true',
    GITHUB_ACTIONS: 'true',
    GITHUB_ACTION: 'deploy',
    GITHUB_ACTOR: 'octocat',
    // Nothing listens there: a test that talks to GitHub's API brings its own server.
    GITHUB_API_URL: 'http://127.0.0.1:9',
    GITHUB_EVENT_NAME: step.event?.name ?? 'push',
    GITHUB_EVENT_PATH: join(folder, 'event.json'),
    GITHUB_JOB: 'deploy',
    GITHUB_REF: 'refs/heads/main',
    GITHUB_REF_NAME: 'main',
    GITHUB_REF_TYPE: 'branch',
    GITHUB_REPOSITORY: 'octo-org/chat',
    GITHUB_REPOSITORY_ID: '1296269',
    GITHUB_REPOSITORY_OWNER: 'octo-org',
    GITHUB_RUN_ATTEMPT: '1',
    GITHUB_RUN_ID: '1658821493',
    GITHUB_RUN_NUMBER: '42',
    GITHUB_SERVER_URL: 'https://github.com',
    GITHUB_SHA: '6dcb09b5b57875f334f61aebed695e2e4193db5e',
    GITHUB_WORKFLOW: 'Deploy',
    GITHUB_WORKSPACE: workspace,
    RUNNER_ARCH: 'X64',
    RUNNER_ENVIRONMENT: 'github-hosted',
    RUNNER_NAME: 'test',
    RUNNER_OS: 'Linux',
    RUNNER_TEMP: join(folder, 'temp'),
    RUNNER_TOOL_CACHE: join(folder, 'tools'),
    ...Object.fromEntries(files),
  }
}

async function prepareFolder(folder: string, step: ActionStep): Promise<void> {
  for (const name of ['home', 'temp', 'tools', 'workspace']) await mkdir(join(folder, name))
  for (const name of FILE_COMMANDS) await writeFile(join(folder, name), '')
  await writeFile(join(folder, 'event.json'), JSON.stringify(step.event?.payload ?? {}))
}

/** npm's package `node` is the runtime that the runner has, whatever Node runs this. */
function findNode24(): Promise<string> {
  return realpath(join(REPOSITORY, 'node_modules/.bin/node'))
}

interface Following {
  readonly child: ChildProcess
  readonly folder: string
  readonly workspace: string
  readonly step: ActionStep
  readonly env: Readonly<Record<string, string>>
}

function followAction(following: Following): StartedAction {
  const { child, step, env } = following
  const startedMs = performance.now()
  const reader = createOutputReader({ debug: env.ACTIONS_STEP_DEBUG === 'true' || env.RUNNER_DEBUG === '1' })
  reader.mask(TOKEN)
  const lines: string[] = []
  const printed: string[] = []
  const news = new EventEmitter().setMaxListeners(0)
  let signalAfter = step.signalAfter
  const onLine = (text: string) => {
    if (parseCommand(text)?.name !== 'add-mask') printed.push(text)
    for (const line of reader.read(text)) {
      lines.push(line)
      news.emit('line', line)
      step.onLine?.(line)
      if (!signalAfter?.line.test(line)) continue
      child.kill(signalAfter.signal)
      signalAfter = undefined
    }
  }
  for (const stream of [child.stdout, child.stderr]) {
    if (stream) createInterface({ input: stream, crlfDelay: Number.POSITIVE_INFINITY }).on('line', onLine)
  }
  const finished = finish({ ...following, reader, lines, printed, startedMs })
  // Who only waits for a line need not look at the end.
  finished.catch(() => {})
  return {
    pid: child.pid ?? 0,
    finished,
    kill: signal => void child.kill(signal),
    stopReading: () => {
      for (const stream of [child.stdout, child.stderr]) stream?.destroy()
    },
    cancel: () => cancel(child),
    waitForLine: pattern => waitForLine(pattern, { lines, news, finished }),
  }
}

interface Watched {
  readonly lines: readonly string[]
  /** Emits `line`. */
  readonly news: EventEmitter
  readonly finished: Promise<unknown>
}

async function waitForLine(pattern: RegExp, { lines, news, finished }: Watched): Promise<string> {
  const seen = lines.find(line => pattern.test(line))
  if (seen !== undefined) return seen
  return new Promise((resolve, reject) => {
    const onLine = (line: string) => {
      if (!pattern.test(line)) return
      news.off('line', onLine)
      resolve(line)
    }
    const onEnd = () =>
      reject(new Error(`The action ended without a line like ${pattern}. Its log:\n${lines.join('\n')}`))
    news.on('line', onLine)
    finished.then(onEnd, onEnd)
  })
}

function cancel(child: ChildProcess): void {
  child.kill('SIGINT')
  const timers = [
    setTimeout(() => child.kill('SIGTERM'), SIGTERM_AFTER_MS),
    setTimeout(() => child.kill('SIGKILL'), SIGKILL_AFTER_MS),
  ]
  child.once('close', () => {
    for (const timer of timers) clearTimeout(timer)
  })
}

interface Finishing extends Following {
  readonly reader: OutputReader
  readonly lines: readonly string[]
  readonly printed: readonly string[]
  readonly startedMs: number
}

async function finish({ child, folder, workspace, step, reader, ...seen }: Finishing): Promise<ActionRun> {
  const { lines, printed, startedMs } = seen
  const timeoutMs = step.timeoutMs ?? 110_000
  let isLate = false
  const timer = setTimeout(() => {
    isLate = true
    child.kill('SIGKILL')
    // A grandchild that holds the pipes open would otherwise keep the test waiting.
    child.stdout?.destroy()
    child.stderr?.destroy()
  }, timeoutMs)
  try {
    const [exitCode, signal] = (await once(child, 'close')) as [number | null, NodeJS.Signals | null]
    if (isLate) throw new Error(`The action ran for more than ${timeoutMs} ms. Its log:\n${lines.join('\n')}`)
    const outputFiles = await readOutputFiles(folder)
    if (typeof step.action === 'string' && signal === null) judgeLog(reader.commands, lines)
    return {
      exitCode,
      signal,
      log: lines.join('\n'),
      printed: printed.join('\n'),
      commands: reader.commands,
      annotations: reader.annotations,
      outputs: { ...reader.outputs, ...parseFileCommands(outputFiles.output) },
      summary: readSummary(outputFiles.step_summary, reader),
      durationMs: performance.now() - startedMs,
      outputFiles,
      workspace,
      runnerTemp: join(folder, 'temp'),
      temporaryFiles: await readTemporaryFiles(join(folder, 'temp')),
    }
  } finally {
    clearTimeout(timer)
    await removeFolder(folder)
  }
}

/** What no run of ours may do, whatever becomes of it: leave a group open, or tell more annotations than are shown. */
function judgeLog(commands: readonly WorkflowCommand[], lines: readonly string[]): void {
  const names = commands.map(({ name }) => name)
  const groups = names.filter(name => name === 'group' || name === 'endgroup').join()
  const most = Math.max(...['notice', 'warning', 'error'].map(level => names.filter(name => name === level).length))
  if (/^(group,endgroup(,|$))*$/.test(groups) && most <= 10) return
  throw new Error(`Its groups were ${groups}, its annotations up to ${most} of a kind. Its log:\n${lines.join('\n')}`)
}

async function readOutputFiles(folder: string): Promise<Record<FileCommand, string>> {
  const read = async (name: FileCommand) => [name, await readFile(join(folder, name), 'utf8')]
  return Object.fromEntries(await Promise.all(FILE_COMMANDS.map(read)))
}

async function readTemporaryFiles(folder: string): Promise<Record<string, string>> {
  const names = await listFiles(folder)
  const read = async (name: string) => [name, await readFile(join(folder, name), 'utf8')]
  return Object.fromEntries(await Promise.all(names.map(read)))
}

// The runner drops a summary that is too large, and says so in an error that fails nothing.
function readSummary(text: string, reader: OutputReader): string {
  if (Buffer.byteLength(text) <= MAX_SUMMARY_BYTES) return reader.applyMasks(text)
  reader.read('::error::$GITHUB_STEP_SUMMARY upload aborted, supports content up to a size of 1024k')
  return ''
}
