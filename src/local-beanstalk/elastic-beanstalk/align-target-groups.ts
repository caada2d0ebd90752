/** The target groups of an environment: one for each process. */

import type { TargetGroup } from '../elastic-load-balancing/target-group-model.ts'
import {
  createTargetGroup,
  deleteTargetGroup,
  registerTargets,
  setGroupAttributes,
  setHealthCheck,
  type TargetGroupSpec,
} from '../elastic-load-balancing/target-groups.ts'
import { physicalTail } from '../ids.ts'
import type { Beanstalk } from './beanstalk.ts'
import type { Environment } from './beanstalk-model.ts'
import type { ProcessWish } from './listener-wish.ts'
import { effectiveSettings, vpcOf } from './option-settings.ts'
import { resourceTags } from './resource-tags.ts'

/** Answers with those that are not wanted any more, once nobody forwards to them. */
export async function alignTargetGroups(
  { loadBalancing, ec2 }: Beanstalk,
  environment: Environment,
  processes: readonly ProcessWish[],
): Promise<TargetGroup[]> {
  const { network } = environment
  if (network === undefined) return []
  const aligned = new Map<string, TargetGroup>()
  for (const process of processes) {
    const known = network.targetGroups.get(process.name)
    const spec = processSpec(environment, process)
    // Port and protocol of a target group are for its life.
    if (known !== undefined && known.port === process.port && known.protocol === process.protocol) {
      await setHealthCheck(loadBalancing, known, spec.healthCheck ?? {})
      await setGroupAttributes(loadBalancing, known, spec.attributes ?? {})
      aligned.set(process.name, known)
      continue
    }
    const vpcId = vpcOf(ec2.region(environment.region), effectiveSettings(environment))
    const group = createTargetGroup(loadBalancing, { ...spec, vpcId })
    const targets = environment.instances.map(({ id }) => ({ instanceId: id }))
    await registerTargets(loadBalancing, group, targets)
    aligned.set(process.name, group)
  }
  environment.network = { ...network, targetGroups: aligned }
  return [...network.targetGroups.values()].filter(group => ![...aligned.values()].includes(group))
}

export function removeTargetGroups({ loadBalancing }: Beanstalk, groups: Iterable<TargetGroup>): void {
  for (const group of groups) deleteTargetGroup(loadBalancing, group)
}

export function processSpec(environment: Environment, process: ProcessWish): TargetGroupSpec {
  const { healthCheck, stickinessSeconds } = process
  const protocol = process.protocol as TargetGroupSpec['protocol']
  const speaksHttp = protocol === 'HTTP' || protocol === 'HTTPS'
  const tags = resourceTags(environment, 'AWSEBV2LoadBalancerTargetGroup')
  return {
    region: environment.region,
    name: `awseb-AWSEB-${physicalTail()}`,
    protocol,
    port: process.port,
    healthCheck: { ...healthCheck, protocol: speaksHttp ? protocol : 'TCP', port: 'traffic-port' },
    attributes: {
      'deregistration_delay.timeout_seconds': String(process.deregistrationDelaySeconds),
      ...(speaksHttp && {
        'stickiness.enabled': String(stickinessSeconds !== undefined),
        'stickiness.lb_cookie.duration_seconds': String(stickinessSeconds ?? 86_400),
      }),
    },
    tags: new Map(tags.map(({ Key, Value }) => [Key, Value])),
  }
}
