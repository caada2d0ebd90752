/** A host that runs nothing: a deployment without a fault succeeds at once, nobody listens anywhere. For large random histories. */

import { applicationCrashed, diskFull, type EngineFailure, hookFailed, proxyRefused } from './engine-failure.ts'
import type { Front, Host, HostInstance, InstanceStatus, Sabotage } from './host.ts'
import type { HostLoadBalancer, LoadBalancerConfiguration } from './host-load-balancer.ts'

export function openNoHost(): Host {
  let fronts = 0
  return {
    launchInstance: async spec => openInstance(spec.instanceId),
    openFront: async spec => {
      fronts += 1
      return openFront(spec.port === 0 ? fronts : spec.port, spec.addresses ?? 1)
    },
    openLoadBalancer: async () => openLoadBalancer(),
    stop: async () => {},
  }
}

function openInstance(instanceId: string): HostInstance {
  const listeners: Array<(status: InstanceStatus) => void> = []
  let status: InstanceStatus = { proxy: 'stopped', app: 'stopped' }
  const change = (next: InstanceStatus) => {
    status = next
    for (const listener of listeners) listener(status)
  }
  return {
    instanceId,
    proxyPort: 0,
    portOf: instancePort => (instancePort === 80 ? 0 : undefined),
    deploy: async ({ sabotage }, onStep) => {
      const failure = sabotage && failureOf(sabotage)
      if (failure !== undefined) {
        if (failure.status !== undefined) change(failure.status)
        return failure.error.outcome
      }
      onStep({ kind: 'unpacked' })
      onStep({ kind: 'application-flipped' })
      onStep({ kind: 'application-started' })
      onStep({ kind: 'proxy-started' })
      change({ proxy: 'running', app: 'running' })
      return { kind: 'succeeded' }
    },
    restart: async () => ({ kind: 'succeeded' }),
    tailLogs: async () =>
      `----------------------------------------\n/var/log/eb-engine.log\n----------------------------------------\n`,
    status: () => status,
    onStatusChange: listener => listeners.push(listener),
    terminate: async () => change({ proxy: 'stopped', app: 'stopped' }),
  }
}

function openFront(port: number, count: number): Front {
  return {
    host: '127.0.0.1',
    addresses: Array.from({ length: count }, (_, index) => `127.0.0.${index + 1}`),
    port,
    pointTo: async () => {},
    setAdmitted: async () => {},
    setDead: async () => {},
    close: async () => {},
  }
}

/** Listens nowhere; every target is healthy as soon as it is known, and gone as soon as it is taken away. */
function openLoadBalancer(): HostLoadBalancer {
  const followers: Array<() => void> = []
  let targetGroups: LoadBalancerConfiguration['targetGroups'] = []
  return {
    portOf: () => undefined,
    async configure(configuration) {
      targetGroups = configuration.targetGroups
      for (const follow of followers) follow()
    },
    targetHealth: () =>
      targetGroups.flatMap(({ id, targets }) =>
        targets.map(
          target => ({ targetGroupId: id, targetId: target.id, state: 'healthy', reason: undefined }) as const,
        ),
      ),
    onTargetHealthChange: follow => void followers.push(follow),
    close: async () => void followers.splice(0),
  }
}

interface Failure {
  readonly error: EngineFailure
  /** What it leaves; undefined: as it was. */
  readonly status?: InstanceStatus
}

// What shows only to whoever connects does not show here.
function failureOf(sabotage: Sabotage): Failure | undefined {
  if (sabotage.kind === 'disk-full') return { error: diskFull() }
  if (sabotage.kind === 'instance-fails') {
    if (sabotage.at === 'before-flip') return { error: hookFailed('prebuild') }
    return { error: hookFailed('postdeploy'), status: { proxy: 'running', app: 'running' } }
  }
  if (sabotage.kind === 'proxy-file-broken') {
    const refusal = 'nginx: [emerg] unknown directive "fault_of_the_platform" in /var/proxy/staging/nginx/nginx.conf:1'
    return { error: proxyRefused(refusal), status: { proxy: 'stopped', app: 'running' } }
  }
  if (sabotage.kind !== 'app-crashes') return undefined
  return { error: applicationCrashed(), status: { proxy: 'running', app: 'crashed' } }
}
