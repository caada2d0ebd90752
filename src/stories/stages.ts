/** A stage of a story: a group in the log, and its time in the report. */

import type { Context } from '../context.ts'
import type { DeployProducts } from '../report/deploy-products.ts'

export type RunStage = <T>(title: string, work: () => Promise<T>) => Promise<T>

export function stagesOf(context: Context, { timings }: Pick<DeployProducts, 'timings'>): RunStage {
  return async (title, work) => {
    const startedMs = context.clock.monotonicMs()
    try {
      context.signal.throwIfAborted()
      return await context.log.group(title, work)
    } finally {
      timings.push({ stage: title, ms: context.clock.monotonicMs() - startedMs })
    }
  }
}
