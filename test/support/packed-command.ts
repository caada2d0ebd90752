/** The npm package as a user gets it: packed, installed into an empty folder without a network, run by its own name. */

import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { stat } from 'node:fs/promises'
import { delimiter } from 'node:path'
import { text } from 'node:stream/consumers'
import { onTestFinished, TestRunner } from 'vitest'
import { runProgram } from './run-program.ts'
import { REPOSITORY } from './source-files.ts'
import { listFiles, openWorkspace } from './workspace.ts'

export interface PackedCommand extends AsyncDisposable {
  /** What the tarball holds, sorted. */
  readonly files: readonly string[]
  readonly tarballBytes: number
  /** All that npm has put into node_modules, but for links and its own record. */
  readonly installed: readonly string[]
  /** Of the installed package. */
  readonly folder: string
  run(args: readonly string[], options?: CommandOptions): Promise<CommandRun>
  start(args: readonly string[], options?: CommandOptions): StartedCommand
}

export interface CommandOptions {
  readonly env?: Readonly<Record<string, string>>
  /** Runs it in a terminal of so many columns; its two streams are one then. */
  readonly columns?: number
}

export interface CommandRun {
  readonly exitCode: number | null
  readonly signal: NodeJS.Signals | null
  readonly stdout: string
  readonly stderr: string
}

export interface StartedCommand {
  readonly child: ChildProcess
  readonly finished: Promise<CommandRun>
}

/** A machine that does much else beside it takes several times as long as it takes alone. */
const BUILD_TIMEOUT_MS = 280_000

export async function packCommand(): Promise<PackedCommand> {
  const folder = await openWorkspace({ 'package.json': '{ "private": true }' })
  const quiet = ['--no-audit', '--no-fund', '--loglevel=error']
  const built = await runProgram('npm', ['run', 'package', ...quiet], { timeoutMs: BUILD_TIMEOUT_MS })
  if (built.exitCode !== 0) throw new Error(`npm run package failed: ${built.output}`)
  const packed = await runProgram('npm', ['pack', './command', '--json', '--pack-destination', folder.path, ...quiet])
  const [tarball] = (await listFiles(folder.path)).filter(name => name.endsWith('.tgz'))
  if (packed.exitCode !== 0 || tarball === undefined) throw new Error(`npm pack failed: ${packed.output}`)
  const listed = await runProgram('tar', ['-tzf', folder.file(tarball)])
  const npmrc = { npm_config_cache: folder.file('cache'), npm_config_offline: 'true' }
  const installation = await runProgram('npm', ['install', ...quiet, `./${tarball}`], { cwd: folder.path, env: npmrc })
  if (installation.exitCode !== 0) throw new Error(`npm install failed: ${installation.output}`)
  const start = (args: readonly string[], options: CommandOptions = {}) =>
    startCommand(folder.file('node_modules/.bin/beanstalk-websockets'), args, options)
  return {
    files: listed.output.split('\n').sort(),
    tarballBytes: (await stat(folder.file(tarball))).size,
    installed: (await listFiles(folder.file('node_modules'))).filter(name => !name.startsWith('.')),
    folder: folder.file('node_modules/beanstalk-websockets'),
    start,
    run: (args, options) => start(args, options).finished,
    [Symbol.asyncDispose]: folder.remove,
  }
}

/** Gives the program a terminal, of which it tells the size; and ends with its exit code. */
const IN_TERMINAL = `
import os, pty, sys
size = 'stty cols ' + sys.argv[1] + '; shift; exec "$@"'
sys.exit(os.waitstatus_to_exitcode(pty.spawn(['sh', '-c', size, 'sh'] + sys.argv[1:])))
`

function startCommand(bin: string, args: readonly string[], { env = {}, columns }: CommandOptions): StartedCommand {
  const [name = '', ...parameters] =
    columns === undefined ? [bin, ...args] : ['python3', '-c', IN_TERMINAL, String(columns), bin, ...args]
  const child = spawn(name, parameters, { env: { ...ownEnvironment(), ...env }, stdio: ['ignore', 'pipe', 'pipe'] })
  if (TestRunner.getCurrentTest()) onTestFinished(() => void child.kill('SIGKILL'))
  return { child, finished: follow(child) }
}

/** Without what decides about colours and proxies, and with the Node.js of the machine, not that of npm's package. */
function ownEnvironment(): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => !/^(FORCE_COLOR|NO_COLOR|.*_proxy)$/i.test(name))
  const folders = (process.env.PATH ?? '')
    .split(delimiter)
    .filter(path => !path.startsWith(`${REPOSITORY}node_modules`))
  return { ...Object.fromEntries(kept), TERM: 'xterm-256color', PATH: folders.join(delimiter) }
}

async function follow(child: ChildProcess): Promise<CommandRun> {
  const { stdout: out, stderr: err } = child
  if (!out || !err) throw new Error('The command had no pipes')
  const [stdout, stderr, [exitCode, signal]] = await Promise.all([text(out), text(err), once(child, 'close')])
  return { exitCode, signal, stdout: stdout.replaceAll('\r\n', '\n'), stderr }
}
