/** How targets are, and waiting for it. */

import type { TargetHealth } from '../host/host-load-balancer.ts'
import type { LoadBalancing } from './load-balancing.ts'
import type { Target, TargetGroup } from './target-group-model.ts'
import { loadBalancersOf, type TargetSpec } from './target-groups.ts'

export interface TargetState {
  readonly target: Target
  /** `unused`: no listener forwards to the group, or the instance does not run. */
  readonly state: TargetHealth['state'] | 'unused'
  /** As ELB names it, such as Target.Timeout; undefined while healthy. */
  readonly reason: string | undefined
}

/** What is registered, and what still drains. */
export function targetHealthOf(loadBalancing: LoadBalancing, group: TargetGroup): TargetState[] {
  const health = planeHealth(loadBalancing, group)
  const registered = [...group.targets].map(([key, target]) =>
    stateOf(loadBalancing, { group, target, health: health?.get(key) }),
  )
  const draining = [...(health ?? [])]
    .filter(([key, { state }]) => state === 'draining' && !group.targets.has(key))
    .map(([key, { state, reason }]) => ({ target: readKey(key), state, reason }))
  return [...registered, ...draining]
}

/** Resolves when every one of these instances is healthy in the group. @throws the signal's reason. */
export async function awaitHealthy(
  loadBalancing: LoadBalancing,
  { group, instanceIds }: { readonly group: TargetGroup; readonly instanceIds: readonly string[] },
  signal: AbortSignal,
): Promise<void> {
  await awaitHealth(loadBalancing, group, {
    signal,
    isReached: states =>
      instanceIds.every(id => states.some(({ target, state }) => target.instanceId === id && state === 'healthy')),
  })
}

/** Resolves when nothing of what was deregistered has a connection any more. @throws the signal's reason. */
export async function awaitDrained(
  loadBalancing: LoadBalancing,
  { group, targets }: { readonly group: TargetGroup; readonly targets: readonly TargetSpec[] },
  signal: AbortSignal,
): Promise<void> {
  const gone = new Set(targets.map(({ instanceId }) => instanceId))
  await awaitHealth(loadBalancing, group, {
    signal,
    isReached: states => !states.some(({ target, state }) => gone.has(target.instanceId) && state === 'draining'),
  })
}

interface Wait {
  readonly signal: AbortSignal
  isReached(states: readonly TargetState[]): boolean
}

async function awaitHealth(
  loadBalancing: LoadBalancing,
  group: TargetGroup,
  { signal, isReached }: Wait,
): Promise<void> {
  signal.throwIfAborted()
  const { promise, resolve, reject } = Promise.withResolvers<void>()
  const look = () => {
    if (isReached(targetHealthOf(loadBalancing, group))) resolve()
  }
  const giveUp = () => reject(signal.reason)
  const endings = loadBalancersOf(loadBalancing, group).map(({ plane }) => plane.onHealthChange(look))
  signal.addEventListener('abort', giveUp)
  try {
    look()
    await promise
  } finally {
    signal.removeEventListener('abort', giveUp)
    for (const end of endings) end()
  }
}

// A classic load balancer has the same instances once for each pair of protocol and port: the first that stays tells.
function planeHealth(loadBalancing: LoadBalancing, group: TargetGroup): ReadonlyMap<string, TargetHealth> | undefined {
  const [loadBalancer] = loadBalancersOf(loadBalancing, group)
  if (loadBalancer === undefined) return undefined
  const own = loadBalancer.plane
    .health()
    .filter(({ targetGroupId }) => loadBalancer.classic !== undefined || targetGroupId === group.arn)
  const [draining, staying] = [own.filter(isDraining), own.filter(health => !isDraining(health))]
  return new Map([...draining, ...staying.reverse()].map(health => [health.targetId, health]))
}

function isDraining({ state }: TargetHealth): boolean {
  return state === 'draining'
}

function stateOf(
  { ec2 }: LoadBalancing,
  { group, target, health }: { group: TargetGroup; target: Target; health: TargetHealth | undefined },
): TargetState {
  if (ec2.region(group.region).instances.get(target.instanceId)?.state !== 'running')
    return { target, state: 'unused', reason: 'Target.InvalidState' }
  if (health === undefined) return { target, state: 'unused', reason: 'Target.NotInUse' }
  return { target, state: health.state, reason: health.reason }
}

function readKey(key: string): Target {
  const [instanceId = '', port] = key.split(':')
  return { instanceId, port: port === undefined ? undefined : Number(port) }
}
