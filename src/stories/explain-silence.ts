/** Where a connection met with silence or was refused, whoever knows more is asked. */

import { diagnoseAgain } from '../handshake/diagnose-again.ts'
import type { HandshakeReport, TargetReport } from '../handshake/handshake.ts'
import type { Known } from '../handshake/known.ts'

/** The same attempts, understood with what `look` says of the URL that met with it. One is asked about after the other. */
export async function explainSilence(
  report: HandshakeReport,
  known: Known,
  look: (url: string) => Promise<Partial<Known>>,
): Promise<HandshakeReport> {
  const targets: TargetReport[] = []
  for (const target of report.targets) {
    const again = hasNoConnection(target)
      ? diagnoseAgain({ targets: [target] }, { ...known, ...(await look(target.printableUrl)) }).targets
      : [target]
    targets.push(...again)
  }
  return { ...report, targets }
}

function hasNoConnection({ finding }: TargetReport): boolean {
  return finding?.kind === 'connection-timed-out' || finding?.kind === 'connection-refused'
}
