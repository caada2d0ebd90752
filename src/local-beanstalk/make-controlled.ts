/** What the control endpoint, and whoever started Local Beanstalk, may see and set. */

import type { Controlled } from './control/control.ts'
import { lookUpEnvironment } from './elastic-beanstalk/environment-truth.ts'
import { lookUpRegion } from './elastic-beanstalk/region-truth.ts'
import { lookUpLoadBalancer } from './elastic-load-balancing/load-balancer-truth.ts'
import type { OpenServices } from './open-services.ts'
import type { RequestRecord } from './server.ts'

export function makeControlled(
  { beanstalk, loadBalancing }: OpenServices,
  requests: readonly RequestRecord[],
): Controlled {
  const { world, pace } = beanstalk
  return {
    faults: () => world.faults.list(),
    setFaults: faults => world.faults.set(faults),
    pace: () => pace.msPerSecond,
    setPace: msPerSecond => void Object.assign(pace, { msPerSecond }),
    ca: world.authority.certificate,
    requests: () => requests,
    lookUp: name => lookUpEnvironment(beanstalk, name),
    lookUpLoadBalancer: name => lookUpLoadBalancer(loadBalancing, name),
    lookUpRegion: region => lookUpRegion(beanstalk, region),
  }
}
