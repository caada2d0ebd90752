/** What became of one target of a check: what all that tells of it is made of. */

import type { Outlook } from '../environment/find-outlook.ts'
import type { TargetReport } from '../handshake/handshake.ts'
import type { Known } from '../handshake/known.ts'
import type { TargetFacts } from '../history/history-line.ts'
import type { CheckTarget } from '../inputs/check-target.ts'
import type { Forewarning } from './forewarning.ts'
import type { Problem } from './verdict.ts'

export interface CheckedTarget {
  /** Of the target: the same in every run. */
  readonly id: string
  readonly target: CheckTarget
  readonly report: TargetReport
  /** What was known of it before the network was asked. */
  readonly known: Known
  readonly facts: TargetFacts
  /** What will break of its environment although it works; absent where none was named. */
  readonly outlook?: Outlook
  /** What will break of it; absent where nobody has asked. */
  readonly forewarnings?: readonly Forewarning[]
  /** What must not be seen of it. */
  readonly secrets: readonly string[]
  /** Why nobody knows what would have become of it, where that is not the report's to say. */
  readonly problem?: Problem
}
