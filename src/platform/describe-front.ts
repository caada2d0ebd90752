/** What stands in front of the instances of an environment, as its option settings have it. Pure. */

import type { ConfigurationOptionSetting } from '@aws-sdk/client-elastic-beanstalk'
import { findSetting } from './front-settings.ts'

export interface Front {
  readonly loadBalancer: 'none' | LoadBalancerKind | 'unknown'
  /** It stands in front of other environments too, and is not Beanstalk's to change. */
  readonly isShared: boolean
  /** Where clients' connections are taken. Empty where it is not known. */
  readonly listeners: readonly Listener[]
  /** Seconds of silence after which the load balancer cuts; undefined where there is none, or that is not known. */
  readonly idleTimeoutSeconds: number | undefined
  /** Whether a client's requests all come to one instance, by a cookie; undefined where that is not known. */
  readonly isSticky: boolean | undefined
  /** How many there may be; undefined where that is not known. */
  readonly instances: { readonly min: number; readonly max: number } | undefined
}

export type LoadBalancerKind = (typeof KINDS)[number]

export interface Listener {
  readonly port: number
  /** As its settings have it: HTTP, HTTPS, TCP, TLS; SSL of a classic one. Undefined where that is not known. */
  readonly protocol: string | undefined
  readonly isSecure: boolean
  /** Of its option settings. */
  readonly namespace: string
}

const ENVIRONMENT = 'aws:elasticbeanstalk:environment'
const KINDS = ['classic', 'application', 'network'] as const

/** @see https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/command-options-general.html */
export function describeFront(settings: readonly ConfigurationOptionSetting[]): Front {
  const type = findSetting(settings, ENVIRONMENT, 'EnvironmentType')
  const kind = KINDS.find(name => name === (findSetting(settings, ENVIRONMENT, 'LoadBalancerType') ?? 'classic'))
  if (type === 'SingleInstance') return SINGLE
  if (type !== 'LoadBalanced' || !kind) return UNKNOWN
  const isShared = findSetting(settings, ENVIRONMENT, 'LoadBalancerIsShared') === 'true'
  const listeners = listListeners(settings, kind)
  return {
    loadBalancer: kind,
    isShared,
    listeners,
    idleTimeoutSeconds: isShared ? undefined : readIdle(settings, kind),
    isSticky: readStickiness(settings, kind, listeners),
    instances: readInstances(settings),
  }
}

/** A Network Load Balancer has no such option. */
export const IDLE_TIMEOUTS = {
  classic: { namespace: 'aws:elb:policies', optionName: 'ConnectionSettingIdleTimeout' },
  application: { namespace: 'aws:elbv2:loadbalancer', optionName: 'IdleTimeout' },
  network: undefined,
} as const

/** And so reads the request: of a Classic Load Balancer it then takes the Upgrade out. */
export function speaksHttp({ protocol }: Listener): boolean {
  return /^HTTPS?$/i.test(protocol ?? '')
}

const HTTP: Listener = { port: 80, protocol: 'HTTP', isSecure: false, namespace: '' }

const NOTHING_KNOWN = { isShared: false, idleTimeoutSeconds: undefined, isSticky: undefined } as const

const SINGLE: Front = { ...NOTHING_KNOWN, loadBalancer: 'none', listeners: [HTTP], instances: { min: 1, max: 1 } }

const UNKNOWN: Front = { ...NOTHING_KNOWN, loadBalancer: 'unknown', listeners: [], instances: undefined }

/** Of Application and of Classic Load Balancers, where nobody chose another. */
export const USUAL_IDLE_SECONDS = 60

function readIdle(settings: readonly ConfigurationOptionSetting[], kind: LoadBalancerKind): number | undefined {
  const option = IDLE_TIMEOUTS[kind]
  if (!option) return undefined
  const seconds = Number(findSetting(settings, option.namespace, option.optionName) ?? '')
  return seconds > 0 ? seconds : USUAL_IDLE_SECONDS
}

/** The processes that the listeners forward to, unless a rule of theirs says otherwise. */
export function listDefaultProcesses(
  settings: readonly ConfigurationOptionSetting[],
  listeners: readonly Listener[],
): string[] {
  const processes = listeners.map(({ namespace }) => findSetting(settings, namespace, 'DefaultProcess') || 'default')
  return [...new Set(['default', ...processes])].map(process => `${ENVIRONMENT}:process:${process}`)
}

/** A Network Load Balancer knows no cookies, nor does a listener that does not speak HTTP. */
function readStickiness(
  settings: readonly ConfigurationOptionSetting[],
  kind: LoadBalancerKind,
  listeners: readonly Listener[],
): boolean {
  if (kind === 'network' || !listeners.some(speaksHttp)) return false
  if (kind === 'classic') return findSetting(settings, 'aws:elb:policies', 'Stickiness Policy') === 'true'
  const processes = listDefaultProcesses(settings, listeners)
  return processes.every(namespace => findSetting(settings, namespace, 'StickinessEnabled') === 'true')
}

function readInstances(settings: readonly ConfigurationOptionSetting[]): Front['instances'] {
  const [min, max] = ['MinSize', 'MaxSize'].map(name =>
    Number(findSetting(settings, 'aws:autoscaling:asg', name) ?? ''),
  )
  return min && max ? { min, max } : undefined
}

function listListeners(settings: readonly ConfigurationOptionSetting[], kind: LoadBalancerKind): Listener[] {
  const isClassic = kind === 'classic'
  const pattern = isClassic ? /^aws:elb:listener(?::(\d{1,5}))?$/ : /^aws:elbv2:listener:(?:default|(\d{1,5}))$/
  const namespaces = [...new Set(settings.flatMap(({ Namespace = '' }) => (pattern.test(Namespace) ? Namespace : [])))]
  return namespaces
    .filter(namespace => findSetting(settings, namespace, 'ListenerEnabled') !== 'false')
    .map(namespace => {
      const usual = kind === 'network' ? 'TCP' : 'HTTP'
      const protocol = findSetting(settings, namespace, isClassic ? 'ListenerProtocol' : 'Protocol') || usual
      const port = Number(pattern.exec(namespace)?.[1] ?? 80)
      return { port, protocol, isSecure: /^(HTTPS|SSL|TLS)$/i.test(protocol), namespace }
    })
}
