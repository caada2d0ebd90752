/** What members of requests may be. Source: ELB API Reference 2015-12-01 (botocore 1.43 has the same). */

import type { Constraint, Constraints } from '../../wire/constraint.ts'

const PROTOCOLS = ['HTTP', 'HTTPS', 'TCP', 'TLS', 'UDP', 'TCP_UDP', 'GENEVE', 'QUIC', 'TCP_QUIC']

export const CONSTRAINTS: Constraints = {
  HealthCheckIntervalSeconds: { min: 5, max: 300 },
  HealthCheckPath: { min: 1, max: 1024 },
  HealthCheckProtocol: { oneOf: PROTOCOLS },
  HealthCheckTimeoutSeconds: { min: 2, max: 120 },
  HealthyThresholdCount: { min: 2, max: 10 },
  IpAddressType: { oneOf: ['ipv4', 'dualstack', 'dualstack-without-public-ipv4'] },
  MessageBody: { max: 1024 },
  PageSize: { min: 1, max: 400 },
  Priority: { min: 1, max: 50_000 },
  ProtocolVersion: { oneOf: ['HTTP1', 'HTTP2', 'GRPC'] },
  Scheme: { oneOf: ['internet-facing', 'internal'] },
  TargetType: { oneOf: ['instance', 'ip', 'lambda', 'alb'] },
  UnhealthyThresholdCount: { min: 2, max: 10 },
  Key: { max: 256 },
  Value: { max: 1024 },
}

/** `Type` means two things. */
export const LOAD_BALANCER_TYPES: Constraint = { oneOf: ['application', 'network', 'gateway'] }
export const ACTION_TYPES: Constraint = {
  oneOf: ['forward', 'authenticate-oidc', 'authenticate-cognito', 'redirect', 'fixed-response', 'jwt-validation'],
}
