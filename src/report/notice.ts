/** What a webhook is told of: each target as it is, and as it was. */

import type { Layer } from '../handshake/rules/rule.ts'

export interface NoticeTarget {
  readonly id: string
  /** Without what may be secret. */
  readonly printableUrl: string
  readonly state: NoticeState
  readonly finding?: NoticeFinding
  /** When this state began; UTC, to the second. */
  readonly since: string
  /** As it was at the last check that knew; absent where nobody remembers. */
  readonly before?: NoticePast
  /** What it is now was told by a run that began later. */
  readonly isOvertaken?: boolean
}

export type NoticeState = 'up' | 'down' | 'unknown'

export interface NoticeFinding {
  readonly kind: string
  readonly title: string
  /** Absent where none is at fault, as with what only will break. */
  readonly layer?: Layer
}

export interface NoticePast {
  readonly state: NoticeState
  /** Its kind. */
  readonly finding?: string
  /** When that state began; UTC. */
  readonly since?: string
}

export interface Notice {
  readonly targets: readonly NoticeTarget[]
  readonly nowMs: number
  /** "octo-org/chat" */
  readonly repository?: string
  /** Of the run, on GitHub. */
  readonly runUrl?: string
}
