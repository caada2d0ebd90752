/** A host that runs nothing: every deployment succeeds at once, nobody listens anywhere. For large random histories. */

import type { Front, Host, HostInstance, InstanceStatus } from './host.ts'
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
    deploy: async (_deployment, onStep) => {
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
