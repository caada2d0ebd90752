/** The handshake in words: for the table of a summary, for the log, and its evidence folded away. Pure. */

import { describeEvidence } from '../handshake/describe-evidence.ts'
import type { HandshakeReport, TargetReport } from '../handshake/handshake.ts'
import { escapeMarkdown, fenceMarkdown } from '../untrusted.ts'

/** A cell of Markdown. */
export function describeHandshake(
  handshake: HandshakeReport | undefined,
  { dryRun = false }: { readonly dryRun?: boolean } = {},
): string {
  const target = handshake?.targets[0]
  if (!target) return dryRun ? 'not opened (dry run)' : 'not opened'
  return escapeMarkdown(describeTarget(target))
}

/** One line about one URL. */
export function describeTarget(target: TargetReport): string {
  const { url, outcome, finding, latency } = target
  if (outcome === 'unknown') return `${url} could not be checked`
  if (outcome === 'rejected')
    return `${url} rejected: ${finding?.title ?? 'for an unknown reason'} (${finding?.layer ?? 'unknown'} layer, ${finding?.sure ?? 'unsure'})`
  const times = latency
    ? `: opening handshake ${toMs(latency.upgradeMs)}, ping answered in ${toMs(latency.pingMs)}, closed cleanly`
    : ''
  return `${url} accepted${times}`
}

export function renderEvidence(handshake: HandshakeReport | undefined): string[] {
  const targets = handshake?.targets ?? []
  return targets.map(target => {
    const last = target.attempts.at(-1)
    const lines = last ? describeEvidence(last) : ['no attempt']
    const count = target.attemptCount === 1 ? '1 attempt' : `${target.attemptCount} attempts`
    return `<details><summary>Evidence of the handshake (${count}, the last one is shown)</summary>\n\n${fenceMarkdown(lines.join('\n'))}\n\n</details>`
  })
}

function toMs(ms: number | undefined): string {
  return ms === undefined ? 'in an unknown time' : `${Math.round(ms)} ms`
}
