/** The log of the run: every text becomes printable here, whoever wrote it. */

import { capitalize } from './capitalize.ts'
import { type AnnotationLevel, runner } from './runner.ts'
import { type Printable, toPrintableLine, toPrintableLines, toPrintableText } from './untrusted.ts'

export interface Log {
  /** One line. */
  info(text: string): void
  /** Shown only with ACTIONS_STEP_DEBUG. */
  debug(text: string): void
  /** Annotations: of each kind the runner shows ten; what is more becomes lines, and the last one is left to `conclude`. */
  notice(text: string, title?: string): void
  warning(text: string, title?: string): void
  error(text: string, title?: string): void
  /** Foreign text of several lines, indented behind a gutter. */
  quote(text: string, maxLines?: number): void
  /** A group that closes even when `work` throws. Groups do not nest: one that begins in another ends that. */
  group<T>(title: string, work: () => Promise<T>): Promise<T>
  /** From here on the runner shows *** for `secret` (nothing is printed when it is too short to be one). */
  mask(secret: string): void
  /** Grows with everybody's lines: whoever waits sees by it that nothing is told. */
  readonly told: { readonly lines: number }
}

/** What only doors need. */
export interface DoorLog extends Log {
  /** The first of the last words of a run: an annotation, however many there were before. */
  conclude(level: AnnotationLevel, text: string, title?: string): void
  /** A group of lines that are all there already. */
  fold(title: string, lines: readonly string[]): void
  /** Ends the group that is open, if one is, whatever becomes of its work: what follows must not be folded away. */
  leaveGroup(): void
}

const SHORTEST_SECRET = 4

/** Of actions/runner, ExecutionContext.cs: `_maxCountPerIssueType`, and the length at which a message is cut. */
const MOST_ANNOTATIONS = 10
const LONGEST_ANNOTATION = 4096
const MOST_LINES = 60

const told = { lines: 0 }
const annotated: Record<AnnotationLevel, number> = { notice: 0, warning: 0, error: 0 }
let isConcluded = false
let openGroup: symbol | undefined

export const actionsLog: DoorLog = {
  told,
  info: text => print(toPrintableLine(text)),
  debug: text => runner.debug(toPrintableLine(text)),
  notice: (text, title) => annotate('notice', text, title),
  warning: (text, title) => annotate('warning', text, title),
  error: (text, title) => annotate('error', text, title),
  conclude(level, text, title) {
    isConcluded = true
    annotate(level, text, title)
  },
  quote(text, maxLines = 200) {
    for (const line of toPrintableLines(text, { maxLines, gutter: '  │ ' })) print(line)
  },
  async group(title, work) {
    const own = beginGroup(title)
    try {
      return await work()
    } finally {
      // Somebody may have left it already, and others may have begun since.
      if (openGroup === own) leaveGroup()
    }
  },
  fold(title, lines) {
    beginGroup(title)
    for (const line of lines) print(toPrintableLine(line))
    leaveGroup()
  },
  leaveGroup,
  mask(secret) {
    for (const line of secret.split(/\r?\n/)) if (line.trim().length >= SHORTEST_SECRET) runner.mask(line.trim())
  },
}

function print(line: Printable): void {
  told.lines += 1
  runner.print(line)
}

function beginGroup(title: string): symbol {
  leaveGroup()
  const own = Symbol(title)
  openGroup = own
  told.lines += 1
  runner.startGroup(toPrintableLine(title))
  return own
}

function leaveGroup(): void {
  if (openGroup) runner.endGroup()
  openGroup = undefined
}

function annotate(level: AnnotationLevel, text: string, title?: string): void {
  if (annotated[level] >= MOST_ANNOTATIONS - (isConcluded ? 0 : 1)) {
    const head = `${capitalize(level)}: ${title ? `${title}. ` : ''}`
    for (const line of toPrintableLines(head + text, { maxLines: MOST_LINES })) print(line)
    return
  }
  annotated[level] += 1
  told.lines += 1
  const shown = toPrintableText(text, { maxLines: MOST_LINES, maxLength: LONGEST_ANNOTATION - 1 })
  runner.annotate(level, shown, title ? toPrintableLine(title) : undefined)
}
