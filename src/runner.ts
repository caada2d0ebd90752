/**
 * GitHub's runner, as far as it is spoken to: the only file that prints or sets an output. What it is handed can only
 * be made by untrusted.ts, so no text of others comes past here.
 */

import * as core from '@actions/core'
import type { OutputValue, Printable } from './untrusted.ts'

export interface Runner {
  /** '' for an input that was not given. */
  readInput(name: string): string
  print(line: Printable): void
  debug(line: Printable): void
  annotate(level: AnnotationLevel, text: Printable, title?: Printable): void
  startGroup(title: Printable): void
  endGroup(): void
  /** From here on *** is shown for the secret. */
  mask(secret: string): void
  setOutput(name: string, value: OutputValue): void
}

export type AnnotationLevel = 'notice' | 'warning' | 'error'

const ANNOTATE = { notice: core.notice, warning: core.warning, error: core.error }

export const runner: Runner = {
  readInput: name => core.getInput(name, { trimWhitespace: false }),
  print: core.info,
  debug: core.debug,
  annotate: (level, text, title) => ANNOTATE[level](text, title ? { title } : {}),
  startGroup: core.startGroup,
  endGroup: core.endGroup,
  mask: core.setSecret,
  setOutput: core.setOutput,
}
