/** Adds to what became of targets what will become of them, and tells the log. */

import type { Clock } from '../clock.ts'
import type { UsualLatency } from '../history/latency.ts'
import type { Log } from '../log.ts'
import type { CheckedTarget } from '../report/checked-target.ts'
import { forewarn } from '../report/forewarn.ts'
import type { Forewarning } from '../report/forewarning.ts'
import { nameTarget } from '../report/handshake-lines.ts'

export interface ForewarnContext {
  readonly clock: Clock
  readonly log: Log
  /** What a history knows, by the id of the target. */
  readonly usualOf?: (id: string) => UsualLatency | undefined
}

export function forewarnTargets(context: ForewarnContext, checked: readonly CheckedTarget[]): CheckedTarget[] {
  return checked.map(each => {
    const forewarnings = foresee(context, each)
    for (const { severity, title, what, remedy } of forewarnings) {
      const told = `${nameTarget(each.report)}: ${what} ${remedy}`
      if (severity === 'warning') context.log.warning(told, title)
      else context.log.info(`${title}. ${told}`)
    }
    return { ...each, forewarnings }
  })
}

/** Tells nobody. */
export function foresee(
  { clock, usualOf }: Pick<ForewarnContext, 'clock' | 'usualOf'>,
  { id, report, outlook }: CheckedTarget,
): Forewarning[] {
  const usual = usualOf?.(id)
  const ms = report.latency?.totalMs
  return forewarn({
    ...{ target: report, nowMs: clock.now() },
    ...(outlook ? { outlook } : {}),
    ...(usual ? { usual } : {}),
    ...(ms === undefined ? {} : { ms }),
  })
}
