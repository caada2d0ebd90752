/** What a check tells: verdict, outputs and report; its summary is made of the same. Pure. */

import type { HandshakeReport, TargetReport } from '../handshake/handshake.ts'
import type { TargetFacts } from '../history/history-line.ts'
import type { FailOn } from '../inputs/probe-inputs.ts'
import { type OutputValue, toOutputValue } from '../untrusted.ts'
import type { CheckedTarget } from './checked-target.ts'
import type { Forewarning } from './forewarning.ts'
import { describeTarget, isUnasked, UNASKED_REMEDY } from './handshake-lines.ts'
import type { ListedIncident } from './incident-list.ts'
import type { ReportedPast } from './past-summary.ts'
import { describeFinding, type Problem, toProblem, type Verdict } from './verdict.ts'

export interface CheckProducts {
  readonly checked: readonly JudgedTarget[] | undefined
  /** From which severity on the check fails. */
  readonly failOn: FailOn
}

export type JudgedTarget = Pick<CheckedTarget, 'report' | 'problem' | 'forewarnings'>

export function judgeCheck({ checked, failOn }: CheckProducts, error: unknown): Verdict {
  if (error !== undefined || !checked) {
    return { ok: false, headline: 'Nothing was checked', problem: toProblem(error) }
  }
  const targets = checked.map(({ report }) => report)
  // As with wrong inputs: there is no answer that could be tolerated.
  if (wasNothingAsked(targets)) return { ok: false, headline: 'Nothing was checked', ...describeProblems(checked) }
  const failed = checked.filter(({ report }) => isFailed(report))
  const doubted = checked.filter(isDoubted)
  const told = failOn === 'warning' ? [...failed, ...doubted] : failed
  if (told.length > 0) {
    const headline = failed.length > 0 ? describeCount(failed, targets) : 'A WebSocket opened, but with a warning'
    return { ok: false, headline, ...describeProblems(told), ...(failOn === 'never' ? { isTolerated: true } : {}) }
  }
  const headline = targets.length === 1 ? 'The WebSocket opened' : `All ${targets.length} WebSockets opened`
  return { ok: true, headline }
}

export function wasNothingAsked(targets: readonly TargetReport[]): boolean {
  return targets.length > 0 && targets.every(isUnasked)
}

export function isFailed({ outcome }: TargetReport): boolean {
  return outcome !== 'accepted'
}

/** Opened, but with something that a person has to look at. */
export function isDoubted({ report, forewarnings }: JudgedTarget): boolean {
  return !isFailed(report) && (report.finding !== null || listWarnings(forewarnings).length > 0)
}

function listWarnings(forewarnings: readonly Forewarning[] = []): Forewarning[] {
  return forewarnings.filter(({ severity }) => severity === 'warning')
}

function describeCount(failed: readonly JudgedTarget[], all: readonly TargetReport[]): string {
  if (all.length === 1) return 'The WebSocket could not be opened'
  return `${failed.length} of ${all.length} WebSockets could not be opened`
}

/** One for each target. */
function describeProblems(targets: readonly JudgedTarget[]): Pick<Verdict, 'problem' | 'furtherProblems'> {
  const [problem, ...furtherProblems] = targets.map(describeProblem)
  return { ...(problem ? { problem } : {}), ...(furtherProblems.length > 0 ? { furtherProblems } : {}) }
}

function describeProblem({ report, problem, forewarnings }: JudgedTarget): Problem {
  const line = `${describeTarget(report)}.`
  if (problem) return { ...problem, what: isUnasked(report) ? line : `${line}\n${problem.what}` }
  if (report.finding) {
    const { title: _, what, ...rest } = describeFinding(report.finding)
    return { ...rest, what: `${line}\n${what}` }
  }
  const [warning] = isFailed(report) ? [] : listWarnings(forewarnings)
  if (warning) return { code: warning.kind, what: `${line}\n${warning.what}`, remedy: warning.remedy }
  const remedy =
    describeUnasked(report) ?? 'Look at the evidence of the handshake in the summary, and run the job again.'
  return { code: 'handshake-unknown', what: line, remedy }
}

/** What to do, where nothing could be asked. */
export function describeUnasked(report: TargetReport): string | undefined {
  return isUnasked(report) ? UNASKED_REMEDY : undefined
}

/** All that was found, as data: the report file, and what `--json` prints. */
export interface CheckReport {
  readonly kind: 'check'
  readonly verdict: Verdict
  readonly handshake: HandshakeReport | undefined
  /** Of the targets in the same order; absent on the command line. */
  readonly facts?: readonly TargetFacts[]
  readonly forewarnings?: ReadonlyArray<readonly Forewarning[]>
  /** What their history knew before this check; absent on the command line. */
  readonly histories?: ReadonlyArray<ReportedPast | null>
  /** What was done to the issues about them; absent on the command line. */
  readonly incidents?: readonly ListedIncident[]
}

export function renderCheckOutputs(
  checked: CheckProducts['checked'],
  verdict: Verdict,
  hasChanged?: boolean,
): Record<string, OutputValue> {
  const targets = (checked ?? []).map(({ report }) => report)
  const failed = targets.filter(isFailed)
  const finding = (failed[0] ?? targets.find(target => target.finding))?.finding
  return {
    ok: toOutputValue(String(verdict.ok), /^(true|false)$/),
    'failed-targets': toOutputValue(failed.map(callTarget).join('\n'), LINES),
    finding: toOutputValue(finding?.kind ?? '', WORD),
    layer: toOutputValue(finding?.layer ?? '', WORD),
    changed: toOutputValue(String(hasChanged ?? ''), /^(true|false|)$/),
    results: toOutputValue(escapeOthers(JSON.stringify((checked ?? []).map(describeResult))), RESULTS),
  }
}

const LINES = /^[^\r]*$/
const WORD = /^[\w-]{0,64}$/
const RESULTS = /^\[[\x20-\x7e]*\]$/

/** Its name, else its URL. */
function callTarget({ name, printableUrl }: TargetReport): string {
  return name ?? printableUrl
}

// Names may have any letters.
function escapeOthers(json: string): string {
  return json.replaceAll(/[^\x20-\x7e]/g, unit => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
}

function describeResult({ report, forewarnings }: JudgedTarget) {
  const { name, printableUrl, outcome, finding, attemptCount, latency } = report
  const { kind = '', layer = '', sure = '' } = finding ?? {}
  return {
    ...(name === undefined ? {} : { name }),
    url: printableUrl,
    outcome,
    finding: kind,
    layer,
    sure,
    attempts: attemptCount,
    ms: latency?.totalMs ?? null,
    warnings: listWarnings(forewarnings).map(({ kind }) => kind),
  }
}
