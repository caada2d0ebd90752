/** What attempts that were made mean to somebody who knows more by now. Pure. */

import { diagnose } from './diagnose.ts'
import type { HandshakeReport } from './handshake.ts'
import type { Known } from './known.ts'

/** The same attempts and outcomes, with findings of now. */
export function diagnoseAgain({ targets }: HandshakeReport, known: Known): HandshakeReport {
  return {
    targets: targets.map(target => {
      const attempts = target.attempts.map(attempt => ({ ...attempt, finding: diagnose(attempt.evidence, known) }))
      return { ...target, attempts, finding: attempts.at(-1)?.finding ?? null }
    }),
  }
}
