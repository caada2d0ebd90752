/** What a step of the way is called, and how long it took. Pure. */

import type { Evidence } from '../handshake/evidence.ts'
import type { KnownWay } from '../handshake/known-way.ts'
import type { PathStep, StepKind } from './path-step.ts'

/** Of a step that was passed, in milliseconds; undefined where it is not measured by itself. */
export function measureStep(kind: StepKind, { dns, tcp, tls, upgrade }: Evidence): number | undefined {
  if (kind === 'dns') return dns.kind === 'resolved' && !dns.isPinned ? dns.ms : undefined
  if (kind === 'tcp' || kind === 'security-group') return tcp.find(probe => probe.kind === 'connected')?.ms
  if (kind === 'tls') return tls?.ms
  return kind === 'application' || kind === 'server' ? upgrade?.ms : undefined
}

export function nameStep(kind: StepKind, { target }: Evidence, way: KnownWay): Pick<PathStep, 'label' | 'detail'> {
  if (kind === 'security-group') return { label: LABELS[kind], detail: `port ${way.listenerPort ?? target.port}` }
  if (kind === 'tcp') return { label: `port ${way.listenerPort ?? target.port}` }
  if (kind === 'proxy' && way.proxy && way.proxy !== 'none') return { label: LABELS[kind], detail: way.proxy }
  if (kind === 'load-balancer' && way.loadBalancer) return nameLoadBalancer(way.loadBalancer)
  return { label: LABELS[kind] }
}

/** `none` where one that nobody knew of answered. */
export function nameLoadBalancer(kind: NonNullable<KnownWay['loadBalancer']>): Pick<PathStep, 'label' | 'detail'> {
  const detail = { none: undefined, classic: 'Classic', application: 'ALB', network: 'NLB' }[kind]
  return { label: LABELS['load-balancer'], ...(detail ? { detail } : {}) }
}

const LABELS: Readonly<Record<StepKind, string>> = {
  client: 'client',
  'outgoing-proxy': 'HTTP proxy of this machine',
  dns: 'DNS',
  'security-group': 'security group',
  tcp: 'port',
  tls: 'TLS',
  'load-balancer': 'load balancer',
  proxy: 'proxy',
  application: 'app',
  server: 'server',
}
