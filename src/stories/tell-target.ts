/** Tells the log what became of a target, as far as it is not told at the end of the run. */

import type { TargetReport } from '../handshake/handshake.ts'
import type { FailOn } from '../inputs/probe-inputs.ts'
import type { Log } from '../log.ts'
import { describeCut, describeTarget } from '../report/handshake-lines.ts'

/** Why a target failed is told at the end, for all of them together; so is a warning where the run fails for it. */
export function tellTarget(log: Log, target: TargetReport, failOn: FailOn): void {
  log.info(describeTarget(target))
  const cut = describeCut(target)
  if (cut) log.info(cut)
  const { outcome, finding } = target
  if (outcome === 'accepted' && finding && failOn !== 'warning')
    log.warning(`${finding.explanation} ${finding.remedy}`, finding.title)
}
