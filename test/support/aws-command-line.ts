/** The `aws` command line, ready to run many commands. */

import { type ChildProcessWithoutNullStreams, execFile, spawn, spawnSync } from 'node:child_process'
import { createInterface } from 'node:readline'
import { findPython } from './find-python.ts'
import { REPOSITORY } from './source-files.ts'

export interface AwsCommandLine {
  run(args: readonly string[], variables?: Readonly<Record<string, string>>): Promise<AwsRun>
  close(): void
}

export interface AwsRun {
  readonly exitCode: number
  readonly stdout: string
  readonly stderr: string
}

export const AWS_IS_MISSING =
  'The aws command line is missing. Install it with `sudo apt-get update && sudo apt-get install awscli`.'

/** Undefined where there is none. In one interpreter where its modules can be had, else a process for each command. */
export function openAwsCommandLine(variables: Readonly<Record<string, string>>): AwsCommandLine | undefined {
  const env = { PATH: process.env.PATH ?? '', HOME: process.env.HOME ?? '', AWS_PAGER: '', ...variables }
  const python = findPython('awscli.clidriver')
  if (python !== undefined) return openInOneInterpreter(python, env)
  if (spawnSync('aws', ['--version'], { stdio: 'ignore' }).status === 0) return openProcesses(env)
  return undefined
}

function openInOneInterpreter(python: string, env: Readonly<Record<string, string>>): AwsCommandLine {
  // It ends with its input, and so with this process.
  const child = spawn(python, [`${REPOSITORY}test/support/aws-commands.py`], { env })
  const answers = listen(child)
  let last = 0
  return {
    run: (args, variables = {}) => {
      const id = ++last
      child.stdin.write(`${JSON.stringify({ id, args, env: variables })}\n`)
      return answers.next(id)
    },
    close: () => child.stdin.end(),
  }
}

function listen(child: ChildProcessWithoutNullStreams): { next(id: number): Promise<AwsRun> } {
  const waiting = new Map<number, PromiseWithResolvers<AwsRun>>()
  let [ended, complaint] = [false, '']
  const fail = () => new Error(`aws-commands.py ended early.\n${complaint}`)
  child.stderr.on('data', chunk => {
    complaint += chunk
  })
  child.stdin.on('error', () => {})
  child.on('close', () => {
    ended = true
    for (const { reject } of waiting.values()) reject(fail())
  })
  createInterface(child.stdout).on('line', line => {
    const { id, ...run } = JSON.parse(line)
    waiting.get(id)?.resolve(run)
    waiting.delete(id)
  })
  return {
    next: id => {
      const answer = Promise.withResolvers<AwsRun>()
      if (ended) answer.reject(fail())
      else waiting.set(id, answer)
      return answer.promise
    },
  }
}

function openProcesses(env: Readonly<Record<string, string>>): AwsCommandLine {
  return {
    run: (args, variables = {}) =>
      new Promise(resolve => {
        execFile('aws', args, { env: { ...env, ...variables } }, (error, stdout, stderr) => {
          resolve({ exitCode: typeof error?.code === 'number' ? error.code : error ? 1 : 0, stdout, stderr })
        })
      }),
    close: () => {},
  }
}
