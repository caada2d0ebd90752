/** The answers about classic load balancers. */

import type * as ELB from '@aws-sdk/client-elastic-load-balancing'
import type { LoadBalancing } from '../load-balancing.ts'
import type { HealthCheck } from '../target-group-model.ts'
import type { TargetState } from '../target-health.ts'
import { describeClassicListener } from './classic-listeners.ts'
import type { ClassicLoadBalancer } from './classic-lookup.ts'

export function describeClassic(
  { ec2, world }: LoadBalancing,
  loadBalancer: ClassicLoadBalancer,
): ELB.LoadBalancerDescription {
  const { name, dnsName, subnetIds, vpcId, groupIds, created, scheme, classic } = loadBalancer
  const region = ec2.region(loadBalancer.region)
  const group = region.groups.get(groupIds[0] ?? '')
  return {
    LoadBalancerName: name,
    DNSName: dnsName,
    CanonicalHostedZoneName: dnsName,
    CanonicalHostedZoneNameID: 'Z215JYRZR1TBD5',
    ListenerDescriptions: describeClassicListener(loadBalancer),
    Policies: {
      AppCookieStickinessPolicies: [],
      LBCookieStickinessPolicies: [...classic.policies.values()].map(({ name: PolicyName, cookieSeconds }) => ({
        PolicyName,
        CookieExpirationPeriod: cookieSeconds,
      })),
      OtherPolicies: [],
    },
    BackendServerDescriptions: [],
    AvailabilityZones: subnetIds.flatMap(id => region.subnets.get(id)?.zone ?? []),
    Subnets: [...subnetIds],
    VPCId: vpcId,
    Instances: [...classic.instances.targets.values()].map(({ instanceId: InstanceId }) => ({ InstanceId })),
    HealthCheck: describeHealthCheck(classic.instances.healthCheck),
    ...(group !== undefined && { SourceSecurityGroup: { OwnerAlias: world.accountId, GroupName: group.name } }),
    SecurityGroups: [...groupIds],
    CreatedTime: created,
    Scheme: scheme,
  }
}

export function describeHealthCheck(check: HealthCheck): ELB.HealthCheck {
  const path = check.protocol === 'HTTP' || check.protocol === 'HTTPS' ? check.path : ''
  return {
    Target: `${check.protocol}:${check.port}${path}`,
    Interval: check.intervalSeconds,
    Timeout: check.timeoutSeconds,
    UnhealthyThreshold: check.unhealthyThreshold,
    HealthyThreshold: check.healthyThreshold,
  }
}

/** Source: Classic ELB guide, "Troubleshoot a Classic Load Balancer: Instance registration" and its health states. */
export function describeInstanceState({ target, state, reason }: TargetState): ELB.InstanceState {
  const { instanceId: InstanceId } = target
  if (state === 'healthy') return { InstanceId, State: 'InService', ReasonCode: 'N/A', Description: 'N/A' }
  const out = (ReasonCode: string, Description: string) => ({
    InstanceId,
    State: 'OutOfService',
    ReasonCode,
    Description,
  })
  if (reason === 'Target.InvalidState') return out('Instance', 'Instance is in stopped state.')
  if (state === 'draining') return out('ELB', 'Instance deregistration currently in progress.')
  if (state === 'unhealthy')
    return out('Instance', 'Instance has failed at least the UnhealthyThreshold number of health checks consecutively.')
  return out('ELB', 'Instance registration is still in progress.')
}
