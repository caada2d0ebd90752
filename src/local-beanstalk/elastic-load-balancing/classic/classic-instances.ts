/** The operations on the instances of classic load balancers and on how their health is checked. */

import type * as ELB from '@aws-sdk/client-elastic-load-balancing'
import type { Call, Checked } from '../../service.ts'
import type { LoadBalancing } from '../load-balancing.ts'
import type { HealthCheck } from '../target-group-model.ts'
import { deregisterTargets, registerTargets, setHealthCheck, type TargetSpec } from '../target-groups.ts'
import { targetHealthOf } from '../target-health.ts'
import { describeHealthCheck, describeInstanceState } from './classic-descriptions.ts'
import { classicErrors } from './classic-errors.ts'
import { type ClassicLoadBalancer, findClassic } from './classic-lookup.ts'

export async function registerInstances(
  loadBalancing: LoadBalancing,
  input: Checked<ELB.RegisterEndPointsInput>,
  call: Call,
): Promise<ELB.RegisterEndPointsOutput> {
  const found = findClassic(loadBalancing, input.LoadBalancerName, call)
  await registerTargets(loadBalancing, found.classic.instances, readInstances(loadBalancing, input.Instances, call))
  return { Instances: instancesOf(found) }
}

export async function deregisterInstances(
  loadBalancing: LoadBalancing,
  input: Checked<ELB.DeregisterEndPointsInput>,
  call: Call,
): Promise<ELB.DeregisterEndPointsOutput> {
  const found = findClassic(loadBalancing, input.LoadBalancerName, call)
  await deregisterTargets(loadBalancing, found.classic.instances, readInstances(loadBalancing, input.Instances, call))
  return { Instances: instancesOf(found) }
}

export function describeInstanceHealth(
  loadBalancing: LoadBalancing,
  input: Checked<ELB.DescribeEndPointStateInput>,
  call: Call,
): ELB.DescribeEndPointStateOutput {
  const found = findClassic(loadBalancing, input.LoadBalancerName, call)
  const states = targetHealthOf(loadBalancing, found.classic.instances)
  const asked = input.Instances?.length ? readInstances(loadBalancing, input.Instances, call) : undefined
  const shown = states.filter(({ target }) => asked?.some(({ instanceId }) => instanceId === target.instanceId) ?? true)
  return { InstanceStates: shown.map(describeInstanceState) }
}

export async function configureHealthCheck(
  loadBalancing: LoadBalancing,
  input: Checked<ELB.ConfigureHealthCheckInput>,
  call: Call,
): Promise<ELB.ConfigureHealthCheckOutput> {
  const found = findClassic(loadBalancing, input.LoadBalancerName, call)
  const { instances } = found.classic
  await setHealthCheck(loadBalancing, instances, readHealthCheck(input.HealthCheck))
  return { HealthCheck: describeHealthCheck(instances.healthCheck) }
}

/** `HTTP:80/ping`, `TCP:80`. */
function readHealthCheck(wire: ELB.HealthCheck): Partial<HealthCheck> {
  const [, protocol, port, path = ''] = /^(HTTP|HTTPS|TCP|SSL):(\d{1,5})(\/.*)?$/i.exec(wire.Target ?? '') ?? []
  const known = (['HTTP', 'HTTPS', 'TCP', 'SSL'] as const).find(name => name === protocol?.toUpperCase())
  if (known === undefined)
    throw classicErrors.validation('HealthCheck Target must begin with one of HTTP, TCP, HTTPS, SSL')
  const needsPath = known === 'HTTP' || known === 'HTTPS'
  if (needsPath && path === '')
    throw classicErrors.validation(
      'HealthCheck HTTP Target must specify a port followed by a path that begins with a slash. e.g. HTTP:80/ping/this/path',
    )
  const { Interval, Timeout, UnhealthyThreshold, HealthyThreshold } = wire
  if (Timeout !== undefined && Interval !== undefined && Timeout >= Interval)
    throw classicErrors.validation('HealthCheck timeout must be less than interval')
  return {
    protocol: known,
    port: Number(port),
    ...(needsPath && { path }),
    ...(Interval !== undefined && { intervalSeconds: Interval }),
    ...(Timeout !== undefined && { timeoutSeconds: Timeout }),
    ...(UnhealthyThreshold !== undefined && { unhealthyThreshold: UnhealthyThreshold }),
    ...(HealthyThreshold !== undefined && { healthyThreshold: HealthyThreshold }),
  }
}

function readInstances({ ec2 }: LoadBalancing, wire: readonly ELB.Instance[], { region }: Call): TargetSpec[] {
  return wire.map(({ InstanceId: instanceId = '' }) => {
    if (!ec2.region(region).instances.has(instanceId)) throw classicErrors.noInstance(instanceId)
    return { instanceId }
  })
}

function instancesOf({ classic }: ClassicLoadBalancer): ELB.Instance[] {
  return [...classic.instances.targets.values()].map(({ instanceId: InstanceId }) => ({ InstanceId }))
}
