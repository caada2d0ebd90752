/** What a check tells: verdict, outputs and summary. Pure. */

import type { HandshakeReport, TargetReport } from '../handshake/handshake.ts'
import { escapeMarkdown, fenceMarkdown } from '../untrusted.ts'
import { describeTarget, renderEvidence } from './handshake-lines.ts'
import { toProblem, type Verdict } from './verdict.ts'

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
  const { finding } = failed[0] ?? {}
  const problem = {
    code: finding?.kind ?? 'handshake-unknown',
    what: failed.map(target => `${describeTarget(target)}.`).join(' '),
    remedy: finding?.remedy ?? 'Run the check again.',
  }
  return { ok: false, headline, problem }
}

export function renderCheckOutputs(handshake: HandshakeReport | undefined, verdict: Verdict): Record<string, string> {
  const failed = (handshake?.targets ?? []).filter(target => target.outcome !== 'accepted')
  return { ok: String(verdict.ok), 'failed-targets': failed.map(target => target.url).join('\n') }
}

export function renderCheckSummary(handshake: HandshakeReport | undefined, verdict: Verdict): string {
  const heading = `## ${verdict.ok ? '✅' : '❌'} ${verdict.headline}`
  if (!handshake) return `${heading}\n\n${fenceMarkdown(`${verdict.problem?.what}\n${verdict.problem?.remedy}`)}\n`
  const evidence = renderEvidence(handshake)
  const parts = handshake.targets.map((target, index) => `${renderTarget(target)}\n\n${evidence[index]}`)
  return `${[heading, ...parts].join('\n\n')}\n`
}

function renderTarget(target: TargetReport): string {
  const line = `- ${target.outcome === 'accepted' ? '✅' : '❌'} ${escapeMarkdown(describeTarget(target))}`
  const { finding } = target
  if (!finding) return line
  return `${line}\n\n${escapeMarkdown(finding.explanation)}\n\n**What to do**\n\n${fenceMarkdown(finding.remedy)}`
}
