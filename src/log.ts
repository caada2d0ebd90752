/** The log of the run. This is the only file that writes to stdout; every line goes through `toPrintableLine`. */

import * as core from '@actions/core'
import { toPrintableLine, toPrintableLines } from './untrusted.ts'

export interface Log {
  /** One line. */
  info(text: string): void
  /** Shown only with ACTIONS_STEP_DEBUG. */
  debug(text: string): void
  /** Annotations: at most ten of each are shown by the runner, so use them for what a person must act on. */
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

export const actionsLog: Log = {
  info: text => core.info(toPrintableLine(text)),
  debug: text => core.debug(toPrintableLine(text)),
  notice: (text, title) => core.notice(toPrintableAnnotation(text), title ? { title } : {}),
  warning: (text, title) => core.warning(toPrintableAnnotation(text), title ? { title } : {}),
  error: (text, title) => core.error(toPrintableAnnotation(text), title ? { title } : {}),
  quote(text, maxLines) {
    for (const line of toPrintableLines(text, maxLines)) core.info(`  │ ${line}`)
  },
  async group(title, work) {
    core.startGroup(toPrintableLine(title))
    try {
      return await work()
    } finally {
      core.endGroup()
    }
  },
  mask(secret) {
    for (const line of secret.split(/\r?\n/)) if (line.trim().length >= SHORTEST_SECRET) core.setSecret(line.trim())
  },
}

// Annotations may have several lines: core escapes the line breaks, and shows them.
function toPrintableAnnotation(text: string): string {
  return toPrintableLines(text, 40).join('\n').slice(0, 4000)
}
