/** The log of the run: every text becomes printable here, whoever wrote it. */

import { type AnnotationLevel, runner } from './runner.ts'
import { toPrintableLine, toPrintableLines, toPrintableText } from './untrusted.ts'

export interface Log {
  /** One line. */
  info(text: string): void
  /** Shown only with ACTIONS_STEP_DEBUG. */
  debug(text: string): void
  /** Annotations: ten of each are shown by the runner, further ones become lines of the log. */
  notice(text: string, title?: string): void
  warning(text: string, title?: string): void
  error(text: string, title?: string): void
  /** Foreign text of several lines, indented behind a gutter. */
  quote(text: string, maxLines?: number): void
  /** A group that closes even when `work` throws. Groups do not nest. */
  group<T>(title: string, work: () => Promise<T>): Promise<T>
  /** From here on the runner shows *** for `secret` (nothing is printed when it is too short to be one). */
  mask(secret: string): void
}

const SHORTEST_SECRET = 4

/** Of actions/runner, ExecutionContext.cs: `_maxCountPerIssueType`, and the length at which a message is cut. */
const MOST_ANNOTATIONS = 10
const LONGEST_ANNOTATION = 4096

export const actionsLog: Log = {
  info: text => runner.print(toPrintableLine(text)),
  debug: text => runner.debug(toPrintableLine(text)),
  notice: (text, title) => annotate('notice', text, title),
  warning: (text, title) => annotate('warning', text, title),
  error: (text, title) => annotate('error', text, title),
  quote(text, maxLines = 200) {
    for (const line of toPrintableLines(text, { maxLines, gutter: '  │ ' })) runner.print(line)
  },
  async group(title, work) {
    runner.startGroup(toPrintableLine(title))
    try {
      return await work()
    } finally {
      runner.endGroup()
    }
  },
  mask(secret) {
    for (const line of secret.split(/\r?\n/)) if (line.trim().length >= SHORTEST_SECRET) runner.mask(line.trim())
  },
}

const told: Record<AnnotationLevel, number> = { notice: 0, warning: 0, error: 0 }

function annotate(level: AnnotationLevel, text: string, title?: string): void {
  told[level] += 1
  const shown = toPrintableText(text, { maxLines: 60, maxLength: LONGEST_ANNOTATION - 1 })
  if (told[level] > MOST_ANNOTATIONS) actionsLog.info(`${level}: ${text}`)
  else runner.annotate(level, shown, title ? toPrintableLine(title) : undefined)
}
