/** Pieces of a summary that more than one report has. Pure. */

import type { InstanceLogs } from '../environment/fetch-logs.ts'
import type { LedgerEntry } from '../ledger.ts'
import { escapeMarkdown, fenceMarkdown } from '../untrusted.ts'
import type { StageTiming } from './deploy-products.ts'

/** The cells of the right column are Markdown already. */
export function renderTable(rows: readonly (readonly [name: string, markdown: string])[]): string {
  return ['| | |', '|---|---|', ...rows.map(([name, markdown]) => `| **${name}** | ${markdown} |`)].join('\n')
}

export function renderLogs(logs: readonly InstanceLogs[]): string[] {
  return logs
    .filter(instance => instance.files.length > 0)
    .map(({ instanceId, files }) => {
      const text = files.map(file => [`${file.path}:`, ...file.lines].join('\n')).join('\n\n')
      return `**Last lines of the logs of ${escapeMarkdown(instanceId)}**\n\n${fenceMarkdown(text)}`
    })
}

export function renderLedger(entries: readonly LedgerEntry[]): string[] {
  if (entries.length === 0) return ['Nothing was changed.']
  const lines = describeLedger(entries).map(line => `- ${escapeMarkdown(line)}`)
  return [`<details><summary>What was changed (${entries.length})</summary>\n\n${lines.join('\n')}\n\n</details>`]
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
  const head = `<details><summary>Time: ${(total / 1000).toFixed(1)} s</summary>`
  return [`${head}\n\n| stage | time | |\n|---|---:|---|\n${rows.join('\n')}\n\n</details>`]
}
