/** What attempts that were made mean to somebody who knows more by now. Pure. */

import { diagnose } from './diagnose.ts'
import type { HandshakeReport } from './handshake.ts'
import type { Known } from './known.ts'
import { describeWay } from './known-way.ts'

/** The same attempts and outcomes, with findings of now. */
export function diagnoseAgain({ targets }: HandshakeReport, known: Known): HandshakeReport {
  return {
    targets: targets.map(target => {
      const attempts = target.attempts.map(attempt => ({ ...attempt, finding: diagnose(attempt.evidence, known) }))
      const last = attempts.at(-1)
      const way = last && describeWay(known, last.evidence.target)
      return { ...target, attempts, finding: last?.finding ?? null, ...(way ? { way } : {}) }
    }),
  }
}
