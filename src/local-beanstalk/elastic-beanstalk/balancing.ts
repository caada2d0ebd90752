/** Instances that join the load balancer, leave it, and are waited for. Without a load balancer nothing happens. */

import { usedGroups } from '../elastic-load-balancing/plane-targets.ts'
import type { TargetGroup } from '../elastic-load-balancing/target-group-model.ts'
import { deregisterTargets, registerTargets } from '../elastic-load-balancing/target-groups.ts'
import {
  awaitDrained,
  awaitHealthy as awaitHealthyTargets,
  targetHealthOf,
} from '../elastic-load-balancing/target-health.ts'
import type { EnvironmentInstance } from './beanstalk-model.ts'
import { COMMAND_MARGIN_SECONDS, readPolicy } from './deployment-policy.ts'
import type { Stage } from './stage.ts'

export async function register(stage: Stage, instances: readonly EnvironmentInstance[]): Promise<void> {
  const { loadBalancing } = stage.beanstalk
  for (const group of groupsOf(stage)) await registerTargets(loadBalancing, group, targetsOf(instances))
}

/** Resolves when their last connections have ended. */
export async function deregister(stage: Stage, instances: readonly EnvironmentInstance[]): Promise<void> {
  const { loadBalancing } = stage.beanstalk
  const targets = targetsOf(instances)
  const groups = groupsOf(stage)
  for (const group of groups) await deregisterTargets(loadBalancing, group, targets)
  const drained = groups.map(group => awaitDrained(loadBalancing, { group, targets }, stage.signal))
  await Promise.all(drained).catch(() => stage.stopping.throwIfAborted())
}

/** As `awaitHealthy`, for a deployment that goes on only with healthy instances, or where the policy does not care. */
export async function proveHealthy(
  stage: Stage,
  instances: readonly EnvironmentInstance[],
): Promise<EnvironmentInstance[]> {
  const { ignoresHealth, timeoutSeconds } = readPolicy(stage.environment)
  if (ignoresHealth) return []
  const { faults } = stage.beanstalk.world
  if (usedGroupsOf(stage).length > 0 && faults.take('health-check-failed') !== undefined) return [...instances]
  return awaitHealthy(stage, instances, timeoutSeconds + COMMAND_MARGIN_SECONDS)
}

/** Answers with those that were not healthy in time; an abort ends the wait early. */
export async function awaitHealthy(
  stage: Stage,
  instances: readonly EnvironmentInstance[],
  seconds: number,
): Promise<EnvironmentInstance[]> {
  const { loadBalancing } = stage.beanstalk
  const groups = usedGroupsOf(stage)
  const instanceIds = instances.map(({ id }) => id)
  const isReached = await withinSeconds(stage, seconds, signal =>
    Promise.all(groups.map(group => awaitHealthyTargets(loadBalancing, { group, instanceIds }, signal))),
  )
  if (isReached) return []
  // One that somebody has taken out of a group is not among its targets, and not healthy either.
  const healthy = groups.map(group => targetHealthOf(loadBalancing, group).filter(({ state }) => state === 'healthy'))
  return instances.filter(({ id }) => !healthy.every(targets => targets.some(({ target }) => target.instanceId === id)))
}

// At the pace of the events or of the health checks, whichever is slower.
async function withinSeconds(
  stage: Stage,
  seconds: number,
  wait: (signal: AbortSignal) => Promise<unknown>,
): Promise<boolean> {
  const { loadBalancing, pace, world } = stage.beanstalk
  const [done, late] = [new AbortController(), new AbortController()]
  const timeoutMs = seconds * Math.max(pace.msPerSecond, loadBalancing.msPerSecond)
  const timer = world.clock.sleep(timeoutMs, done.signal).then(
    () => late.abort(),
    () => {},
  )
  try {
    await wait(AbortSignal.any([stage.signal, late.signal]))
    return true
  } catch (error) {
    stage.stopping.throwIfAborted()
    if (!late.signal.aborted && !stage.aborted()) throw error
    return false
  } finally {
    done.abort()
    await timer
  }
}

// Those that nobody forwards to are never found healthy.
function usedGroupsOf(stage: Stage): TargetGroup[] {
  const { own } = stage.environment.network?.loadBalancer ?? {}
  if (own === undefined || own.classic !== undefined) return groupsOf(stage)
  const used = usedGroups(stage.beanstalk.loadBalancing, own)
  return groupsOf(stage).filter(group => used.includes(group))
}

function groupsOf({ environment }: Stage): TargetGroup[] {
  const { network } = environment
  const { classic } = network?.loadBalancer?.own ?? {}
  return classic ? [classic.instances] : [...(network?.targetGroups.values() ?? [])]
}

function targetsOf(instances: readonly EnvironmentInstance[]) {
  return instances.map(({ id }) => ({ instanceId: id }))
}
