/** A target group: which targets there are, and which of them gets the next request or connection. */

import type {
  LoadBalancerKind,
  TargetConfiguration,
  TargetGroupConfiguration,
  TargetHealth,
} from '../host-load-balancer.ts'
import { openTarget, type Target } from './target.ts'
import type { TargetRecord } from './target-record.ts'

export interface TargetGroup {
  configuration(): TargetGroupConfiguration
  configure(configuration: TargetGroupConfiguration): void
  /** The one of this id where it may have traffic, else the next in turn; undefined when there is none. */
  choose(preferredId?: string): Target | undefined
  health(): readonly TargetHealth[]
  /** What the checks of those that do not drain have found, by their ids. */
  records(): ReadonlyMap<string, TargetRecord>
  close(): void
}

export interface TargetGroupOptions {
  readonly kind: LoadBalancerKind
  readonly configuration: TargetGroupConfiguration
  readonly idleTimeoutMs: number
  /** What is known of targets already, by their ids. */
  readonly known: ReadonlyMap<string, TargetRecord>
  readonly onChange: () => void
}

export function openTargetGroup({
  kind,
  idleTimeoutMs,
  known: records,
  onChange,
  ...options
}: TargetGroupOptions): TargetGroup {
  let configuration = options.configuration
  const targets = new Map<string, Target>()
  let turn = 0
  // A network load balancer lets connections go on when the delay is over, unless it is told otherwise.
  const cuts = kind !== 'network'
  const forget = (key: string) => {
    targets.get(key)?.close(cuts)
    targets.delete(key)
    onChange()
  }
  const add = (target: TargetConfiguration) => {
    const key = keyOf(target)
    const known = targets.get(key)
    known?.configure(target, configuration.healthCheck)
    if (known?.isDraining()) known.undrain()
    if (known) return
    const options = { kind, target, group: configuration, idleTimeoutMs, known: records.get(target.id), onChange }
    targets.set(key, openTarget(options))
  }
  const configure = (next: TargetGroupConfiguration) => {
    configuration = next
    const wanted = new Set(next.targets.map(keyOf))
    for (const [key, target] of targets)
      if (!wanted.has(key) && !target.isDraining()) target.drain(next.deregistrationDelayMs, () => forget(key))
    for (const target of next.targets) add(target)
    onChange()
  }
  configure(configuration)
  return {
    configuration: () => configuration,
    configure,
    choose(preferredId) {
      const candidates = listCandidates(kind, [...targets.values()])
      const preferred = candidates.find(({ id }) => id === preferredId)
      if (preferred) return preferred
      turn += 1
      return candidates[turn % candidates.length]
    },
    health: () => [...targets.values()].map(target => healthOf(configuration.id, target)),
    records: () =>
      new Map([...targets.values()].filter(target => !target.isDraining()).map(({ id, record }) => [id, record()])),
    close() {
      for (const target of targets.values()) target.close(true)
      targets.clear()
    },
  }
}

// A classic one sends traffic to healthy instances only; the others fail open, with unhealthy ones only. That they
// count new ones whose health is not known yet among those is inferred.
function listCandidates(kind: LoadBalancerKind, targets: readonly Target[]): readonly Target[] {
  const registered = targets.filter(target => !target.isDraining())
  const healthy = registered.filter(target => target.record().state === 'healthy')
  return healthy.length > 0 || kind === 'classic' ? healthy : registered
}

function healthOf(targetGroupId: string, target: Target): TargetHealth {
  if (target.isDraining())
    return { targetGroupId, targetId: target.id, state: 'draining', reason: 'Target.DeregistrationInProgress' }
  const { state, reason } = target.record()
  return { targetGroupId, targetId: target.id, state, reason }
}

// The same instance on another port is another target.
function keyOf({ id, port }: { readonly id: string; readonly port: number }): string {
  return `${id}:${port}`
}
