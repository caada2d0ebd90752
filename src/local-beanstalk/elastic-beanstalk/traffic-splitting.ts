/** TrafficSplitting: a full set of new instances takes part of the traffic for a while before it takes all of it. */

import { proveHealthy } from './balancing.ts'
import { readPolicy } from './deployment-policy.ts'
import { putIntoService, replaceInstances, sayTemporaryGroup, undo } from './immutable.ts'
import { launchInstances } from './instance-launch.ts'
import { sayUnhealthy } from './rolling.ts'
import { beginRollout, type Rollout } from './rollout.ts'

/**
 * No stream of it was ever recorded: what is told is what an immutable deployment says of the same steps. Old and new
 * instances share one target group here, so that the part of the traffic follows from their numbers.
 */
export const rollOutBySplitting: Rollout = async (stage, deployment) => {
  const { environment } = stage
  const old = environment.instances
  beginRollout(stage, 'Deploying new version to instance(s).')
  const temporary = sayTemporaryGroup(stage)
  const launched = await launchInstances(stage, old.length)
  if (!(await putIntoService(stage, deployment, { launched, all: launched }))) return undo(stage, old)
  const { evaluationSeconds } = readPolicy(environment)
  await stage.pause(evaluationSeconds)
  const sick = stage.aborted() ? [] : await proveHealthy(stage, launched)
  if (sick.length > 0) sayUnhealthy(stage, sick)
  if (sick.length > 0 || stage.aborted()) return undo(stage, old)
  await replaceInstances(stage, old, temporary)
  return 'complete'
}
