/** Pieces of a summary that more than one report has. Pure. */

import type { InstanceLogs } from '../environment/fetch-logs.ts'
import type { LedgerEntry } from '../ledger.ts'
import { escapeMarkdown, fenceMarkdown } from '../untrusted.ts'
import type { StageTiming } from './deploy-products.ts'
import type { Problem } from './verdict.ts'

/** What happened, and what to do: a sentence, and behind an empty line what to paste. */
export function renderProblem({ title, what, remedy }: Problem): string {
  const [instruction = '', ...paste] = remedy.split('\n\n')
  const lines = instruction.split('\n').map(escapeMarkdown).join('<br>\n')
  return [
    `${title ? `**${escapeMarkdown(title)}.** ` : ''}${escapeMarkdown(what)}`,
    `**What to do:** ${lines}`,
    ...(paste.length > 0 ? [fenceMarkdown(paste.join('\n\n'))] : []),
  ].join('\n\n')
}

/** The cells of the right column are Markdown already. */
export function renderTable(rows: readonly (readonly [name: string, markdown: string])[]): string {
  return ['| | |', '|---|---|', ...rows.map(([name, markdown]) => `| **${name}** | ${markdown} |`)].join('\n')
}

/** Unfolded where the logs are what explains the failure. */
export function renderLogs(logs: readonly InstanceLogs[], { unfolded }: { readonly unfolded: boolean }): string[] {
  return logs
    .filter(instance => instance.files.length > 0)
    .map(({ instanceId, files }) => {
      const title = `Last lines of the logs of ${escapeMarkdown(instanceId)}`
      const text = files.map(file => [`${file.path}:`, ...file.lines].join('\n')).join('\n\n')
      return unfolded ? `**${title}**\n\n${fenceMarkdown(text)}` : renderFolded(title, fenceMarkdown(text))
    })
}

/** The title is Markdown already, as the content is. */
export function renderFolded(title: string, content: string): string {
  return `<details><summary>${title}</summary>\n\n${content}\n\n</details>`
}

export function renderLedger(entries: readonly LedgerEntry[]): string[] {
  if (entries.length === 0) return ['Nothing was changed.']
  const lines = describeLedger(entries).map(line => `- ${escapeMarkdown(line)}`)
  return [renderFolded(`What was changed (${entries.length})`, lines.join('\n'))]
}

/** A line for each change, for log and summary. */
export function describeLedger(entries: readonly LedgerEntry[]): string[] {
  const words = { asked: 'asked for, not answered', done: 'done', failed: 'failed' } as const
  return entries.map(({ change, outcome, undo }) => {
    const back = outcome !== 'failed' && undo ? ` To take it back: ${undo}` : ''
    return `${words[outcome]}: ${change}.${back}`
  })
}

export function renderTimings(timings: readonly StageTiming[]): string[] {
  if (timings.length === 0) return []
  const total = timings.reduce((sum, { ms }) => sum + ms, 0)
  const longest = Math.max(...timings.map(({ ms }) => ms))
  const rows = timings.map(({ stage, ms }) => {
    const bar = '█'.repeat(Math.max(1, Math.round((20 * ms) / Math.max(1, longest))))
    return `| ${escapeMarkdown(stage)} | ${(ms / 1000).toFixed(1)} s | ${bar} |`
  })
  const table = ['| stage | time | |', '|---|---:|---|', ...rows].join('\n')
  return [renderFolded(`Time: ${(total / 1000).toFixed(1)} s`, table)]
}
