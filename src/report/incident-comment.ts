/** What is said in an issue when something has changed: another finding, the end, the return, a duplicate. Pure. */

import { toDuration, toUtcMinute } from '../describe-time.ts'
import type { IncidentData } from '../history/incident-data.ts'
import { type Markdown, markdown } from '../markdown.ts'
import { describeOutcome, renderEvidence } from './handshake-lines.ts'
import { countChecks, describeReport, nameFinding } from './incident.ts'
import { type IncidentSubject, withoutSecrets } from './incident-subject.ts'
import { linkRun } from './link-run.ts'
import { renderProblem } from './summary-parts.ts'

/** It is still down, but otherwise. `before`: undefined where nobody knows any more what it was. */
export function renderFindingChanged(given: IncidentSubject, before: IncidentData | undefined): Markdown[] {
  const subject = withoutSecrets(given)
  const { title, layer } = nameFinding(subject.report)
  const was = before && before.finding !== '' ? markdown` The finding was ${before.finding} (${before.layer}).` : ''
  return [markdown`❌ **Still down, but for another reason:** ${title} (${layer}).${was}`, ...renderDetails(subject)]
}

/** It is down again so soon after its end that it is the same issue. */
export function renderReopened(given: IncidentSubject, before: IncidentData | undefined): Markdown[] {
  const subject = withoutSecrets(given)
  const { title, layer } = nameFinding(subject.report)
  const ended = before?.endedMs
  const after = ended === undefined ? '' : markdown` ${toDuration(subject.nowMs - ended)} after it came back`
  return [markdown`❌ **Down again**${after}: ${title} (${layer}).`, ...renderDetails(subject)]
}

/** How long it lasted, and what it was. */
export function renderClosed(given: IncidentSubject, data: IncidentData): Markdown[] {
  const subject = withoutSecrets(given)
  return [
    summarizeClosed(data),
    markdown`${subject.report.printableUrl} ${describeOutcome(subject.report)}.`,
    ...linkRun(subject),
  ]
}

/** The same in one line, for the body. */
export function summarizeClosed({ sinceMs, endedMs = sinceMs, checks, finding, layer }: IncidentData): Markdown {
  const seen = checks > 0 ? `, and ${countChecks(checks)} saw it` : ''
  const what = finding === '' ? 'What it was is not known' : `It was ${finding} (${layer})`
  return markdown`✅ **A WebSocket opens again.** It was down for ${toDuration(endedMs - sinceMs)} (${toUtcMinute(sinceMs)} to ${toUtcMinute(endedMs)})${seen}. ${what}.`
}

/** Two runs that overlapped have opened one each. */
export function renderDuplicate(older: number): Markdown[] {
  return [markdown`Duplicate of #${older}: another run opened it at the same time.`]
}

function renderDetails(subject: IncidentSubject): Markdown[] {
  const { report } = subject
  return [renderProblem(describeReport(report)), ...renderEvidence({ targets: [report] }), ...linkRun(subject)]
}
