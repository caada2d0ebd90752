/** What stands in front of the instances of an environment, as its option settings have it. Pure. */

import type { ConfigurationOptionSetting } from '@aws-sdk/client-elastic-beanstalk'

export interface Front {
  readonly loadBalancer: 'none' | LoadBalancerKind | 'unknown'
  /** It stands in front of other environments too, and is not Beanstalk's to change. */
  readonly isShared: boolean
  /** Where clients' connections are taken. Empty where it is not known. */
  readonly listeners: readonly Listener[]
  /** Seconds of silence after which the load balancer cuts; undefined where there is none, or that is not known. */
  readonly idleTimeoutSeconds: number | undefined
}

export type LoadBalancerKind = (typeof KINDS)[number]

export interface Listener {
  readonly port: number
  /** As its settings have it: HTTP, HTTPS, TCP, TLS; SSL of a classic one. */
  readonly protocol: string
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
  return {
    loadBalancer: kind,
    isShared,
    listeners: listListeners(settings, kind),
    idleTimeoutSeconds: isShared ? undefined : readIdle(settings, kind),
  }
}

/** What of an environment's settings says how clients come to its instances: none of it is secret. */
export function pickFrontSettings(settings: readonly ConfigurationOptionSetting[]): ConfigurationOptionSetting[] {
  return settings.filter(({ Namespace = '' }) => OF_FRONT.test(Namespace))
}

/** The settings as they will be when these have been set. */
export function applySettings(
  settings: readonly ConfigurationOptionSetting[],
  planned: readonly { readonly namespace: string; readonly optionName: string; readonly value: string }[],
): ConfigurationOptionSetting[] {
  const isPlanned = ({ Namespace, OptionName }: ConfigurationOptionSetting) =>
    planned.some(({ namespace, optionName }) => namespace === Namespace && optionName === OptionName)
  return [
    ...settings.filter(setting => !isPlanned(setting)),
    ...planned.map(({ namespace, optionName, value }) => ({
      Namespace: namespace,
      OptionName: optionName,
      Value: value,
    })),
  ]
}

export function findSetting(settings: readonly ConfigurationOptionSetting[], namespace: string, name: string) {
  return settings.find(({ Namespace, OptionName }) => Namespace === namespace && OptionName === name)?.Value
}

/** A Network Load Balancer has no such option. */
export const IDLE_TIMEOUTS = {
  classic: { namespace: 'aws:elb:policies', optionName: 'ConnectionSettingIdleTimeout' },
  application: { namespace: 'aws:elbv2:loadbalancer', optionName: 'IdleTimeout' },
  network: undefined,
} as const

/** And so reads the request: of a Classic Load Balancer it then takes the Upgrade out. */
export function speaksHttp({ protocol }: Listener): boolean {
  return /^HTTPS?$/i.test(protocol)
}

const OF_FRONT =
  /^aws:(autoscaling:asg|ec2:vpc|elb:.*|elbv2:.*|elasticbeanstalk:environment|elasticbeanstalk:environment:process:.*)$/

const HTTP: Listener = { port: 80, protocol: 'HTTP', isSecure: false, namespace: '' }

const SINGLE: Front = { loadBalancer: 'none', isShared: false, listeners: [HTTP], idleTimeoutSeconds: undefined }

const UNKNOWN: Front = { loadBalancer: 'unknown', isShared: false, listeners: [], idleTimeoutSeconds: undefined }

/** Of Application and of Classic Load Balancers, where nobody chose another. */
const USUAL_IDLE_SECONDS = 60

function readIdle(settings: readonly ConfigurationOptionSetting[], kind: LoadBalancerKind): number | undefined {
  const option = IDLE_TIMEOUTS[kind]
  if (!option) return undefined
  const seconds = Number(findSetting(settings, option.namespace, option.optionName) ?? '')
  return seconds > 0 ? seconds : USUAL_IDLE_SECONDS
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
