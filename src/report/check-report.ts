/** What a check tells: verdict, outputs and summary. Pure. */

import type { HandshakeReport, TargetReport } from '../handshake/handshake.ts'
import { escapeMarkdown } from '../untrusted.ts'
import { describeTarget, renderEvidence } from './handshake-lines.ts'
import { renderProblem } from './summary-parts.ts'
import { describeFinding, toProblem, type Verdict } from './verdict.ts'

export function judgeCheck(handshake: HandshakeReport | undefined, error: unknown): Verdict {
  if (error !== undefined || !handshake) {
    return { ok: false, headline: 'Nothing was checked', problem: toProblem(error) }
  }
  const { targets } = handshake
  const failed = targets.filter(target => target.outcome !== 'accepted')
  if (failed.length === 0) {
    const headline = targets.length === 1 ? 'The WebSocket opened' : `All ${targets.length} WebSockets opened`
    return { ok: true, headline }
  }
  const headline = `${failed.length} of ${targets.length} WebSockets could not be opened`
  const found = failed[0]?.finding
  const told = found ? describeFinding(found) : { code: 'handshake-unknown', remedy: 'Run the check again.' }
  const what = failed.map(target => `${describeTarget(target)}.`).join('\n')
  return { ok: false, headline, problem: { ...told, what } }
}

export function renderCheckOutputs(handshake: HandshakeReport | undefined, verdict: Verdict): Record<string, string> {
  const failed = (handshake?.targets ?? []).filter(target => target.outcome !== 'accepted')
  return { ok: String(verdict.ok), 'failed-targets': failed.map(target => target.url).join('\n') }
}

export function renderCheckSummary(handshake: HandshakeReport | undefined, verdict: Verdict): string {
  const heading = `## ${verdict.ok ? '✅' : '❌'} ${verdict.headline}`
  if (!handshake) return `${[heading, ...(verdict.problem ? [renderProblem(verdict.problem)] : [])].join('\n\n')}\n`
  const evidence = renderEvidence(handshake)
  const parts = handshake.targets.map((target, index) => `${renderTarget(target)}\n\n${evidence[index]}`)
  return `${[heading, ...parts].join('\n\n')}\n`
}

function renderTarget(target: TargetReport): string {
  const line = `### ${target.outcome === 'accepted' ? '✅' : '❌'} ${escapeMarkdown(describeTarget(target))}`
  const { finding } = target
  return finding ? `${line}\n\n${renderProblem(describeFinding(finding))}` : line
}
