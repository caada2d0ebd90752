/** The summary of a check: one target in full; of many first a table, then those that failed, then the others folded. Pure. */

import type { TargetReport } from '../handshake/handshake.ts'
import { foldMarkdown, joinMarkdown, type Markdown, markdown } from '../markdown.ts'
import { type CheckProducts, describeUnasked, isDoubted, isFailed, type JudgedTarget } from './check-report.ts'
import type { Row } from './deploy-facts.ts'
import { describePath, renderPath } from './draw-path.ts'
import { describeCut, describeOutcomeBriefly, describeTarget, nameTarget, renderEvidence } from './handshake-lines.ts'
import { renderColumns, renderHeading, renderProblem, renderTable } from './summary-parts.ts'
import { describeFinding, type Verdict } from './verdict.ts'
import { renderNotes } from './warning-list.ts'

export function renderCheckSummary(checked: CheckProducts['checked'], verdict: Verdict): Markdown[] {
  const heading = renderHeading(verdict.ok, verdict.headline)
  if (!checked) return [heading, ...(verdict.problem ? [renderProblem(verdict.problem)] : [])]
  const [only] = checked
  if (only && checked.length === 1) return [heading, ...renderTarget(only, drawOne(only.report))]
  const failed = checked.filter(({ report }) => isFailed(report))
  const others = checked.filter(({ report }) => !isFailed(report))
  const doubted = others.filter(isDoubted)
  const well = others.filter(judged => !isDoubted(judged))
  const rows = renderRows([...failed, ...doubted, ...well])
  return [heading, rows, ...[...failed, ...doubted].flatMap(renderOneOfMany), ...well.map(renderFolded)]
}

function renderRows(checked: readonly JudgedTarget[]): Markdown {
  const rows = checked.map(judged => {
    const { report, problem, forewarnings } = judged
    const { latency, finding, outcome } = report
    const unknown = problem?.what ?? report.problems?.[0] ?? 'could not be checked'
    const warning = forewarnings?.find(({ severity }) => severity === 'warning')
    const opened = warning?.title ?? 'opened'
    const what = outcome === 'unknown' ? unknown : (finding?.title ?? (outcome === 'accepted' ? opened : 'rejected'))
    const ms = latency ? String(Math.round(latency.totalMs)) : ''
    return [pickMark(judged), nameTarget(report), cut(what), ms]
  })
  return renderColumns(['', 'target', 'what', 'ms'], rows)
}

const LONGEST_CELL = 200

function cut(text: string): string {
  return text.length > LONGEST_CELL ? `${text.slice(0, LONGEST_CELL).toWellFormed()}…` : text
}

function pickMark(judged: JudgedTarget): string {
  const { outcome } = judged.report
  if (outcome === 'unknown') return '❔'
  if (outcome === 'rejected') return '❌'
  return isDoubted(judged) ? '⚠️' : '✅'
}

/** GitHub draws each picture in a frame of its own, which a page has not many of without harm. */
const MOST_PICTURES = 5

function drawOne(report: TargetReport): Shown {
  const cut = describeCut(report)
  const rows: Row[] = [
    ['URL', nameTarget(report)],
    ['Handshake', describeOutcomeBriefly(report)],
    ...(cut ? [['Silence', cut] as const] : []),
  ]
  return { path: renderPath(report), facts: [renderTable(rows)] }
}

function renderOneOfMany(judged: JudgedTarget, index: number): Markdown[] {
  const { report } = judged
  const mark = report.outcome === 'accepted' ? '✅' : '❌'
  const inWords = describePath(report)
  const path = index < MOST_PICTURES ? renderPath(report) : inWords ? [markdown`${inWords}`] : []
  const cut = describeCut(report)
  const facts = [markdown`**Handshake:** ${describeOutcomeBriefly(report)}`, ...(cut ? [markdown`${cut}`] : [])]
  return [markdown`### ${mark} ${nameTarget(report)}`, ...renderTarget(judged, { path, facts })]
}

interface Shown {
  readonly path: readonly Markdown[]
  readonly facts: readonly Markdown[]
}

/** What happened and what to do, then where, then what shows it. */
function renderTarget(judged: JudgedTarget, { path, facts }: Shown): Markdown[] {
  const { report, problem } = judged
  const told = problem ?? (report.finding ? describeFinding(report.finding) : undefined)
  const unasked = describeUnasked(report)
  return [
    ...(told ? [renderProblem(told)] : []),
    ...path,
    ...facts,
    ...(!told && unasked ? [markdown`**What to do:** ${unasked}`] : []),
    ...renderForewarnings(judged),
    ...renderEvidence({ targets: [report] }),
  ]
}

/** In one block: what is to be looked at before it breaks. */
function renderForewarnings({ forewarnings = [] }: JudgedTarget): Markdown[] {
  return renderNotes(forewarnings.map(({ title, what, remedy }) => ({ message: `${title}. ${what}`, remedy })))
}

function renderFolded(judged: JudgedTarget): Markdown {
  const { report } = judged
  const told = [describeCut(report) ?? '', ...renderForewarnings(judged)]
  const parts = [...told, ...renderEvidence({ targets: [report] })].filter(part => part !== '')
  return foldMarkdown(`✅ ${describeTarget(report)}`, joinMarkdown(parts, '\n\n'))
}
