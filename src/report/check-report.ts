/** What a check tells: verdict, outputs and summary. Pure. */

import type { HandshakeReport, TargetReport } from '../handshake/handshake.ts'
import { type Markdown, markdown } from '../markdown.ts'
import { type OutputValue, toOutputValue } from '../untrusted.ts'
import { describeTarget, renderEvidence } from './handshake-lines.ts'
import { renderHeading, renderProblem } from './summary-parts.ts'
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
  const told = found
    ? describeFinding(found)
    : {
        code: 'handshake-unknown',
        remedy: 'Look at the evidence of the handshake in the summary, and run the job again.',
      }
  const what = failed.map(target => `${describeTarget(target)}.`).join('\n')
  return { ok: false, headline, problem: { ...told, what } }
}

export function renderCheckOutputs(
  handshake: HandshakeReport | undefined,
  verdict: Verdict,
): Record<string, OutputValue> {
  const failed = (handshake?.targets ?? []).filter(target => target.outcome !== 'accepted')
  return {
    ok: toOutputValue(String(verdict.ok), /^(true|false)$/),
    'failed-targets': toOutputValue(failed.map(target => target.url).join('\n'), URLS),
  }
}

const URLS = /^(wss?:\/\/[\x21-\x7e]*\n?)*$/

export function renderCheckSummary(handshake: HandshakeReport | undefined, verdict: Verdict): Markdown[] {
  const heading = renderHeading(verdict.ok, verdict.headline)
  if (!handshake) return [heading, ...(verdict.problem ? [renderProblem(verdict.problem)] : [])]
  const evidence = renderEvidence(handshake)
  return [
    heading,
    ...handshake.targets.flatMap((target, index) => [renderTarget(target), ...evidence.slice(index, index + 1)]),
  ]
}

function renderTarget(target: TargetReport): Markdown {
  const line = markdown`### ${target.outcome === 'accepted' ? '✅' : '❌'} ${describeTarget(target)}`
  const { finding } = target
  return finding ? markdown`${line}\n\n${renderProblem(describeFinding(finding))}` : line
}
