/** The truth about an environment, as JSON. */

import type { EnvironmentTruth } from '../elastic-beanstalk/environment-truth.ts'

export function describeTruth(truth: EnvironmentTruth): unknown {
  const { environmentId, region, versionLabel, status, health, front, groupId } = truth
  const instances = truth.instances.map(({ id, deployment, host, groupIds }) => ({
    id,
    deployment,
    proxyPort: host.proxyPort,
    ...host.status(),
    groupIds,
  }))
  const { host, port } = front
  return { environmentId, region, versionLabel, status, health, front: { host, port }, groupId, instances }
}
