/** The command `check`: the check action's diagnosis in a terminal. */

import { readFile } from 'node:fs/promises'
import { systemClock } from '../clock.ts'
import type { HandshakeReport } from '../handshake/handshake.ts'
import type { ProxyVariables } from '../handshake/outgoing-proxy.ts'
import { redact } from '../handshake/redact.ts'
import type { Attempt } from '../handshake/try-target.ts'
import { listCheckSecrets } from '../inputs/check-request.ts'
import { type CommandLine, type CommandRequest, readCommandRequest } from '../inputs/command-line.ts'
import { readCertificates } from '../inputs/read-certificates.ts'
import { type CheckReport, judgeCheck, wasNothingAsked } from '../report/check-report.ts'
import { renderCheckForTerminal, renderProblemForTerminal, renderProgress } from '../report/check-terminal.ts'
import { renderHelp } from '../report/command-help.ts'
import { openWebSockets, PAUSE_BETWEEN_ATTEMPTS_MS } from '../stories/check.ts'
import { toProbeOptions } from '../stories/handshake-options.ts'
import type { Terminal } from '../terminal.ts'
import { toPrintableJson, toPrintableLine } from '../untrusted.ts'

export interface CheckSurroundings {
  readonly out: Terminal
  readonly err: Terminal
  readonly proxyVariables: ProxyVariables
  readonly workingFolder: string
  /** Of the package. */
  readonly manifest: URL
}

/** The exit code. */
export async function runCheck(line: CommandLine, surroundings: CheckSurroundings): Promise<number> {
  const { out, err, manifest } = surroundings
  if (line.kind !== 'check') {
    if (line.kind === 'help') await out.show(renderHelp())
    else await out.write(toPrintableLine(await readVersion(manifest)))
    return 0
  }
  const report = await check(line, surroundings)
  const { verdict, handshake } = report
  if (line.isJson) await out.write(toPrintableJson(report))
  if (!handshake && verdict.problem) await err.show(renderProblemForTerminal(verdict.problem))
  else if (handshake && !line.isJson) await out.show(renderCheckForTerminal(handshake, verdict))
  return pickExitCode(report)
}

/** Without anything that was secret. Never rejects. */
async function check(line: CommandLine, surroundings: CheckSurroundings): Promise<CheckReport> {
  const { proxyVariables } = surroundings
  let request: CommandRequest | undefined
  try {
    request = readCommandRequest(line)
    return redact(makeReport(await open(request, surroundings), request), listCheckSecrets(request, proxyVariables))
  } catch (error) {
    const secrets = request ? listCheckSecrets(request, proxyVariables) : []
    return redact(makeReport(undefined, { failOn: 'error' }, error), secrets)
  }
}

async function open(request: CommandRequest, surroundings: CheckSurroundings): Promise<HandshakeReport> {
  const { err, proxyVariables, workingFolder } = surroundings
  const { attempts, attemptTimeoutMs, probe, urls } = request
  const ca = await readCertificates(probe.ca, workingFolder)
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

async function readVersion(manifest: URL): Promise<string> {
  const { version } = JSON.parse(await readFile(manifest, 'utf8'))
  return String(version)
}
