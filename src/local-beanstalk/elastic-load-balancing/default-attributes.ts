/**
 * The attributes that load balancers, listeners and target groups have from the start, with AWS's defaults.
 * Source: ELB API Reference, LoadBalancerAttribute, ListenerAttribute, TargetGroupAttribute.
 */

import type { LoadBalancerKind } from '../host/host-load-balancer.ts'
import type { ListenerProtocol } from './target-group-model.ts'

export type Attributes = Readonly<Record<string, string>>

export const IDLE_TIMEOUT = 'idle_timeout.timeout_seconds'
export const TCP_IDLE_TIMEOUT = 'tcp.idle_timeout.seconds'
export const DEREGISTRATION_DELAY = 'deregistration_delay.timeout_seconds'
export const STICKINESS_ENABLED = 'stickiness.enabled'
export const STICKINESS_TYPE = 'stickiness.type'
export const PRESERVE_CLIENT_IP = 'preserve_client_ip.enabled'
export const COOKIE_DURATION = 'stickiness.lb_cookie.duration_seconds'

const V2_LOAD_BALANCER: Attributes = {
  'deletion_protection.enabled': 'false',
  'access_logs.s3.enabled': 'false',
  'access_logs.s3.bucket': '',
  'access_logs.s3.prefix': '',
  'ipv6.deny_all_igw_traffic': 'false',
  'zonal_shift.config.enabled': 'false',
}

const OF_LOAD_BALANCER: Readonly<Record<LoadBalancerKind, Attributes>> = {
  application: {
    ...V2_LOAD_BALANCER,
    'load_balancing.cross_zone.enabled': 'true',
    [IDLE_TIMEOUT]: '60',
    'client_keep_alive.seconds': '3600',
    'connection_logs.s3.enabled': 'false',
    'connection_logs.s3.bucket': '',
    'connection_logs.s3.prefix': '',
    'routing.http.desync_mitigation_mode': 'defensive',
    'routing.http.drop_invalid_header_fields.enabled': 'false',
    'routing.http.preserve_host_header.enabled': 'false',
    'routing.http.x_amzn_tls_version_and_cipher_suite.enabled': 'false',
    'routing.http.xff_client_port.enabled': 'false',
    'routing.http.xff_header_processing.mode': 'append',
    'routing.http2.enabled': 'true',
    'waf.fail_open.enabled': 'false',
  },
  network: {
    ...V2_LOAD_BALANCER,
    'load_balancing.cross_zone.enabled': 'false',
    'dns_record.client_routing_policy': 'any_availability_zone',
    'secondary_ips.auto_assigned.per_subnet': '0',
  },
  // The API of classic ones has a structure instead of keys: these stand for its members.
  classic: {
    [IDLE_TIMEOUT]: '60',
    'load_balancing.cross_zone.enabled': 'false',
    'access_logs.s3.enabled': 'false',
    'elb.http.desyncmitigationmode': 'defensive',
    'connection_draining.enabled': 'false',
    [DEREGISTRATION_DELAY]: '300',
  },
}

export function loadBalancerAttributes(kind: LoadBalancerKind): Attributes {
  return OF_LOAD_BALANCER[kind]
}

export function listenerAttributes(protocol: ListenerProtocol): Attributes {
  if (protocol === 'TCP') return { [TCP_IDLE_TIMEOUT]: '350' }
  if (protocol === 'TLS') return {}
  return { 'routing.http.response.server.enabled': 'true' }
}

export function targetGroupAttributes(protocol: ListenerProtocol): Attributes {
  const common: Attributes = {
    [DEREGISTRATION_DELAY]: '300',
    [STICKINESS_ENABLED]: 'false',
    'load_balancing.cross_zone.enabled': 'use_load_balancer_configuration',
    'target_group_health.dns_failover.minimum_healthy_targets.count': '1',
    'target_group_health.dns_failover.minimum_healthy_targets.percentage': 'off',
    'target_group_health.unhealthy_state_routing.minimum_healthy_targets.count': '1',
    'target_group_health.unhealthy_state_routing.minimum_healthy_targets.percentage': 'off',
  }
  if (protocol === 'HTTP' || protocol === 'HTTPS') {
    return {
      ...common,
      [STICKINESS_TYPE]: 'lb_cookie',
      [COOKIE_DURATION]: '86400',
      'stickiness.app_cookie.cookie_name': '',
      'stickiness.app_cookie.duration_seconds': '86400',
      'slow_start.duration_seconds': '0',
      'load_balancing.algorithm.type': 'round_robin',
      'load_balancing.algorithm.anomaly_mitigation': 'off',
    }
  }
  return {
    ...common,
    [STICKINESS_TYPE]: 'source_ip',
    'deregistration_delay.connection_termination.enabled': 'false',
    [PRESERVE_CLIENT_IP]: 'true',
    'proxy_protocol_v2.enabled': 'false',
    'target_health_state.unhealthy.connection_termination.enabled': 'true',
    'target_health_state.unhealthy.draining_interval_seconds': '0',
  }
}

/** The defaults of CreateTargetGroup. Source: its page in the API Reference. */
export function defaultHealthCheck(protocol: ListenerProtocol) {
  const speaksHttp = protocol === 'HTTP' || protocol === 'HTTPS'
  return {
    protocol: speaksHttp ? ('HTTP' as const) : ('TCP' as const),
    port: 'traffic-port' as const,
    path: '/',
    matcher: speaksHttp ? '200' : '200-399',
    intervalSeconds: 30,
    timeoutSeconds: speaksHttp ? 5 : 10,
    healthyThreshold: 5,
    unhealthyThreshold: 2,
  }
}
