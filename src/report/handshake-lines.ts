/** The handshake in words: for the table of a summary, for the log, and its evidence folded away. Pure. */

import { describeEvidence } from '../handshake/describe-evidence.ts'
import type { HandshakeReport, TargetReport } from '../handshake/handshake.ts'
import { fenceMarkdown, foldMarkdown, type Markdown } from '../markdown.ts'

/** The cell of a table. */
export function describeHandshake(
  handshake: HandshakeReport | undefined,
  { dryRun = false }: { readonly dryRun?: boolean } = {},
): string {
  const target = handshake?.targets[0]
  if (!target) return dryRun ? 'not opened (dry run)' : 'not opened'
  return describeTarget(target)
}

/** One line about one URL. */
export function describeTarget({
  printableUrl,
  outcome,
  finding,
  latency,
  attempts,
  problems = [],
}: TargetReport): string {
  if (outcome === 'unknown') {
    const told = [...problems, ...(finding ? [finding.title] : [])]
    return `${printableUrl} could not be checked${told.map(text => `. ${text}`).join('')}`
  }
  if (outcome === 'rejected') {
    const { title = 'for an unknown reason', layer = 'unknown', sure = 'unsure' } = finding ?? {}
    return `${printableUrl} rejected: ${title} (layer: ${layer}, ${sure})`
  }
  const ping = latency?.pingMs === undefined ? '' : `, ping answered in ${toMs(latency.pingMs)}`
  const greeting =
    latency?.greetingMs === undefined ? '' : `, ${nameProtocol(attempts)} answered in ${toMs(latency.greetingMs)}`
  const warning = finding ? ` (${finding.title})` : ''
  return `${printableUrl} accepted: opening handshake ${toMs(latency?.upgradeMs ?? 0)}${ping}${greeting}${warning}`
}

export function renderEvidence(handshake: HandshakeReport | undefined): Markdown[] {
  const targets = handshake?.targets ?? []
  return targets.map(target => {
    const last = target.attempts.at(-1)
    const lines = last ? describeEvidence(last) : ['no attempt']
    const count = target.attemptCount === 1 ? '1 attempt' : `${target.attemptCount} attempts`
    return foldMarkdown(`Evidence of the handshake (${count}, the last one is shown)`, fenceMarkdown(lines.join('\n')))
  })
}

function nameProtocol(attempts: TargetReport['attempts']): string {
  return attempts.at(-1)?.evidence.protocol?.name ?? 'the app'
}

function toMs(ms: number): string {
  return ms < 10 ? `${ms.toFixed(1)} ms` : `${Math.round(ms)} ms`
}
