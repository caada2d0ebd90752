/** A target of a load balancer: its health, and the connections that lead to it. */

import { Agent as HttpAgent } from 'node:http'
import { Agent as HttpsAgent } from 'node:https'
import type { Socket } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import type {
  HealthCheckConfiguration,
  LoadBalancerKind,
  TargetConfiguration,
  TargetGroupConfiguration,
} from '../host-load-balancer.ts'
import { checkHealth } from './health-check.ts'
import { addOutcome, type CheckOutcome, NEW_TARGET, type TargetRecord } from './target-record.ts'

export interface Target {
  readonly id: string
  readonly port: number
  /** What the last `configure` said. */
  isReachable(): boolean
  record(): TargetRecord
  isDraining(): boolean
  /** Keeps connections to the target between requests. */
  readonly agent: HttpAgent
  /** Remembers a connection that leads to the target, to cut it when the target is gone. */
  hold(socket: Socket): void
  configure(target: TargetConfiguration, healthCheck: HealthCheckConfiguration): void
  /** Gives it no new connections; `whenOver` hears when the delay is over. */
  drain(delayMs: number, whenOver: () => void): void
  /** Takes it back before the delay is over. */
  undrain(): void
  /** @param cuts Do its connections end with it? */
  close(cuts: boolean): void
}

export interface TargetOptions {
  readonly kind: LoadBalancerKind
  readonly target: TargetConfiguration
  readonly group: TargetGroupConfiguration
  readonly idleTimeoutMs: number
  readonly onChange: () => void
}

/** Opens a target; its first health check begins at once. */
export function openTarget({ kind, target, group, idleTimeoutMs, onChange }: TargetOptions): Target {
  let isReachable = target.reachable
  let checkedPort = target.healthCheckPort ?? target.port
  let healthCheck = group.healthCheck
  let drainTimer: NodeJS.Timeout | undefined
  const connections = new Set<Socket>()
  const agent = openAgent(group, idleTimeoutMs)
  const isReachableNow = () => isReachable
  const checks = watchHealth(kind, () => ({ port: checkedPort, healthCheck, isReachable: isReachableNow() }), onChange)
  const endDraining = () => {
    clearTimeout(drainTimer)
    drainTimer = undefined
  }
  return {
    id: target.id,
    port: target.port,
    isReachable: isReachableNow,
    record: checks.record,
    isDraining: () => drainTimer !== undefined,
    agent,
    hold(socket) {
      if (connections.has(socket)) return
      connections.add(socket)
      socket.once('close', () => connections.delete(socket))
    },
    configure(configuration, check) {
      isReachable = configuration.reachable
      checkedPort = configuration.healthCheckPort ?? target.port
      healthCheck = check
    },
    drain(delayMs, whenOver) {
      checks.stop()
      drainTimer = setTimeout(whenOver, delayMs)
    },
    undrain() {
      endDraining()
      checks.start()
    },
    close(cuts) {
      endDraining()
      checks.stop()
      agent.destroy()
      if (cuts) for (const connection of connections) connection.destroy()
    },
  }
}

// A load balancer encrypts what it sends to its targets, and does not check who they are.
function openAgent({ protocol }: TargetGroupConfiguration, timeout: number): HttpAgent {
  const options = { keepAlive: true, timeout }
  return protocol === 'HTTPS' ? new HttpsAgent({ ...options, rejectUnauthorized: false }) : new HttpAgent(options)
}

interface Checked {
  readonly port: number
  readonly healthCheck: HealthCheckConfiguration
  readonly isReachable: boolean
}

interface HealthWatch {
  record(): TargetRecord
  start(): void
  stop(): void
}

function watchHealth(kind: LoadBalancerKind, look: () => Checked, onChange: () => void): HealthWatch {
  let record = NEW_TARGET
  let stopping = new AbortController()
  const add = (outcome: CheckOutcome) => {
    const before = record
    record = addOutcome(record, outcome, { ...look().healthCheck, kind })
    if (record.state !== before.state || record.reason !== before.reason) onChange()
  }
  const watch = async (signal: AbortSignal) => {
    while (!signal.aborted) {
      const begun = performance.now()
      const outcome = await checkOnce(kind, look(), signal)
      if (!signal.aborted) add(outcome)
      await pause(look().healthCheck.intervalMs - (performance.now() - begun), signal)
    }
  }
  const start = () => {
    stopping = new AbortController()
    record = NEW_TARGET
    void watch(stopping.signal)
  }
  start()
  return { record: () => record, start, stop: () => stopping.abort() }
}

async function checkOnce(
  kind: LoadBalancerKind,
  { port, healthCheck, isReachable }: Checked,
  signal: AbortSignal,
): Promise<CheckOutcome> {
  if (isReachable) return checkHealth({ kind, port, configuration: healthCheck, signal })
  await pause(healthCheck.timeoutMs, signal)
  return 'timed-out'
}

// An abort only ends the pause: whoever waits looks at the signal.
async function pause(ms: number, signal: AbortSignal): Promise<void> {
  await wait(Math.max(0, ms), undefined, { signal }).catch(() => {})
}
