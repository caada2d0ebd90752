/** The door of the command line: `npx beanstalk-websockets check wss://...`, and `local ./my-app`. */

import { tmpdir } from 'node:os'
import { forgetAws } from './commands/forget-aws.ts'
import { runCheck } from './commands/run-check.ts'
import { readProxyVariables } from './handshake/outgoing-proxy.ts'
import { sortArguments } from './inputs/command-line.ts'
import { renderProblemForTerminal } from './report/check-terminal.ts'
import { toProblem } from './report/verdict.ts'
import { divertStrayOutput } from './stray-output.ts'
import { openKeyboard, openTerminals } from './terminal.ts'

/** A look-up of a name cannot be called off, and would keep the process for as long as it takes. */
const LONGEST_AFTERLIFE_MS = 1000
/** Of the package, in whose root there is one folder above this file, both as it is written and as it is built. */
const MANIFEST = new URL('../package.json', import.meta.url)

divertStrayOutput({ debug: () => {} })
const terminals = openTerminals(process.env)
for (const event of ['uncaughtException', 'unhandledRejection'] as const) process.on(event, tellUncaught)
// Not awaited here: what is loaded later may import from this file, and would wait for it.
void end(run(process.argv.slice(2)))

async function end(running: Promise<number>): Promise<void> {
  process.exitCode = await running
  setTimeout(() => process.exit(), LONGEST_AFTERLIFE_MS).unref()
}

async function run(args: readonly string[]): Promise<number> {
  const [command, ...rest] = args
  if (command === 'local') return local(rest)
  if (command === 'help' && rest[0] === 'local') return local(['--help'])
  const proxyVariables = readProxyVariables(process.env)
  const surroundings = { ...terminals, proxyVariables, workingFolder: process.cwd(), manifest: MANIFEST }
  return runCheck(sortArguments(args), surroundings)
}

async function local(args: readonly string[]): Promise<number> {
  forgetAws(process.env)
  // It reads the inputs of the deploy action, which the check does without.
  const { runLocal } = await import('./commands/run-local.ts')
  const { version: nodeVersion, platform: system, env } = process
  return runLocal({
    args,
    ...terminals,
    keyboard: openKeyboard(),
    machine: { nodeVersion, system, searchPath: env.PATH ?? '' },
    workingFolder: process.cwd(),
    temporaryFolder: tmpdir(),
  })
}

// Node.js would print its stack, in which text of others may stand as it is.
async function tellUncaught(error: unknown): Promise<void> {
  await terminals.err.show(renderProblemForTerminal(toProblem(error)))
  process.exit(2)
}
