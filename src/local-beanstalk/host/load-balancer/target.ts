/** A target of a load balancer: its health, and the connections that lead to it. */

import { Agent as HttpAgent } from 'node:http'
import { Agent as HttpsAgent } from 'node:https'
import type { Socket } from 'node:net'
import type {
  HealthCheckConfiguration,
  LoadBalancerKind,
  TargetConfiguration,
  TargetGroupConfiguration,
} from '../host-load-balancer.ts'
import { watchHealth } from './health-watch.ts'
import type { TargetRecord } from './target-record.ts'

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
  /** What is known of its health already. */
  readonly known: TargetRecord | undefined
  readonly onChange: () => void
}

/** Opens a target; its first health check begins at once. */
export function openTarget({ kind, target, group, idleTimeoutMs, known, onChange }: TargetOptions): Target {
  let isReachable = target.reachable
  let checkedPort = target.healthCheckPort ?? target.port
  let healthCheck = group.healthCheck
  let drainTimer: NodeJS.Timeout | undefined
  const connections = new Set<Socket>()
  const agent = openAgent(group, idleTimeoutMs)
  const isReachableNow = () => isReachable
  const look = () => ({ port: checkedPort, healthCheck, isReachable: isReachableNow() })
  const checks = watchHealth({ kind, look, known, onChange })
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
