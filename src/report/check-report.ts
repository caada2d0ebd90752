/** What a check tells: verdict, outputs and summary. Pure. */

import type { HandshakeReport, TargetReport } from '../handshake/handshake.ts'
import type { FailOn } from '../inputs/probe-inputs.ts'
import { type Markdown, markdown } from '../markdown.ts'
import { type OutputValue, toOutputValue } from '../untrusted.ts'
import { describeCut, describeTarget, isUnasked, renderEvidence, UNASKED_REMEDY } from './handshake-lines.ts'
import { renderHeading, renderProblem } from './summary-parts.ts'
import { describeFinding, type Problem, toProblem, type Verdict } from './verdict.ts'

export interface CheckProducts {
  readonly handshake: HandshakeReport | undefined
  /** From which severity on the check fails. */
  readonly failOn: FailOn
}

export function judgeCheck({ handshake, failOn }: CheckProducts, error: unknown): Verdict {
  if (error !== undefined || !handshake) {
    return { ok: false, headline: 'Nothing was checked', problem: toProblem(error) }
  }
  const { targets } = handshake
  // As with wrong inputs: there is no answer that could be tolerated.
  if (wasNothingAsked(handshake)) return { ok: false, headline: 'Nothing was checked', ...describeProblems(targets) }
  const failed = targets.filter(isFailed)
  const doubted = failOn === 'warning' ? targets.filter(target => !isFailed(target) && target.finding !== null) : []
  const told = [...failed, ...doubted]
  if (told.length > 0) {
    const headline = failed.length > 0 ? describeCount(failed, targets) : 'A WebSocket opened, but with a warning'
    return { ok: false, headline, ...describeProblems(told), ...(failOn === 'never' ? { isTolerated: true } : {}) }
  }
  const headline = targets.length === 1 ? 'The WebSocket opened' : `All ${targets.length} WebSockets opened`
  return { ok: true, headline }
}

export function wasNothingAsked({ targets }: HandshakeReport): boolean {
  return targets.length > 0 && targets.every(isUnasked)
}

function isFailed({ outcome }: TargetReport): boolean {
  return outcome !== 'accepted'
}

function describeCount(failed: readonly TargetReport[], all: readonly TargetReport[]): string {
  return `${failed.length} of ${all.length} WebSockets could not be opened`
}

/** One for each target. */
function describeProblems(targets: readonly TargetReport[]): Pick<Verdict, 'problem' | 'furtherProblems'> {
  const [problem, ...furtherProblems] = targets.map(describeProblem)
  return { ...(problem ? { problem } : {}), ...(furtherProblems.length > 0 ? { furtherProblems } : {}) }
}

function describeProblem(target: TargetReport): Problem {
  const line = `${describeTarget(target)}.`
  if (target.finding) {
    const { code, what, remedy } = describeFinding(target.finding)
    return { code, what: `${line}\n${what}`, remedy }
  }
  const remedy = isUnasked(target)
    ? UNASKED_REMEDY
    : 'Look at the evidence of the handshake in the summary, and run the job again.'
  return { code: 'handshake-unknown', what: line, remedy }
}

/** All that was found, as data: the report file, and what `--json` prints. */
export interface CheckReport {
  readonly kind: 'check'
  readonly verdict: Verdict
  readonly handshake: HandshakeReport | undefined
}

export function renderCheckOutputs(
  handshake: HandshakeReport | undefined,
  verdict: Verdict,
): Record<string, OutputValue> {
  const targets = handshake?.targets ?? []
  const failed = targets.filter(isFailed)
  const finding = (failed[0] ?? targets.find(target => target.finding))?.finding
  return {
    ok: toOutputValue(String(verdict.ok), /^(true|false)$/),
    'failed-targets': toOutputValue(failed.map(target => target.printableUrl).join('\n'), URLS),
    finding: toOutputValue(finding?.kind ?? '', WORD),
    layer: toOutputValue(finding?.layer ?? '', WORD),
    results: toOutputValue(JSON.stringify(targets.map(describeResult)), RESULTS),
  }
}

const URLS = /^(wss?:\/\/[\x21-\x7e]*\n?)*$/
const WORD = /^[\w-]{0,64}$/
const RESULTS = /^\[[\x20-\x7e]*\]$/

function describeResult({ printableUrl, outcome, finding, attemptCount, latency }: TargetReport) {
  const { kind = '', layer = '', sure = '' } = finding ?? {}
  return {
    url: printableUrl,
    outcome,
    finding: kind,
    layer,
    sure,
    attempts: attemptCount,
    ms: latency?.totalMs ?? null,
  }
}

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
  if (finding) return markdown`${line}\n\n${renderProblem(describeFinding(finding))}`
  const further = isUnasked(target) ? UNASKED_REMEDY : describeCut(target)
  return further ? markdown`${line}\n\n${further}` : line
}
