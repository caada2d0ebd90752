/** What the option settings of an environment want of a Classic Load Balancer. */

import type { HealthCheck, ListenerProtocol } from '../elastic-load-balancing/target-group-model.ts'
import { findSetting, type OptionSettings, optionsOf } from './option-settings.ts'

export interface ClassicWish {
  readonly listeners: readonly ClassicListenerWish[]
  readonly healthCheck: HealthCheck
  /** Undefined: no cookie. 0: for as long as the browser is open. */
  readonly cookieSeconds: number | undefined
  /** Undefined: connections to instances that are taken away end at once. */
  readonly drainingSeconds: number | undefined
}

export interface ClassicListenerWish {
  readonly port: number
  readonly protocol: ListenerProtocol
  readonly backend: { readonly protocol: ListenerProtocol; readonly port: number }
  readonly certificateArns: readonly string[]
}

const POLICIES = 'aws:elb:policies'

export function readClassicWish(settings: OptionSettings): ClassicWish {
  const policies = optionsOf(settings, POLICIES)
  return {
    listeners: readListeners(settings),
    healthCheck: readHealthCheck(settings),
    cookieSeconds:
      policies['Stickiness Policy'] === 'true' ? Number(policies['Stickiness Cookie Expiration'] ?? 0) : undefined,
    drainingSeconds:
      policies.ConnectionDrainingEnabled === 'true' ? Number(policies.ConnectionDrainingTimeout ?? 20) : undefined,
  }
}

function readListeners(settings: OptionSettings): ClassicListenerWish[] {
  const namespaces = settings.map(({ namespace }) => namespace).filter(name => /^aws:elb:listener(:\d+)?$/.test(name))
  return [...new Set(namespaces)].flatMap(namespace => {
    const options = optionsOf(settings, namespace)
    if (options.ListenerEnabled === 'false') return []
    const protocol = (options.ListenerProtocol ?? 'HTTP') as ListenerProtocol
    // Developer Guide: HTTP for HTTP and HTTPS listeners, TCP for TCP and SSL ones.
    const spoken = ['HTTP', 'HTTPS'].includes(protocol) ? 'HTTP' : 'TCP'
    return {
      port: Number(namespace.split(':')[3] ?? 80),
      protocol,
      backend: {
        protocol: (options.InstanceProtocol || spoken) as ListenerProtocol,
        port: Number(options.InstancePort ?? 80),
      },
      certificateArns: options.SSLCertificateId ? [options.SSLCertificateId] : [],
    }
  })
}

function readHealthCheck(settings: OptionSettings): HealthCheck {
  const options = optionsOf(settings, 'aws:elb:healthcheck')
  // "HTTP:80/path", "TCP:80"; the option that is named after its URL wins over it, and may be a path alone.
  const url = findSetting(settings, 'aws:elasticbeanstalk:application', 'Application Healthcheck URL')
  const target = (url?.startsWith('/') ? `HTTP:80${url}` : url) || options.Target || 'TCP:80'
  const [, protocol = 'TCP', port = '80', path = ''] = /^(HTTPS?|TCP|SSL):(\d+)(\/.*)?$/.exec(target) ?? []
  return {
    protocol: protocol as HealthCheck['protocol'],
    port: Number(port),
    path: path || '/',
    matcher: '200',
    intervalSeconds: Number(options.Interval ?? 10),
    timeoutSeconds: Number(options.Timeout ?? 5),
    healthyThreshold: Number(options.HealthyThreshold ?? 3),
    unhealthyThreshold: Number(options.UnhealthyThreshold ?? 5),
  }
}
