/** What telling incidents needs at hand: GitHub, what was ordered, and an end to it when GitHub takes nothing. */

import { ActionError } from '../action-error.ts'
import { type Clock, startDeadline } from '../clock.ts'
import type { GitHub } from '../github/client.ts'
import type { Decoration } from '../github/decorate-issue.ts'
import { provideIncidentLabel } from '../github/incidents.ts'
import type { TargetReport } from '../handshake/handshake.ts'
import type { Log } from '../log.ts'
import type { IncidentSubject } from '../report/incident-subject.ts'

export interface IncidentContext {
  readonly github: GitHub
  readonly clock: Clock
  readonly log: Log
  readonly signal: AbortSignal
}

export interface IncidentTarget extends Decoration {
  readonly id: string
  readonly report: TargetReport
  /** What is otherwise than at the last good check; undefined where no history knows. */
  readonly changes?: readonly string[] | undefined
}

export interface IncidentOrder extends Decoration {
  readonly targets: readonly IncidentTarget[]
  readonly runUrl: URL | undefined
  readonly secrets: readonly string[]
}

/** The title of warnings: the next run does what is missing. */
export const ISSUES_LEFT = 'The issues were not all written'

const PATIENCE_MS = 180_000

export interface Desk extends IncidentContext {
  readonly order: IncidentOrder
  readonly refused: Set<string>
  /** Undefined, and a warning, where GitHub fails. */
  attempt<T>(work: () => Promise<T>): Promise<T | undefined>
  /** There is no more time, or GitHub takes nothing from this token. */
  isOver(): boolean
  readonly provideLabel: () => Promise<void>
}

export function openDesk(context: IncidentContext, order: IncidentOrder): Desk {
  const { clock, log, github, signal } = context
  const deadline = startDeadline(clock, PATIENCE_MS)
  let isRefused = false
  let label: Promise<void> | undefined
  return {
    ...context,
    order,
    refused: new Set(),
    isOver: () => isRefused || deadline.remainingMs() === 0,
    provideLabel: () => (label ??= provideIncidentLabel(github)),
    async attempt(work) {
      try {
        return await work()
      } catch (error) {
        if (!(error instanceof ActionError) || error === signal.reason) throw error
        log.warning(`${error.message}\n${error.hint}`, ISSUES_LEFT)
        // What GitHub refuses of one issue it may take of another; all else is the same for all.
        isRefused ||= error.code !== 'github-refused'
        return undefined
      }
    },
  }
}

export function describe({ order, clock }: Desk, { id, report, changes }: IncidentTarget): IncidentSubject {
  const { runUrl, secrets } = order
  return { id, report, changes, runUrl, secrets, nowMs: clock.now() }
}
