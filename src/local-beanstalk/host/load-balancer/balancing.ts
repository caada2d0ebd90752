/** What the listeners of a load balancer share. */

import type { Server } from 'node:net'
import type { ListenerConfiguration, LoadBalancerKind } from '../host-load-balancer.ts'
import type { StickyCookies } from './sticky-cookie.ts'
import type { TargetGroup } from './target-group.ts'

export interface Balancing {
  readonly kind: LoadBalancerKind
  readonly cookies: StickyCookies
  /** What was configured last. */
  idleTimeoutMs(): number
  connectTimeoutMs(): number
  group(id: string): TargetGroup | undefined
}

/** A server that follows what its listener is configured to. */
export interface ListenerServer {
  readonly server: Server
  configure(configuration: ListenerConfiguration): void
}
