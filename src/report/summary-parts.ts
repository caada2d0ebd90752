/** Pieces of a summary that more than one report has. Pure. */

import type { InstanceLogs } from '../environment/fetch-logs.ts'
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

/** What happened, and what to do: a sentence, behind an empty line what to paste, and where the docs tell more. */
export function renderProblem({ title, what, remedy, section }: Problem): Markdown {
  const { instruction, paste } = splitRemedy(remedy)
  const told = joinMarkdown(what.split('\n').slice(0, MOST_LINES), '<br>\n')
  const toDo = joinMarkdown(instruction.split('\n').slice(0, MOST_LINES), '<br>\n')
  return joinMarkdown(
    [
      title ? markdown`**${title}.** ${told}` : told,
      markdown`**What to do:** ${toDo}`,
      ...(paste ? [fenceMarkdown(paste)] : []),
      ...(section ? [markdown`More about it in beanstalk-websockets: ${codeMarkdown(section)}`] : []),
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

/** How long all took, and which stage most of it: to be seen without unfolding. */
export function renderTimings(timings: readonly StageTiming[]): Markdown[] {
  if (timings.length === 0) return []
  const totalMs = timings.reduce((sum, { ms }) => sum + ms, 0)
  const slowest = timings.reduce((found, each) => (each.ms > found.ms ? each : found), { stage: '', ms: 0 })
  const rows = timings.map(({ stage, ms }) => {
    const bar = '█'.repeat(Math.max(1, Math.round((20 * ms) / Math.max(1, slowest.ms))))
    return markdown`| ${stage} | ${toSeconds(ms)} | ${bar} |`
  })
  const table = joinMarkdown([markdown`| stage | time | |`, markdown`|---|---:|---|`, ...rows], '\n')
  const most = timings.length > 1 && slowest.ms > 0 ? `, of which ${toSeconds(slowest.ms)}: ${slowest.stage}` : ''
  return [foldMarkdown(`Time: ${toSeconds(totalMs)}${most}`, table)]
}

function toSeconds(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`
}
