/** What AWS is asked about a target whose WebSocket was opened, or refused; for no longer than the check lasts. */

import type { TargetReport } from '../handshake/handshake.ts'
import type { Known } from '../handshake/known.ts'
import type { TargetFacts } from '../history/history-line.ts'
import type { Log } from '../log.ts'
import { toProblem } from '../report/verdict.ts'
import { untilAborted } from '../until-aborted.ts'
import { explainSilence } from './explain-silence.ts'
import type { Checked } from './find-checked.ts'

export interface AskingContext {
  readonly log: Log
  readonly signal: AbortSignal
}

export interface KnownPlace {
  readonly known: Known
  readonly checked: Checked | undefined
}

/** That the finding could say more if AWS said more does not cost the finding. */
export async function explainTarget(
  { log, signal }: AskingContext,
  report: TargetReport,
  { known, checked }: KnownPlace,
): Promise<TargetReport> {
  if (!checked) return report
  try {
    const look = (url: string) => untilAborted(checked.lookAtWayIn(url), signal)
    const { targets } = await explainSilence({ targets: [report] }, known, look)
    return targets[0] ?? report
  } catch (error) {
    log.info(`What keeps clients of ${report.printableUrl} out is unknown: ${toProblem(error).what}`)
    return report
  }
}

/** Nothing where AWS does not tell. */
export async function readRules(
  { log, signal }: AskingContext,
  checked: Checked | undefined,
  url: string,
): Promise<TargetFacts> {
  if (!checked) return {}
  try {
    return await untilAborted(checked.readRules(url), signal)
  } catch (error) {
    log.info(`Whom the entrance admits is unknown: ${toProblem(error).what}`)
    return {}
  }
}
