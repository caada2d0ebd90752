/** An instance is lost while a deployment goes on. */

import { deregister } from '../balancing.ts'
import { addInstances, sayRemoved } from '../scaling.ts'
import type { Stage } from '../stage.ts'
import { terminateInstances } from '../termination.ts'

/** The reporter beside the operations tells of both instances; whether more is told is not known. */
export async function replaceInstance(stage: Stage): Promise<void> {
  const { instances } = stage.environment
  const struckBy = ({ instance = 1 }: { readonly instance?: number }) => instances[instance - 1]
  const fault = stage.beanstalk.world.faults.take('instance-replaced', fault => struckBy(fault) !== undefined)
  const lost = fault && struckBy(fault)
  if (lost === undefined) return
  await terminateInstances(stage, [lost])
  await deregister(stage, [lost])
  sayRemoved(stage, [lost])
  await addInstances({ ...stage, say: () => {} }, 1)
}
