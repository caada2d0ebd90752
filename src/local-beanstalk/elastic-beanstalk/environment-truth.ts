/** The truth about an environment, for whoever wants to compare the API's answers with it. */

import type { Front, HostInstance } from '../host/host.ts'
import type { Beanstalk } from './beanstalk.ts'
import type { Environment } from './beanstalk-model.ts'
import { livingEnvironments } from './lookup.ts'

export interface EnvironmentTruth {
  readonly environmentId: string
  readonly region: string
  /** What the environment calls its own; `deployment` says what the instance was told. */
  readonly versionLabel: string
  readonly status: Environment['status']
  readonly health: Environment['health']
  /** What the instance was last told to run, and what came of it. */
  readonly deployment: Environment['deployment']
  readonly front: Front
  /** Undefined while none is launched. */
  readonly instance: HostInstance | undefined
  readonly groupId: string | undefined
}

/** Names are unique per region; the first region that has one answers. */
export function lookUpEnvironment(beanstalk: Beanstalk, name: string): EnvironmentTruth | undefined {
  for (const region of beanstalk.regions.values()) {
    const environment = livingEnvironments(region).find(candidate => candidate.name === name)
    if (environment !== undefined) return truthOf(environment)
  }
  return undefined
}

function truthOf(environment: Environment): EnvironmentTruth {
  const { id: environmentId, region, versionLabel, status, health, deployment, front, instance } = environment
  const [host, groupId] = [instance?.host, instance?.groupId]
  return { environmentId, region, versionLabel, status, health, deployment, front, instance: host, groupId }
}
