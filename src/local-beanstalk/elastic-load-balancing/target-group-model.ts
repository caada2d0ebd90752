/** Target groups, with what is registered and how its health is checked. */

export type ListenerProtocol = 'HTTP' | 'HTTPS' | 'TCP' | 'SSL' | 'TLS'

export interface TargetGroup {
  readonly arn: string
  readonly name: string
  readonly region: string
  readonly protocol: ListenerProtocol
  readonly protocolVersion: 'HTTP1' | 'HTTP2' | 'GRPC'
  /** Where a target is asked when it was registered without a port; a classic load balancer's listeners say. */
  readonly port: number | undefined
  readonly vpcId: string
  healthCheck: HealthCheck
  readonly attributes: Map<string, string>
  readonly tags: Map<string, string>
  /** By `targetKey`. */
  readonly targets: Map<string, Target>
}

export interface Target {
  readonly instanceId: string
  /** Undefined for an instance of a classic load balancer. */
  readonly port: number | undefined
}

export interface HealthCheck {
  readonly protocol: 'HTTP' | 'HTTPS' | 'TCP' | 'SSL'
  readonly port: number | 'traffic-port'
  readonly path: string
  readonly matcher: string
  readonly intervalSeconds: number
  readonly timeoutSeconds: number
  readonly healthyThreshold: number
  readonly unhealthyThreshold: number
}

/** What the host calls a target by: an instance on a port. */
export function targetKey(instanceId: string, port: number | undefined): string {
  return port === undefined ? instanceId : `${instanceId}:${port}`
}
