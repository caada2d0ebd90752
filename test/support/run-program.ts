/** Runs a program to its end and keeps what it printed. */

import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { text } from 'node:stream/consumers'
import { REPOSITORY } from './source-files.ts'

export interface ProgramRun {
  readonly exitCode: number | null
  /** stdout, then stderr. */
  readonly output: string
}

export interface ProgramOptions {
  /** The repository's root when not given. */
  readonly cwd?: string
  readonly env?: Readonly<Record<string, string>>
  readonly stdin?: string
  readonly timeoutMs?: number
}

/** `name` is looked up as in an npm script: in node_modules/.bin first. Never rejects for an exit code. */
export async function runProgram(
  name: string,
  parameters: readonly string[],
  { cwd = REPOSITORY, env = {}, stdin = '', timeoutMs = 120_000 }: ProgramOptions = {},
): Promise<ProgramRun> {
  const path = `${REPOSITORY}node_modules/.bin:${process.env.PATH}`
  const child = spawn(name, parameters, { cwd, env: { ...process.env, PATH: path, ...env }, timeout: timeoutMs })
  // A program may end without having read its input.
  child.stdin.on('error', () => {})
  child.stdin.end(stdin)
  const [stdout, stderr, [exitCode]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')])
  return { exitCode, output: `${stdout}${stderr}`.trim() }
}
