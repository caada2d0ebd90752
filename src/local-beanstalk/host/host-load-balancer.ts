/**
 * The data plane of a load balancer, as a host runs it: it listens, checks the health of its targets, forwards, and
 * answers for itself where it has to. What AWS's API knows of it is kept elsewhere, and told by `configure`.
 */

export type LoadBalancerKind = 'application' | 'network' | 'classic'

export interface LoadBalancerSpec {
  readonly name: string
  readonly kind: LoadBalancerKind
}

export interface HostLoadBalancer {
  /** The port of 127.0.0.1 where a listener answers, by the port that AWS knows it by (80, 443): what a front points to. */
  portOf(listenerPort: number): number | undefined
  /** Replaces everything that it was told before. Connections through listeners and targets that stay go on. */
  configure(configuration: LoadBalancerConfiguration): Promise<void>
  /** What the health checks say, of targets that drain too. */
  targetHealth(): readonly TargetHealth[]
  /** Calls back whenever `targetHealth()` has changed. */
  onTargetHealthChange(listener: () => void): void
  close(): Promise<void>
}

export interface LoadBalancerConfiguration {
  readonly listeners: readonly ListenerConfiguration[]
  /** A classic one has exactly one. */
  readonly targetGroups: readonly TargetGroupConfiguration[]
  /** Silence on a connection after which it is cut. */
  readonly idleTimeoutMs: number
  /** How long a target may take to accept a connection: 10 s at AWS. */
  readonly connectTimeoutMs: number
}

export interface ListenerConfiguration {
  readonly port: number
  /** SSL is a classic one's word for what a network load balancer calls TLS. */
  readonly protocol: 'HTTP' | 'HTTPS' | 'TCP' | 'SSL' | 'TLS'
  /** PEM; for HTTPS, SSL and TLS. */
  readonly certificate?: { readonly key: string; readonly chain: string }
  /** The first one that fits decides; the last one has no conditions. Only an application load balancer has several. */
  readonly rules: readonly RuleConfiguration[]
}

export interface RuleConfiguration {
  /** All of them have to fit; within one, any pattern (`*` and `?`). */
  readonly conditions: ReadonlyArray<{ readonly kind: 'host' | 'path'; readonly patterns: readonly string[] }>
  readonly action:
    | { readonly kind: 'forward'; readonly targetGroupId: string }
    | { readonly kind: 'redirect'; readonly statusCode: 301 | 302; readonly location: RedirectLocation }
    | {
        readonly kind: 'fixed-response'
        readonly statusCode: number
        readonly contentType: string
        readonly body: string
      }
}

/** Each may hold the placeholders #{protocol}, #{host}, #{port}, #{path} and #{query}, as ELB's redirect actions do. */
export interface RedirectLocation {
  readonly protocol: string
  readonly host: string
  readonly port: string
  readonly path: string
  readonly query: string
}

export interface TargetGroupConfiguration {
  readonly id: string
  /** What is spoken to the targets. */
  readonly protocol: 'HTTP' | 'HTTPS' | 'TCP' | 'SSL' | 'TLS'
  readonly protocolVersion: 'HTTP1' | 'HTTP2' | 'GRPC'
  readonly targets: readonly TargetConfiguration[]
  readonly healthCheck: HealthCheckConfiguration
  /** Undefined: off. Of HTTP listeners only. Without a duration, as a classic one has it, it ends with the browser. */
  readonly stickiness: { readonly cookieDurationMs: number | undefined } | undefined
  /** How long connections to a target that was taken away may go on. */
  readonly deregistrationDelayMs: number
}

export interface TargetConfiguration {
  readonly id: string
  /** On 127.0.0.1. */
  readonly port: number
  /** Where its health is asked for, on 127.0.0.1; not given: on its own port. */
  readonly healthCheckPort?: number
  /** false: a security group between the two drops every packet. */
  readonly reachable: boolean
}

export interface HealthCheckConfiguration {
  readonly protocol: 'HTTP' | 'HTTPS' | 'TCP' | 'SSL'
  readonly path: string
  /** Status codes that count as healthy, as ELB writes them: "200", "200-299", "200,404". */
  readonly matcher: string
  readonly intervalMs: number
  readonly timeoutMs: number
  readonly healthyThreshold: number
  readonly unhealthyThreshold: number
}

export interface TargetHealth {
  readonly targetGroupId: string
  readonly targetId: string
  readonly state: 'initial' | 'healthy' | 'unhealthy' | 'draining'
  /** As ELB names it, such as Target.Timeout; undefined while healthy. */
  readonly reason: string | undefined
}
