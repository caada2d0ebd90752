/** The door of the command line, `npx beanstalk-websockets check wss://...`: the check action's diagnosis in a terminal. */

import { readFile } from 'node:fs/promises'
import { systemClock } from './clock.ts'
import type { HandshakeReport } from './handshake/handshake.ts'
import { readProxyVariables } from './handshake/outgoing-proxy.ts'
import { redact } from './handshake/redact.ts'
import type { Attempt } from './handshake/try-target.ts'
import { listCheckSecrets } from './inputs/check-request.ts'
import { type CommandLine, type CommandRequest, readCommandRequest, sortArguments } from './inputs/command-line.ts'
import { readCertificates } from './inputs/read-certificates.ts'
import { type CheckReport, judgeCheck, wasNothingAsked } from './report/check-report.ts'
import { renderCheckForTerminal, renderProblemForTerminal, renderProgress } from './report/check-terminal.ts'
import { renderHelp } from './report/command-help.ts'
import { openWebSockets, PAUSE_BETWEEN_ATTEMPTS_MS } from './stories/check.ts'
import { toProbeOptions } from './stories/handshake-options.ts'
import { divertStrayOutput } from './stray-output.ts'
import { openTerminals } from './terminal.ts'
import { toPrintableJson, toPrintableLine } from './untrusted.ts'

/** A look-up of a name cannot be called off, and would keep the process for as long as it takes. */
const LONGEST_AFTERLIFE_MS = 1000

divertStrayOutput({ debug: () => {} })
const { out, err } = openTerminals(process.env)
const proxyVariables = readProxyVariables(process.env)
for (const event of ['uncaughtException', 'unhandledRejection'] as const) process.on(event, tellUncaught)
await run(sortArguments(process.argv.slice(2)))
setTimeout(() => process.exit(), LONGEST_AFTERLIFE_MS).unref()

async function run(line: CommandLine): Promise<void> {
  if (line.kind === 'help') return out.show(renderHelp())
  if (line.kind === 'version') return out.write(toPrintableLine(await readVersion()))
  const report = await check(line)
  const { verdict, handshake } = report
  process.exitCode = pickExitCode(report)
  if (line.isJson) await out.write(toPrintableJson(report))
  if (!handshake && verdict.problem) await err.show(renderProblemForTerminal(verdict.problem))
  else if (handshake && !line.isJson) await out.show(renderCheckForTerminal(handshake, verdict))
}

/** Without anything that was secret. Never rejects. */
async function check(line: CommandLine): Promise<CheckReport> {
  let request: CommandRequest | undefined
  try {
    request = readCommandRequest(line)
    return redact(makeReport(await open(request), request), listCheckSecrets(request, proxyVariables))
  } catch (error) {
    const secrets = request ? listCheckSecrets(request, proxyVariables) : []
    return redact(makeReport(undefined, { failOn: 'error' }, error), secrets)
  }
}

async function open(request: CommandRequest): Promise<HandshakeReport> {
  const { attempts, attemptTimeoutMs, probe, urls } = request
  const ca = await readCertificates(probe.ca, process.cwd())
  const options = { ...toProbeOptions(probe, { ca, proxyVariables }), attemptTimeoutMs }
  const progress = { attempts, holdMs: probe.holdMs, pauseMs: PAUSE_BETWEEN_ATTEMPTS_MS }
  const onAttempt = (attempt: Attempt) => {
    if (err.isInteractive) void err.show(renderProgress(attempt, progress))
  }
  return openWebSockets({ clock: systemClock, onAttempt }, { request, urls, known: {}, probe: options })
}

function makeReport(
  handshake: HandshakeReport | undefined,
  { failOn }: Pick<CommandRequest, 'failOn'>,
  failure?: unknown,
): CheckReport {
  const checked = handshake?.targets.map(report => ({ report }))
  return { kind: 'check', verdict: judgeCheck({ checked, failOn }, failure), handshake }
}

function pickExitCode({ verdict, handshake }: CheckReport): number {
  if (!handshake || wasNothingAsked(handshake.targets)) return 2
  return verdict.ok || verdict.isTolerated ? 0 : 1
}

// Node.js would print its stack, in which text of others may stand as it is.
async function tellUncaught(error: unknown): Promise<void> {
  const { problem } = judgeCheck({ checked: undefined, failOn: 'error' }, error)
  if (problem) await err.show(renderProblemForTerminal(problem))
  process.exit(2)
}

/** Of the package, in whose root there is one folder above this file, both as it is written and as it is built. */
async function readVersion(): Promise<string> {
  const { version } = JSON.parse(await readFile(new URL('../package.json', import.meta.url), 'utf8'))
  return String(version)
}
