/** AllAtOnce: every instance at the same time, where it is; behind a load balancer all of them are down for a while. */

import { awaitHealthy } from './balancing.ts'
import { deployOnInstances } from './instance-deployment.ts'
import { beginRollout, type Rollout, sayUnsuccessful } from './rollout.ts'

const RECOVERY_SECONDS = 24

export const rollOutAtOnce: Rollout = async (stage, deployment) => {
  beginRollout(stage, 'Deploying new version to instance(s).')
  if (stage.aborted()) return 'partial'
  const { unsuccessful } = await deployOnInstances(stage, deployment, { instances: stage.environment.instances })
  if (unsuccessful.length === 0) {
    // What the load balancer finds unhealthy fails no such deployment; it is given the time that the streams show.
    await awaitHealthy(stage, stage.environment.instances, RECOVERY_SECONDS)
    return 'complete'
  }
  sayUnsuccessful(stage, unsuccessful)
  return 'partial'
}
