/** Pieces of a summary that more than one report has. Pure. */

import type { InstanceLogs } from '../environment/fetch-logs.ts'
import type { LedgerEntry } from '../ledger.ts'
import {
  codeMarkdown,
  fenceMarkdown,
  foldMarkdown,
  joinMarkdown,
  type Markdown,
  type MarkdownPart,
  markdown,
} from '../markdown.ts'
import type { StageTiming } from './deploy-products.ts'
import { type Problem, splitRemedy } from './verdict.ts'

const MOST_LINES = 50

/** What happened, and what to do: a sentence, and behind an empty line what to paste. */
export function renderProblem({ title, what, remedy }: Problem): Markdown {
  const { instruction, paste } = splitRemedy(remedy)
  const told = joinMarkdown(what.split('\n').slice(0, MOST_LINES), '<br>\n')
  const toDo = joinMarkdown(instruction.split('\n').slice(0, MOST_LINES), '<br>\n')
  return joinMarkdown(
    [
      title ? markdown`**${title}.** ${told}` : told,
      markdown`**What to do:** ${toDo}`,
      ...(paste ? [fenceMarkdown(paste)] : []),
    ],
    '\n\n',
  )
}

export function renderHeading(ok: boolean, headline: string): Markdown {
  return markdown`## ${ok ? '✅' : '❌'} ${headline}`
}

export function renderTable(rows: readonly (readonly [name: string, cell: MarkdownPart])[]): Markdown {
  const lines = rows.map(([name, cell]) => markdown`| **${name}** | ${cell} |`)
  return joinMarkdown([markdown`| | |`, markdown`|---|---|`, ...lines], '\n')
}

/** A table whose columns have names. */
export function renderColumns(names: readonly string[], rows: ReadonlyArray<readonly MarkdownPart[]>): Markdown {
  const toLine = (cells: readonly MarkdownPart[]) =>
    markdown`|${joinMarkdown(
      cells.map(cell => markdown` ${cell} |`),
      '',
    )}`
  const ruler = joinMarkdown(
    names.map(() => markdown`---|`),
    '',
  )
  return joinMarkdown([toLine(names), markdown`|${ruler}`, ...rows.map(toLine)], '\n')
}

export function renderList(items: readonly MarkdownPart[]): Markdown {
  return joinMarkdown(
    items.map(item => markdown`- ${item}`),
    '\n',
  )
}

/** Unfolded where the logs are what explains the failure. */
export function renderLogs(logs: readonly InstanceLogs[], { unfolded }: { readonly unfolded: boolean }): Markdown[] {
  return logs
    .filter(instance => instance.files.length > 0)
    .map(({ instanceId, files }) => {
      const title = `Last lines of the logs of ${instanceId}`
      const text = files.map(file => [`${file.path}:`, ...file.lines].join('\n')).join('\n\n')
      return unfolded ? markdown`**${title}**\n\n${fenceMarkdown(text)}` : foldMarkdown(title, fenceMarkdown(text))
    })
}

export function renderLedger(entries: readonly LedgerEntry[]): Markdown[] {
  if (entries.length === 0) return [markdown`Nothing was changed.`]
  return [foldMarkdown(`What was changed (${entries.length})`, renderChanges(entries))]
}

/** After a failure both are what a reader looks for next: what the run has changed, and what that has led to. */
export function renderOutcome(entries: readonly LedgerEntry[], running: readonly string[]): Markdown[] {
  const changes =
    entries.length === 0 ? [markdown`Nothing was changed.`] : [markdown`**What was changed:**`, renderChanges(entries)]
  return running.length === 0 ? changes : [...changes, markdown`**What runs now:** ${joinMarkdown(running, '<br>')}`]
}

function renderChanges(entries: readonly LedgerEntry[]): Markdown {
  return renderList(
    entries.map(entry => {
      const back = howToTakeBack(entry)
      return back ? markdown`${describeChange(entry)} To take it back: ${codeMarkdown(back)}` : describeChange(entry)
    }),
  )
}

/** A line for each change, for log and summary. */
export function describeLedger(entries: readonly LedgerEntry[]): string[] {
  return entries.map(entry => {
    const back = howToTakeBack(entry)
    return back ? `${describeChange(entry)} To take it back: ${back}` : describeChange(entry)
  })
}

const OUTCOMES = {
  asked: 'asked for, not answered',
  done: 'done',
  failed: 'failed',
  needless: 'not needed, for it was so already',
} as const

function describeChange({ change, outcome }: LedgerEntry): string {
  return `${OUTCOMES[outcome]}: ${change}.`
}

function howToTakeBack({ outcome, undo }: LedgerEntry): string | undefined {
  return outcome === 'failed' || outcome === 'needless' ? undefined : undo
}

export function renderTimings(timings: readonly StageTiming[]): Markdown[] {
  if (timings.length === 0) return []
  const total = timings.reduce((sum, { ms }) => sum + ms, 0)
  const longest = Math.max(...timings.map(({ ms }) => ms))
  const rows = timings.map(({ stage, ms }) => {
    const bar = '█'.repeat(Math.max(1, Math.round((20 * ms) / Math.max(1, longest))))
    return markdown`| ${stage} | ${(ms / 1000).toFixed(1)} s | ${bar} |`
  })
  const table = joinMarkdown([markdown`| stage | time | |`, markdown`|---|---:|---|`, ...rows], '\n')
  return [foldMarkdown(`Time: ${(total / 1000).toFixed(1)} s`, table)]
}
