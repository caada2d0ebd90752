/** What an issue is about, whatever became of the target. Pure. */

import type { TargetReport } from '../handshake/handshake.ts'
import { redact } from '../handshake/redact.ts'
import type { OfRun } from './link-run.ts'

export interface IncidentSubject extends OfRun {
  /** Its name, or its URL without the values of the query. */
  readonly id: string
  readonly report: TargetReport
  /** What is otherwise than at the last good check; undefined where no history knows. */
  readonly changes?: readonly string[] | undefined
  /** Milliseconds since 1970. */
  readonly nowMs: number
  /** The runner masks the log and the summary, nobody masks an issue. */
  readonly secrets: readonly string[]
}

/** With nothing in it that must not be seen. */
export function withoutSecrets(subject: IncidentSubject): IncidentSubject {
  const { id, report, changes, secrets } = subject
  const shown = redact({ id, report, ...(changes ? { changes } : {}) }, secrets)
  return { ...subject, ...shown }
}
