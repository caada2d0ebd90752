/** The truth about environments and load balancers, as JSON. */

import type { EnvironmentTruth } from '../elastic-beanstalk/environment-truth.ts'
import type { LoadBalancerTruth } from '../elastic-load-balancing/load-balancer-truth.ts'

export function describeTruth(truth: EnvironmentTruth): unknown {
  const { environmentId, region, versionLabel, status, health, front, groupId } = truth
  const instances = truth.instances.map(({ id, deployment, host, groupIds }) => ({
    id,
    deployment,
    proxyPort: host.proxyPort,
    ...host.status(),
    groupIds,
  }))
  const { proxy, forwardsUpgrade, sure, source } = truth.proxy
  const platform = { proxy, forwardsUpgrade, sure, source }
  const { host, port } = front
  return { environmentId, region, versionLabel, status, health, platform, front: { host, port }, groupId, instances }
}

export function describeLoadBalancerTruth(truth: LoadBalancerTruth): unknown {
  const { dnsName, region, listenerPorts, frontOf, admits } = truth
  const listeners = listenerPorts().map(port => {
    const front = frontOf(port)
    return { port, admits: admits(port), front: front && { addresses: front.addresses, port: front.port } }
  })
  return { dnsName, region, listeners }
}
