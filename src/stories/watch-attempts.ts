/** What the log says while a WebSocket is tried again and again: each attempt for the debug log, the last one now and then for everybody. */

import type { Clock } from '../clock.ts'
import type { Attempt } from '../handshake/try-target.ts'
import type { Log } from '../log.ts'
import { toPrintableLine } from '../untrusted.ts'
import { tellWhileAsleep, type Wait } from '../wait.ts'

export interface WatchedAttempts {
  /** By which the pauses between the attempts are slept. */
  readonly clock: Clock
  readonly wait: Wait
  onAttempt(attempt: Attempt): void
}

export function watchAttempts(
  { clock, log }: { readonly clock: Clock; readonly log: Log },
  { what, leftMs }: Pick<Wait, 'what' | 'leftMs'>,
): WatchedAttempts {
  let last: string | undefined
  const wait = { what, ...(leftMs ? { leftMs } : {}), lastSeen: () => last }
  return {
    wait,
    clock: tellWhileAsleep({ clock, log }, wait),
    onAttempt(attempt) {
      const { number, finding } = attempt
      last = toPrintableLine(
        `attempt ${number}, ${finding ? `${finding.title} (finding: ${finding.kind})` : 'accepted'}`,
      )
      log.debug(JSON.stringify(attempt))
    },
  }
}
