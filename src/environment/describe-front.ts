/** What stands in front of the instances of an environment, as its settings have it. Pure. */

import type { ConfigurationOptionSetting } from '@aws-sdk/client-elastic-beanstalk'

export interface Front {
  readonly loadBalancer: 'none' | 'classic' | 'application' | 'network' | 'unknown'
  /** Where clients' connections are taken. Empty where it is not known. */
  readonly listeners: readonly Listener[]
  /** Seconds of silence after which the load balancer cuts; undefined where there is none, or that is not known. */
  readonly idleTimeoutSeconds: number | undefined
}

export interface Listener {
  readonly port: number
  readonly isSecure: boolean
}

const ENVIRONMENT = 'aws:elasticbeanstalk:environment'
const KINDS = ['classic', 'application', 'network'] as const

/** @see https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/command-options-general.html */
export function describeFront(settings: readonly ConfigurationOptionSetting[]): Front {
  const type = findSetting(settings, ENVIRONMENT, 'EnvironmentType')
  const kind = KINDS.find(name => name === (findSetting(settings, ENVIRONMENT, 'LoadBalancerType') ?? 'classic'))
  if (type === 'SingleInstance') return { loadBalancer: 'none', listeners: [HTTP], idleTimeoutSeconds: undefined }
  if (type !== 'LoadBalanced' || !kind) return UNKNOWN
  return { loadBalancer: kind, listeners: listListeners(settings, kind), idleTimeoutSeconds: readIdle(settings, kind) }
}

export function findSetting(settings: readonly ConfigurationOptionSetting[], namespace: string, name: string) {
  return settings.find(({ Namespace, OptionName }) => Namespace === namespace && OptionName === name)?.Value
}

const HTTP: Listener = { port: 80, isSecure: false }

const UNKNOWN: Front = { loadBalancer: 'unknown', listeners: [], idleTimeoutSeconds: undefined }

/** A Network Load Balancer has no such option. */
const IDLE_TIMEOUTS = {
  classic: { namespace: 'aws:elb:policies', name: 'ConnectionSettingIdleTimeout' },
  application: { namespace: 'aws:elbv2:loadbalancer', name: 'IdleTimeout' },
  network: undefined,
} as const

/** Of Application and of Classic Load Balancers, where nobody chose another. */
const USUAL_IDLE_SECONDS = 60

function readIdle(settings: readonly ConfigurationOptionSetting[], kind: (typeof KINDS)[number]): number | undefined {
  const option = IDLE_TIMEOUTS[kind]
  if (!option) return undefined
  const seconds = Number(findSetting(settings, option.namespace, option.name) ?? '')
  return seconds > 0 ? seconds : USUAL_IDLE_SECONDS
}

function listListeners(settings: readonly ConfigurationOptionSetting[], kind: (typeof KINDS)[number]): Listener[] {
  const isClassic = kind === 'classic'
  const pattern = isClassic ? /^aws:elb:listener(?::(\d{1,5}))?$/ : /^aws:elbv2:listener:(?:default|(\d{1,5}))$/
  const namespaces = [...new Set(settings.flatMap(({ Namespace = '' }) => (pattern.test(Namespace) ? Namespace : [])))]
  return namespaces
    .filter(namespace => findSetting(settings, namespace, 'ListenerEnabled') !== 'false')
    .map(namespace => {
      const protocol = findSetting(settings, namespace, isClassic ? 'ListenerProtocol' : 'Protocol') ?? 'HTTP'
      return { port: Number(pattern.exec(namespace)?.[1] ?? 80), isSecure: /^(HTTPS|SSL|TLS)$/i.test(protocol) }
    })
}
