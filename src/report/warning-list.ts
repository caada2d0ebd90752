/** What is worth knowing about a bundle's proxy files and its app, as a list with what to paste behind its items. Pure. */

import { fenceMarkdown, joinMarkdown, type Markdown, markdown } from '../markdown.ts'
import { renderList } from './summary-parts.ts'
import { splitRemedy } from './verdict.ts'

export interface Warning {
  readonly message: string
  /** After an empty line may stand what to paste. */
  readonly remedy: string
}

/** No block where there is nothing to say; else one for every `together` notes, so that those that are too long go alone. */
export function renderWarnings(notes: readonly Warning[], together = notes.length): Markdown[] {
  const [first, ...further] = renderNotes(notes, together)
  return first ? [markdown`**Worth knowing**\n\n${first}`, ...further] : []
}

/** The same without a title. */
export function renderNotes(notes: readonly Warning[], together = notes.length): Markdown[] {
  if (notes.length === 0) return []
  const groups = notes.slice(0, together).reduce<readonly WarningGroup[]>(addWarning, [])
  return [joinMarkdown(groups.map(toBlock), '\n\n'), ...renderNotes(notes.slice(together), together)]
}

interface WarningGroup {
  readonly lines: readonly Markdown[]
  /** Behind the last of the lines. */
  readonly paste: string
}

// A list goes on until something is to be pasted.
function addWarning(groups: readonly WarningGroup[], { message, remedy }: Warning): readonly WarningGroup[] {
  const { instruction, paste } = splitRemedy(remedy)
  const line = markdown`${message} ${instruction}`
  const last = groups.at(-1)
  const isOpen = last !== undefined && last.paste === ''
  const group = { lines: isOpen ? [...last.lines, line] : [line], paste }
  return isOpen ? [...groups.slice(0, -1), group] : [...groups, group]
}

function toBlock({ lines, paste }: WarningGroup): Markdown {
  return paste === '' ? renderList(lines) : joinMarkdown([renderList(lines), fenceMarkdown(paste)], '\n\n')
}
