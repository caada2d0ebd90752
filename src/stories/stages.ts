/** A stage of a story: a group in the log, and its time in the report. */

import type { Context } from '../context.ts'
import { toDuration } from '../describe-time.ts'
import type { DeployProducts } from '../report/deploy-products.ts'

export type RunStage = <T>(title: string, work: () => Promise<T>) => Promise<T>

/** Of what is quicker nobody asks how long it took. */
const WORTH_TELLING_MS = 10_000

export function stagesOf(context: Context, { timings }: Pick<DeployProducts, 'timings'>): RunStage {
  return async (stage, work) => {
    const startedMs = context.clock.monotonicMs()
    const tellEnd = () => {
      const ms = context.clock.monotonicMs() - startedMs
      timings.push({ stage, ms })
      if (ms >= WORTH_TELLING_MS) context.log.info(`Took ${toDuration(ms)}.`)
    }
    context.signal.throwIfAborted()
    return await context.log.group(stage, () => work().finally(tellEnd))
  }
}
