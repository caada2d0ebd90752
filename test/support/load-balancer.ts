/** A load balancer of the host under test, and short ways to configure it. */

import { once } from 'node:events'
import type {
  HostLoadBalancer,
  ListenerConfiguration,
  LoadBalancerConfiguration,
  LoadBalancerKind,
  TargetConfiguration,
  TargetGroupConfiguration,
  TargetHealth,
} from '../../src/local-beanstalk/host/host-load-balancer.ts'
import { openLoadBalancer } from '../../src/local-beanstalk/host/load-balancer/load-balancer.ts'

export interface BalancerUnderTest extends HostLoadBalancer, AsyncDisposable {
  /** The port of 127.0.0.1 where the listener answers. */
  port(listenerPort?: number): number
}

export async function openBalancer(
  kind: LoadBalancerKind,
  configuration: Partial<LoadBalancerConfiguration>,
): Promise<BalancerUnderTest> {
  const balancer = openLoadBalancer({ name: 'test', kind })
  await balancer.configure(makeConfiguration(configuration))
  return {
    ...balancer,
    port(listenerPort = 80) {
      const port = balancer.portOf(listenerPort)
      if (port === undefined) throw new Error(`No listener answers for port ${listenerPort}`)
      return port
    },
    [Symbol.asyncDispose]: balancer.close,
  }
}

/** By default one listener for HTTP on port 80, in front of the group "web". */
export function makeConfiguration(given: Partial<LoadBalancerConfiguration>): LoadBalancerConfiguration {
  return { listeners: [forwardTo('web')], targetGroups: [], idleTimeoutMs: 60_000, connectTimeoutMs: 10_000, ...given }
}

export function forwardTo(targetGroupId: string, listener: Partial<ListenerConfiguration> = {}): ListenerConfiguration {
  const rules = [{ conditions: [], action: { kind: 'forward', targetGroupId } as const }]
  return { port: 80, protocol: 'HTTP', rules, ...listener }
}

/** A group "web" of targets on these ports, named t0, t1 and so on, that are checked every 50 ms. */
export function makeGroup(
  ports: readonly (number | TargetConfiguration)[],
  { healthCheck, ...given }: GivenGroup = {},
): TargetGroupConfiguration {
  return {
    id: 'web',
    protocol: 'HTTP',
    protocolVersion: 'HTTP1',
    targets: ports.map((port, index) => (typeof port === 'number' ? { id: `t${index}`, port, reachable: true } : port)),
    stickiness: undefined,
    deregistrationDelayMs: 60_000,
    ...given,
    healthCheck: {
      protocol: given.protocol === 'TCP' ? 'TCP' : 'HTTP',
      path: '/',
      matcher: '200-499',
      intervalMs: 50,
      timeoutMs: 5_000,
      healthyThreshold: 2,
      unhealthyThreshold: 2,
      ...healthCheck,
    },
  }
}

export type GivenGroup = Partial<Omit<TargetGroupConfiguration, 'healthCheck'>> & {
  readonly healthCheck?: Partial<TargetGroupConfiguration['healthCheck']>
}

/** Waits until the health of the targets, as "t0 healthy", "t1 draining", is as wanted. */
export async function healthBecomes(balancer: HostLoadBalancer, ...wanted: readonly string[]): Promise<void> {
  const isSo = () =>
    wanted.every(text => balancer.targetHealth().some(({ targetId, state }) => `${targetId} ${state}` === text))
  if (isSo()) return
  const changes = new EventTarget()
  balancer.onTargetHealthChange(() => changes.dispatchEvent(new Event('change')))
  while (!isSo()) await once(changes, 'change')
}

export function describeHealth(health: readonly TargetHealth[]): readonly string[] {
  return health.map(({ targetId, state, reason }) => [targetId, state, reason].filter(Boolean).join(' '))
}
