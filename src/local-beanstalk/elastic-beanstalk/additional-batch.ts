/** RollingWithAdditionalBatch: one batch of new instances first, so that the environment keeps its capacity. */

import { idsOf } from './command.ts'
import { batchSize, cutBatches } from './deployment-policy.ts'
import { launchInstances } from './instance-launch.ts'
import { deployBatch, deployBatches, returnToService } from './rolling.ts'
import { beginRollout, type Rollout } from './rollout.ts'
import { removeInstances, sayAdded } from './scaling.ts'

/** The first lines are recorded; what follows is told as in a rolling deployment. */
export const rollOutWithAdditionalBatch: Rollout = async (stage, deployment) => {
  const { environment } = stage
  const size = batchSize(environment)
  const batches = cutBatches(environment.instances, size)
  // The two spaces are the service's own.
  beginRollout(
    stage,
    `Rolling with Additional Batch deployment policy enabled. Launching  a new batch of ${size} additional instance(s).`,
  )
  const added = await launchInstances(stage, size)
  const undo = async () => {
    await removeInstances(stage, added)
    return 'undone' as const
  }
  await stage.pause(60)
  if (stage.aborted()) return undo()
  sayAdded(stage, added)
  stage.say(
    'INFO',
    `Batch 1: ${size} EC2 instance(s) [${idsOf(added, ', ')}] launched. Deploying application version '${deployment.bundle.label}'.`,
  )
  const first = { name: 'Batch 1', instances: added }
  if (!(await deployBatch(stage, deployment, first)) || !(await returnToService(stage, first))) return undo()
  const end = await deployBatches(stage, deployment, { batches, firstNumber: 2 })
  // The capacity goes back to what it was. The batch that was added goes, also when a later one has failed.
  await removeInstances(stage, added)
  return end
}
