/** What a deployment on this machine tells in a terminal. Pure. */

import type { BundleWarning } from '../bundle/never-shipped.ts'
import type { VerdictSource } from '../environment/verdict-source.ts'
import { LOCAL_OPTIONS } from '../inputs/local-options.ts'
import type { LedgerEntry } from '../ledger.ts'
import { blankLine, proseLine, type TerminalLine, verbatimLine } from '../terminal-text.ts'
import { renderCheckForTerminal, renderRemedy } from './check-terminal.ts'
import type { DeployProducts } from './deploy-products.ts'
import { findingOf } from './deploy-verdict.ts'
import { listNotes } from './describe-products.ts'
import { describeHealthCauses } from './health-lines.ts'
import { sayLocally } from './local-words.ts'
import type { Verdict } from './verdict.ts'

/** As in the report file of the deploy action. */
export interface LocalReport extends DeployProducts {
  readonly sources: readonly VerdictSource[]
  readonly verdict: Verdict
  readonly changes: readonly LedgerEntry[]
  /** Of the bundle. */
  readonly warnings: readonly BundleWarning[]
}

const INDENT = 2
const MOST_LINES = 40
const MOST_EVENTS = 8

export function renderLocalReport(report: LocalReport, { isAsIs }: { readonly isAsIs: boolean }): TerminalLine[] {
  return [
    ...renderAdditions(report, isAsIs),
    blankLine(),
    ...renderVerdict(report),
    ...(report.verdict.ok ? [] : renderDetails(report)),
    ...renderNotes(report),
  ]
}

function renderAdditions({ proxy }: LocalReport, isAsIs: boolean): TerminalLine[] {
  const added = proxy?.additions ?? []
  if (isAsIs || added.length === 0) return []
  const names = added.map(({ name }) => name).join(', ')
  return [blankLine(), proseLine([`Added to the bundle, as the deploy action does: ${names}. Without it: --as-is.`])]
}

function renderVerdict(report: LocalReport): TerminalLine[] {
  const { verdict, handshake, answeringPath } = report
  const other = answeringPath ? `The path "${answeringPath}" did accept a WebSocket: --path ${answeringPath}` : ''
  const told = [
    ...(handshake ? renderCheckForTerminal(handshake, verdict, LOCAL_OPTIONS) : []),
    ...(other ? [blankLine(), proseLine([{ text: other, style: 'bold' }], { indent: INDENT })] : []),
  ]
  const { problem } = verdict
  if (!problem || problem.code === findingOf(report)?.kind) return told
  const [first = '', ...further] = problem.what.split('\n').slice(0, MOST_LINES)
  return [
    ...told,
    ...(told.length > 0 ? [blankLine()] : []),
    proseLine([{ text: '✗', style: 'red' }, ' ', { text: `${verdict.headline}.`, style: 'bold' }], { hanging: INDENT }),
    blankLine(),
    ...[first, ...further].map(line => proseLine([line], { indent: INDENT })),
    blankLine(),
    ...renderRemedy(problem.remedy, LOCAL_OPTIONS),
    ...block('Its stack', problem.stack?.split('\n').slice(0, MOST_LINES) ?? []),
  ]
}

function renderDetails({ settled, healthCauses, logs = [] }: LocalReport): TerminalLine[] {
  const events = settled?.events.filter(({ severity }) => severity !== 'INFO').slice(-MOST_EVENTS) ?? []
  const files = logs.flatMap(instance => instance.files.filter(({ lines }) => lines.length > 0))
  return [
    ...block(
      'Events',
      events.map(({ severity, message }) => `${severity.padEnd(5)} ${message}`),
    ),
    ...block('Health', isWell(healthCauses) || !healthCauses ? [] : describeHealthCauses(healthCauses)),
    ...files.flatMap(({ path, lines }) => block(`Last lines of ${path}`, lines.slice(-MOST_LINES))),
  ]
}

function isWell(health: LocalReport['healthCauses']): boolean {
  return health?.environment.kind === 'known' && /^Green\b/.test(health.environment.health)
}

function block(title: string, lines: readonly string[]): TerminalLine[] {
  if (lines.length === 0) return []
  const text = lines.map(line => verbatimLine(line, 2 * INDENT))
  return [blankLine(), proseLine([{ text: title, style: 'bold' }], { indent: INDENT }), ...text]
}

function renderNotes(report: LocalReport): TerminalLine[] {
  const notes = [...report.warnings, ...listNotes(report)].slice(0, MOST_LINES).map(sayLocally)
  return notes.flatMap(({ message, remedy }) => [
    blankLine(),
    proseLine([{ text: '!', style: 'yellow' }, ` ${message}`], { hanging: INDENT }),
    blankLine(),
    ...renderRemedy(remedy, LOCAL_OPTIONS),
  ])
}

/** `canDeployAgain`: there is a keyboard. */
export function renderStaying({ handshake, state, survey }: LocalReport, canDeployAgain: boolean): TerminalLine[] {
  const cname = (state ?? survey)?.cname
  const url = handshake?.targets[0]?.printableUrl
  const urls = [...(cname ? [`http://${cname}`] : []), ...(url ? [url] : [])]
  const again = canDeployAgain ? 'Enter deploys the folder again, ' : ''
  return [
    blankLine(),
    ...urls.map(text => proseLine([{ text, style: 'bold' }], { indent: INDENT })),
    proseLine([`${again}Ctrl-C ends it and removes everything.`], { indent: INDENT }),
    blankLine(),
  ]
}
