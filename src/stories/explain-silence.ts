/** Where a connection met with silence, whoever knows more is asked. */

import { diagnoseAgain } from '../handshake/diagnose-again.ts'
import type { HandshakeReport, TargetReport } from '../handshake/handshake.ts'
import type { Known } from '../handshake/known.ts'

/** The same attempts, understood with what `look` says. */
export async function explainSilence(
  report: HandshakeReport,
  known: Known,
  look: () => Promise<Partial<Known>>,
): Promise<HandshakeReport> {
  if (!report.targets.some(isSilent)) return report
  const all = { ...known, ...(await look()) }
  const targets = report.targets.map(target =>
    isSilent(target) ? diagnoseAgain({ targets: [target] }, all).targets : target,
  )
  return { ...report, targets: targets.flat() }
}

function isSilent({ finding }: TargetReport): boolean {
  return finding?.kind === 'connection-timed-out'
}
