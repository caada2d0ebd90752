/** Keeps what a check has found in its history. */

import { readEvent } from '../github/read-event.ts'
import { type HistoryLine, toHistoryTime } from '../history/history-line.ts'
import { readProperty } from '../read-json.ts'
import type { CheckedTarget } from '../report/checked-target.ts'
import { pickNews, STATES } from '../report/notice-target.ts'
import { quoteForeign } from '../untrusted.ts'
import type { FollowUpContext } from './follow-up-check.ts'
import { foresee } from './forewarn-targets.ts'
import { type KeptHistory, keepHistory } from './keep-history.ts'

export interface CheckRecord {
  readonly branch: string
  readonly checked: readonly CheckedTarget[]
  readonly startedMs: number
}

/** Rejects only with the end of the run. */
export async function recordCheck(
  context: FollowUpContext,
  { branch, checked, startedMs }: CheckRecord,
): Promise<KeptHistory> {
  const { clock, log, workflow } = context
  const event = await readEvent(workflow.eventPath)
  if (readProperty(readProperty(event, 'repository'), 'default_branch') === branch) {
    log.warning(
      `The branch ${quoteForeign(branch)} is the default branch, so no history was written to it.\nSet 'history-branch' to a branch of its own, such as 'websocket-history': it is made when it is not there.`,
      'The history was not written',
    )
    return { pasts: undefined, formers: new Map(), isKept: false }
  }
  const byId = new Map(checked.map(each => [each.id, each]))
  return await keepHistory(context, {
    branch,
    startedMs,
    run: `${workflow.runId}, attempt ${workflow.runAttempt}`,
    targets: [...byId.keys()],
    makeLine: (target, past) => {
      const each = byId.get(target)
      if (!each) return undefined
      const forewarnings = foresee({ clock, usualOf: () => past?.usual }, each)
      return toHistoryLine({ ...each, forewarnings }, startedMs)
    },
  })
}

/** The finding is what a notice would tell, so that the next one tells it no second time. */
function toHistoryLine({ id, report, facts, forewarnings = [] }: CheckedTarget, atMs: number): HistoryLine {
  const finding = pickNews(report, forewarnings)
  const ms = report.outcome === 'accepted' ? report.latency?.totalMs : undefined
  return {
    ...{ at: toHistoryTime(atMs), target: id, state: STATES[report.outcome], facts },
    ...(finding ? { finding: finding.kind } : {}),
    ...(finding?.layer ? { layer: finding.layer } : {}),
    ...(ms === undefined ? {} : { ms }),
  }
}
