/** The target groups of a load balancer in the words of the host's data plane: where each target is, and who reaches it. */

import { CLIENT_ADDRESS, groupsAdmit, type Peer } from '../ec2/reachable.ts'
import type { TargetConfiguration, TargetGroupConfiguration } from '../host/host-load-balancer.ts'
import {
  COOKIE_DURATION,
  DEREGISTRATION_DELAY,
  PRESERVE_CLIENT_IP,
  STICKINESS_ENABLED,
  STICKINESS_TYPE,
} from './default-attributes.ts'
import { interfacesOf } from './load-balancer-interfaces.ts'
import type { LoadBalancing } from './load-balancing.ts'
import type { Listener, LoadBalancer } from './load-balancing-model.ts'
import { type ListenerProtocol, type TargetGroup, targetKey } from './target-group-model.ts'

// Nothing listens there: what connects is refused, as by an instance that has no such port.
const CLOSED_PORT = 1

/** The target groups that a load balancer's rules forward to. */
export function usedGroups(loadBalancing: LoadBalancing, loadBalancer: LoadBalancer): TargetGroup[] {
  const { targetGroups } = loadBalancing.region(loadBalancer.region)
  const arns = [...loadBalancer.listeners.values()]
    .flatMap(({ rules }) => rules)
    .flatMap(({ action }) => (action.kind === 'forward' ? action.targetGroupArn : []))
  return [...new Set(arns)].flatMap(arn => targetGroups.get(arn) ?? [])
}

export function describeBackends(loadBalancing: LoadBalancing, loadBalancer: LoadBalancer): TargetGroupConfiguration[] {
  return backendsOf(loadBalancing, loadBalancer).map(backend =>
    describeBackend({ loadBalancing, loadBalancer }, backend),
  )
}

interface Backend {
  readonly id: string
  readonly group: TargetGroup
  readonly protocol: ListenerProtocol
  /** Undefined: each target has its own. */
  readonly port: number | undefined
}

// The listeners of a classic load balancer say on which port of its instances they want what: a group for each pair.
function backendsOf(loadBalancing: LoadBalancing, loadBalancer: LoadBalancer): Backend[] {
  const { classic } = loadBalancer
  if (classic === undefined) {
    return usedGroups(loadBalancing, loadBalancer).map(group => ({
      id: group.arn,
      group,
      protocol: group.protocol,
      port: undefined,
    }))
  }
  const pairs = new Map<string, Backend>()
  for (const { backend } of loadBalancer.listeners.values()) {
    if (backend === undefined) continue
    const id = backendId(backend)
    pairs.set(id, { id, group: classic.instances, ...backend })
  }
  return [...pairs.values()]
}

export function backendId({ protocol, port }: NonNullable<Listener['backend']>): string {
  return `${protocol}:${port}`
}

interface Told {
  readonly loadBalancing: LoadBalancing
  readonly loadBalancer: LoadBalancer
}

function describeBackend(told: Told, { id, group, protocol, port }: Backend): TargetGroupConfiguration {
  const { loadBalancing, loadBalancer } = told
  const ms = (seconds: number) => seconds * loadBalancing.msPerSecond
  const { healthCheck } = group
  const targets = [...group.targets.values()].flatMap(target => {
    const targetPort = port ?? target.port
    return targetPort === undefined ? [] : describeTarget(told, group, { instanceId: target.instanceId, targetPort })
  })
  return {
    id,
    protocol,
    protocolVersion: group.protocolVersion,
    targets,
    healthCheck: {
      protocol: healthCheck.protocol,
      path: healthCheck.path,
      matcher: healthCheck.matcher,
      intervalMs: ms(healthCheck.intervalSeconds),
      timeoutMs: ms(healthCheck.timeoutSeconds),
      healthyThreshold: healthCheck.healthyThreshold,
      unhealthyThreshold: healthCheck.unhealthyThreshold,
    },
    stickiness: stickinessOf(loadBalancing, loadBalancer, group),
    deregistrationDelayMs: ms(drainingSeconds(loadBalancer, group)),
  }
}

interface Place {
  readonly instanceId: string
  readonly targetPort: number
}

function describeTarget(told: Told, group: TargetGroup, { instanceId, targetPort }: Place): TargetConfiguration {
  const { port: checked } = group.healthCheck
  const place = (port: number) => told.loadBalancing.resolveTarget(instanceId, port)?.port ?? CLOSED_PORT
  return {
    id: targetKey(instanceId, group.port === undefined ? undefined : targetPort),
    port: place(targetPort),
    ...(checked !== 'traffic-port' && checked !== targetPort && { healthCheckPort: place(checked) }),
    reachable: reaches(told, group, { instanceId, targetPort }),
  }
}

// Of a network load balancer the instance has to admit the client itself, unless the group turns that off.
function reaches(
  { loadBalancing: { ec2 }, loadBalancer }: Told,
  group: TargetGroup,
  { instanceId, targetPort: port }: Place,
): boolean {
  const region = ec2.region(loadBalancer.region)
  const instance = region.instances.get(instanceId)
  if (instance?.state !== 'running') return false
  const { groupIds, kind } = loadBalancer
  const own = interfacesOf(region, loadBalancer)
  const seesClients = kind === 'network' && group.attributes.get(PRESERVE_CLIENT_IP) !== 'false'
  const addresses = seesClients ? [CLIENT_ADDRESS] : own.map(({ privateIp }) => privateIp)
  const admitted = addresses.some(address =>
    groupsAdmit(region, instance.groupIds, { direction: 'rules', port, peer: { address, groupIds } }),
  )
  const peer: Peer = { address: instance.privateIp, groupIds: instance.groupIds }
  const leaves = groupIds.length === 0 || groupsAdmit(region, groupIds, { direction: 'egress', port, peer })
  return admitted && leaves
}

function stickinessOf({ msPerSecond }: LoadBalancing, { classic, listeners }: LoadBalancer, group: TargetGroup) {
  if (classic !== undefined) {
    const names = [...listeners.values()].flatMap(({ policyNames }) => policyNames)
    const policy = names.map(name => classic.policies.get(name)).find(found => found !== undefined)
    return policy && { cookieDurationMs: policy.cookieSeconds && policy.cookieSeconds * msPerSecond }
  }
  const { attributes } = group
  const isOn = attributes.get(STICKINESS_ENABLED) === 'true' && attributes.get(STICKINESS_TYPE) === 'lb_cookie'
  return isOn ? { cookieDurationMs: Number(attributes.get(COOKIE_DURATION)) * msPerSecond } : undefined
}

function drainingSeconds({ classic, attributes }: LoadBalancer, group: TargetGroup): number {
  if (classic === undefined) return Number(group.attributes.get(DEREGISTRATION_DELAY))
  return attributes.get('connection_draining.enabled') === 'true' ? Number(attributes.get(DEREGISTRATION_DELAY)) : 0
}
