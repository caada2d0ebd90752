/** The issue about a target that is down: its title and its body. Pure. */

import { toDuration, toUtcMinute } from '../describe-time.ts'
import type { TargetReport } from '../handshake/handshake.ts'
import type { IncidentData } from '../history/incident-data.ts'
import { joinMarkdown, type Markdown, type MarkdownPart, markdown } from '../markdown.ts'
import { toPrintableLine, toPrintableText } from '../untrusted.ts'
import { renderPath } from './draw-path.ts'
import { nameLayers, renderEvidence } from './handshake-lines.ts'
import { type IncidentSubject, withoutSecrets } from './incident-subject.ts'
import { linkRun } from './link-run.ts'
import { renderHeading, renderList, renderProblem, renderTable } from './summary-parts.ts'
import { describeFinding, type Problem } from './verdict.ts'

const LONGEST_ID = 100
const LONGEST_TITLE = 200
const LONGEST_TOLD = 2000
const MOST_CHANGES = 20

/** "chat-prod: no WebSocket, the proxy drops the Upgrade (proxy)" */
export function renderIncidentTitle(given: IncidentSubject): string {
  const { id, report } = withoutSecrets(given)
  const { title, layer } = nameFinding(report)
  const line = toPrintableLine(`${shorten(id, LONGEST_ID)}: no WebSocket, ${lower(title)} (${layer})`, LONGEST_TITLE)
  return line.replaceAll(/\s+/g, ' ').trim()
}

/** What to do comes first; the blocks in the order of their weight. */
export function renderIncidentBody(given: IncidentSubject, data: IncidentData): Markdown[] {
  const subject = withoutSecrets(given)
  const { id, report } = subject
  return [
    renderHeading(false, `No WebSocket at ${shorten(id, LONGEST_ID)}`),
    renderProblem(describeReport(report)),
    ...renderPath(report),
    renderTable([
      ['URL', report.printableUrl],
      ['Layer', describeLayer(report)],
      ['Down since', describeSince(data)],
      ['Seen by', describeChecks(data, report)],
    ]),
    ...renderChanges(subject),
    ...renderEvidence({ targets: [report] }),
    ...linkRun(subject),
    markdown`The check that opened this issue writes here what it sees, and closes it as soon as a WebSocket opens again. Leave the label and the hidden first line as they are. Closed by hand, it stays closed until the target was up in between.`,
  ]
}

/** Title and layer of what was found, also where nothing was. */
export function nameFinding({ finding }: TargetReport): { readonly title: string; readonly layer: string } {
  return finding ? { title: finding.title, layer: finding.layer } : { title: 'The reason is unknown', layer: 'unknown' }
}

export function describeReport({ finding }: TargetReport): Problem {
  if (finding) return shortenProblem(describeFinding(finding))
  return {
    code: 'handshake-unknown',
    title: 'The reason is unknown',
    what: 'The opening handshake was rejected, and the evidence does not say why.',
    remedy: 'Look at the evidence below, and run the check again.',
  }
}

function describeLayer({ finding }: TargetReport): string {
  return finding ? `${nameLayers(finding)} (${finding.sure})` : 'unknown'
}

function describeSince({ sinceMs, lastMs, outages }: IncidentData): string {
  const again = outages > 1 ? `; this is outage ${outages} of this issue` : ''
  const lasted = lastMs > sinceMs ? ` (for ${toDuration(lastMs - sinceMs)} so far)` : ''
  return `${toUtcMinute(sinceMs)}${lasted}${again}`
}

function describeChecks({ checks, lastMs }: IncidentData, { attemptCount }: TargetReport): string {
  const attempts = attemptCount === 1 ? '1 attempt' : `${attemptCount} attempts`
  return `${countChecks(checks)}, the last one at ${toUtcMinute(lastMs)} (${attempts})`
}

export function countChecks(checks: number): string {
  return checks === 1 ? '1 check' : `${checks} checks`
}

function renderChanges({ changes }: IncidentSubject): Markdown[] {
  const title = markdown`**Changed since the last good check:**`
  if (!changes) return [markdown`${title} unknown: no history.`]
  if (changes.length === 0) return [markdown`${title} nothing that is known of it.`]
  const more = changes.length - MOST_CHANGES
  const lines: MarkdownPart[] = [...changes.slice(0, MOST_CHANGES), ...(more > 0 ? [`and ${more} more`] : [])]
  return [joinMarkdown([title, renderList(lines)], '\n\n')]
}

// What is foreign in it must not be so long that it is left out whole.
function shortenProblem(problem: Problem): Problem {
  const cut = (text: string) => toPrintableText(text, { maxLines: 20, maxLength: LONGEST_TOLD })
  return { ...problem, what: cut(problem.what), remedy: cut(problem.remedy) }
}

function shorten(text: string, longest: number): string {
  return text.length > longest ? `${text.slice(0, longest).toWellFormed()}…` : text
}

/** Within a sentence: names such as TLS and CloudFront stay as they are. */
function lower(title: string): string {
  return title.replace(/^(The|A|An|No|Not|Neither|Another|Too|What) /, word => word.toLowerCase())
}
