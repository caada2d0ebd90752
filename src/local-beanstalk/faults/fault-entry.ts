/** What the catalogue says of a fault. */

import type { Parameter } from './parameter.ts'

export interface FaultEntry {
  readonly parameters: Readonly<Record<string, Parameter<unknown>>>
  /** What Local Beanstalk does while the fault is set. */
  readonly does: string
  /** Where it was seen. */
  readonly seen: string
  /**
   * What the action says when it can do nothing about it: headings of docs/errors.md or docs/findings.md.
   * Empty: it rides it out.
   */
  readonly says: readonly string[]
}

export type FaultFamily = Readonly<Record<string, FaultEntry>>
