/** What the option settings of an environment want of its load balancer. */

import type { Network } from '../ec2/network.ts'
import type { LoadBalancerKind } from '../host/host-load-balancer.ts'
import { type ClassicWish, readClassicWish } from './classic-wish.ts'
import { type ListenerWish, type ProcessWish, readListeners, readProcesses } from './listener-wish.ts'
import { findSetting, listSetting, loadBalancerType, type OptionSettings } from './option-settings.ts'

export interface LoadBalancerWish {
  readonly kind: LoadBalancerKind
  readonly scheme: 'internet-facing' | 'internal'
  /** Those named; none: the default subnets. */
  readonly subnetIds: readonly string[]
  /** Those named; none: a group is made. */
  readonly groupIds: readonly string[]
  /** The group that the instances' group admits; by default the first of the load balancer's. */
  readonly managedGroupId: string | undefined
  readonly idleTimeoutSeconds: number | undefined
  readonly listeners: readonly ListenerWish[]
  readonly processes: readonly ProcessWish[]
  /** What a classic one has instead of listeners and processes. */
  readonly classic: ClassicWish | undefined
  readonly listenerPorts: readonly number[]
  readonly instancePorts: readonly number[]
}

export function readWish(settings: OptionSettings): LoadBalancerWish {
  const kind = loadBalancerType(settings)
  const own = kind === 'classic' ? 'aws:elb:loadbalancer' : 'aws:elbv2:loadbalancer'
  const idle =
    kind === 'classic'
      ? findSetting(settings, 'aws:elb:policies', 'ConnectionSettingIdleTimeout')
      : findSetting(settings, own, 'IdleTimeout')
  const elbSubnets = listSetting(settings, 'aws:ec2:vpc', 'ELBSubnets')
  return {
    kind,
    scheme: findSetting(settings, 'aws:ec2:vpc', 'ELBScheme') === 'internal' ? 'internal' : 'internet-facing',
    subnetIds: elbSubnets.length > 0 ? elbSubnets : listSetting(settings, 'aws:ec2:vpc', 'Subnets'),
    groupIds: listSetting(settings, own, 'SecurityGroups'),
    managedGroupId: findSetting(settings, own, 'ManagedSecurityGroup') || undefined,
    idleTimeoutSeconds: idle ? Number(idle) : undefined,
    ...readRouting(settings),
  }
}

/** The ids of the subnets that the load balancer stands in. */
export function subnetsOf({ subnets }: Network, { subnetIds }: Pick<LoadBalancerWish, 'subnetIds'>): readonly string[] {
  if (subnetIds.length > 0) return subnetIds
  return [...subnets.values()].filter(({ isDefault }) => isDefault).map(({ id }) => id)
}

function readRouting(
  settings: OptionSettings,
): Pick<LoadBalancerWish, 'listeners' | 'processes' | 'classic' | 'listenerPorts' | 'instancePorts'> {
  if (loadBalancerType(settings) === 'classic') {
    const classic = readClassicWish(settings)
    const listenerPorts = classic.listeners.map(({ port }) => port)
    return {
      listeners: [],
      processes: [],
      classic,
      listenerPorts,
      instancePorts: classic.listeners.map(({ backend }) => backend.port),
    }
  }
  const [listeners, processes] = [readListeners(settings), readProcesses(settings)]
  const listenerPorts = listeners.map(({ port }) => port)
  return { listeners, processes, classic: undefined, listenerPorts, instancePorts: processes.map(({ port }) => port) }
}
