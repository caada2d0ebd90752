/** What the option settings of an environment want of listeners, rules and processes. */

import type { HealthCheck } from '../elastic-load-balancing/target-group-model.ts'
import { listSetting, type OptionSettings, optionsOf } from './option-settings.ts'

export interface ListenerWish {
  readonly port: number
  /** As the option names it: HTTP, HTTPS, TCP, TLS; SSL of a classic one. */
  readonly protocol: string
  readonly certificateArns: readonly string[]
  readonly process: string
  readonly rules: readonly RuleWish[]
}

export interface RuleWish {
  readonly name: string
  readonly priority: number
  readonly pathPatterns: readonly string[]
  readonly hostHeaders: readonly string[]
  readonly process: string
}

/** Where requests go: a target group. A classic load balancer has one for each listener. */
export interface ProcessWish {
  readonly name: string
  readonly port: number
  readonly protocol: string
  readonly healthCheck: Omit<HealthCheck, 'protocol' | 'port'>
  readonly stickinessSeconds: number | undefined
  readonly deregistrationDelaySeconds: number
}

const PROCESS = 'aws:elasticbeanstalk:environment:process:'

export function readListeners(settings: OptionSettings): ListenerWish[] {
  const namespaces = namespacesLike(settings, /^aws:elbv2:listener:(default|\d+)$/)
  return namespaces.flatMap(namespace => {
    const options = optionsOf(settings, namespace)
    if (options.ListenerEnabled === 'false') return []
    const port = namespace.endsWith(':default') ? 80 : Number(namespace.split(':').at(-1))
    return {
      port,
      protocol: options.Protocol ?? 'HTTP',
      certificateArns: listSetting(settings, namespace, 'SSLCertificateArns'),
      process: options.DefaultProcess ?? 'default',
      rules: listSetting(settings, namespace, 'Rules').map(name => readRule(settings, name)),
    }
  })
}

function readRule(settings: OptionSettings, name: string): RuleWish {
  const namespace = `aws:elbv2:listenerrule:${name}`
  const options = optionsOf(settings, namespace)
  return {
    name,
    priority: Number(options.Priority ?? 1),
    pathPatterns: listSetting(settings, namespace, 'PathPatterns'),
    hostHeaders: listSetting(settings, namespace, 'HostHeaders'),
    process: options.Process ?? 'default',
  }
}

export function readProcesses(settings: OptionSettings): ProcessWish[] {
  return namespacesLike(settings, /^aws:elasticbeanstalk:environment:process:/).map(namespace => {
    // What a process does not say is as with the default one.
    const options = { ...optionsOf(settings, `${PROCESS}default`), ...optionsOf(settings, namespace) }
    return {
      name: namespace.slice(PROCESS.length),
      port: Number(options.Port ?? 80),
      protocol: options.Protocol ?? 'HTTP',
      healthCheck: {
        path: options.HealthCheckPath ?? '/',
        matcher: options.MatcherHTTPCode || '200',
        intervalSeconds: Number(options.HealthCheckInterval ?? 15),
        timeoutSeconds: Number(options.HealthCheckTimeout ?? 5),
        healthyThreshold: Number(options.HealthyThresholdCount ?? 3),
        unhealthyThreshold: Number(options.UnhealthyThresholdCount ?? 5),
      },
      stickinessSeconds:
        options.StickinessEnabled === 'true' ? Number(options.StickinessLBCookieDuration ?? 86_400) : undefined,
      deregistrationDelaySeconds: Number(options.DeregistrationDelay ?? 20),
    }
  })
}

function namespacesLike(settings: OptionSettings, pattern: RegExp): string[] {
  return [...new Set(settings.map(({ namespace }) => namespace).filter(namespace => pattern.test(namespace)))]
}
