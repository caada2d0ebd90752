/** The summary of a check: one target in full; of many first a table, then those that failed, then the others folded. Pure. */

import type { TargetReport } from '../handshake/handshake.ts'
import { foldMarkdown, joinMarkdown, type Markdown, markdown } from '../markdown.ts'
import { type CheckProducts, describeUnasked, isFailed, type JudgedTarget } from './check-report.ts'
import { describeCut, describeTarget, nameTarget, renderEvidence } from './handshake-lines.ts'
import { renderColumns, renderHeading, renderProblem } from './summary-parts.ts'
import { describeFinding, type Verdict } from './verdict.ts'

export function renderCheckSummary(checked: CheckProducts['checked'], verdict: Verdict): Markdown[] {
  const heading = renderHeading(verdict.ok, verdict.headline)
  if (!checked) return [heading, ...(verdict.problem ? [renderProblem(verdict.problem)] : [])]
  if (checked.length === 1) return [heading, ...checked.flatMap(renderInFull)]
  const failed = checked.filter(({ report }) => isFailed(report))
  const others = checked.filter(({ report }) => !isFailed(report))
  const doubted = others.filter(({ report }) => report.finding)
  const well = others.filter(({ report }) => !report.finding)
  return [heading, renderRows(checked), ...[...failed, ...doubted].flatMap(renderInFull), ...well.map(renderFolded)]
}

function renderRows(checked: readonly JudgedTarget[]): Markdown {
  const rows = checked.map(({ report, problem }) => {
    const { latency, finding, outcome } = report
    const unknown = problem?.what ?? report.problems?.[0] ?? 'could not be checked'
    const what = outcome === 'unknown' ? unknown : (finding?.title ?? (outcome === 'accepted' ? 'opened' : 'rejected'))
    const ms = latency ? String(Math.round(latency.totalMs)) : ''
    return [pickMark(report), nameTarget(report), cut(what), ms]
  })
  return renderColumns(['', 'target', 'what', 'ms'], rows)
}

const LONGEST_CELL = 200

function cut(text: string): string {
  return text.length > LONGEST_CELL ? `${text.slice(0, LONGEST_CELL).toWellFormed()}…` : text
}

function pickMark({ outcome, finding }: TargetReport): string {
  if (outcome === 'unknown') return '❔'
  if (outcome === 'rejected') return '❌'
  return finding ? '⚠️' : '✅'
}

function renderInFull(judged: JudgedTarget): Markdown[] {
  const { report } = judged
  return [renderTarget(judged), ...renderEvidence({ targets: [report] })]
}

function renderFolded({ report }: JudgedTarget): Markdown {
  const parts = [describeCut(report) ?? '', ...renderEvidence({ targets: [report] })].filter(part => part !== '')
  return foldMarkdown(`✅ ${describeTarget(report)}`, joinMarkdown(parts, '\n\n'))
}

function renderTarget({ report, problem }: JudgedTarget): Markdown {
  const line = markdown`### ${report.outcome === 'accepted' ? '✅' : '❌'} ${describeTarget(report)}`
  const told = problem ?? (report.finding ? describeFinding(report.finding) : undefined)
  if (told) return markdown`${line}\n\n${renderProblem(told)}`
  const further = describeUnasked(report) ?? describeCut(report)
  return further ? markdown`${line}\n\n${further}` : line
}
