/** The option settings with which a load balancer carries WebSockets better. Pure. */

import type { ConfigurationOptionSetting } from '@aws-sdk/client-elastic-beanstalk'
import type { LoadBalancerRequest } from '../inputs/load-balancer-inputs.ts'
import type { OptionSetting } from '../inputs/option-settings.ts'
import {
  describeFront,
  type Front,
  IDLE_TIMEOUTS,
  listDefaultProcesses,
  speaksHttp,
  USUAL_IDLE_SECONDS,
} from '../platform/describe-front.ts'
import { applySettings, findSetting } from '../platform/front-settings.ts'

export interface Tuning extends OptionSetting {
  readonly purpose: 'listener' | 'idle-timeout' | 'stickiness'
  /** What holds until now, a default too. */
  readonly before: string
  /** It is the default, which may be so because nobody set it. */
  readonly isUsual: boolean
}

export interface LeftTuning extends Tuning {
  /** What somebody sets by name: the option itself, or another of the same listener. */
  readonly named: OptionSetting
}

export interface TuningWish {
  readonly request: LoadBalancerRequest
  /** As they will be without any tuning. */
  readonly settings: readonly ConfigurationOptionSetting[]
  readonly proxySeconds: number
  /** Somebody sets it by name, or another of what belongs to it. */
  isLeft(tuning: Tuning): boolean
}

/** The most that Beanstalk's option takes. https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/command-options-general.html */
const MOST_IDLE_SECONDS = 3600

/** Only what differs; those among them that are left, too. */
export function listTunings({ request, settings, proxySeconds, isLeft }: TuningWish): Tuning[] {
  const front = describeFront(settings)
  const listeners = (request.classicListener === 'tcp' ? wantTcp(front, settings) : []).filter(differs)
  const changed = listeners.filter(tuning => !isLeft(tuning))
  // What stickiness is possible depends on the listeners that still speak HTTP then.
  const then = applySettings(settings, changed)
  const others = [
    ...(changed.length > 0 ? wantNoCookie(then) : []),
    ...wantIdleTimeout(front, settings, proxySeconds),
    ...(request.isSticky ? wantStickiness(then) : []),
  ]
  return [...listeners, ...others.filter(differs)]
}

function differs({ value, before }: Tuning): boolean {
  return value !== before
}

/**
 * TCP for HTTP, SSL for HTTPS, and to the instance TCP; a listener that speaks HTTPS to it goes on with SSL.
 *
 * @see https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/environments-cfg-clb.html
 */
function wantTcp({ loadBalancer, listeners }: Front, settings: TuningWish['settings']): Tuning[] {
  if (loadBalancer !== 'classic') return []
  return listeners.filter(speaksHttp).flatMap(({ namespace, protocol }): Tuning[] => {
    const tune = (optionName: string, value: string) =>
      toTuning(settings, { purpose: 'listener', namespace, optionName, usual: 'HTTP', value })
    const backend = findSetting(settings, namespace, 'InstanceProtocol')
    return [
      tune('ListenerProtocol', protocol === 'HTTPS' ? 'SSL' : 'TCP'),
      tune('InstanceProtocol', backend === 'HTTPS' ? 'SSL' : 'TCP'),
    ]
  })
}

// A cookie policy belongs to HTTP listeners only, so it goes with the last of them.
function wantNoCookie(settings: TuningWish['settings']): Tuning[] {
  if (describeFront(settings).listeners.some(speaksHttp)) return []
  return [toTuning(settings, { purpose: 'listener', ...COOKIE, value: 'false' })]
}

// Never less than it is: somebody chose that, and the proxy cuts first then.
function wantIdleTimeout(
  { loadBalancer, isShared, idleTimeoutSeconds = 0 }: Front,
  settings: TuningWish['settings'],
  proxySeconds: number,
): Tuning[] {
  const option = loadBalancer === 'none' || loadBalancer === 'unknown' ? undefined : IDLE_TIMEOUTS[loadBalancer]
  const seconds = Math.min(MOST_IDLE_SECONDS, Math.ceil(proxySeconds))
  if (!option || isShared || seconds <= idleTimeoutSeconds) return []
  const usual = String(USUAL_IDLE_SECONDS)
  return [toTuning(settings, { purpose: 'idle-timeout', ...option, usual, value: String(seconds) })]
}

function wantStickiness(settings: TuningWish['settings']): Tuning[] {
  const { loadBalancer, listeners } = describeFront(settings)
  const wanted = { purpose: 'stickiness', value: 'true' } as const
  if (loadBalancer === 'classic')
    return listeners.some(speaksHttp) ? [toTuning(settings, { ...wanted, ...COOKIE })] : []
  if (loadBalancer !== 'application') return []
  return listDefaultProcesses(settings, listeners).map(namespace =>
    toTuning(settings, { ...wanted, namespace, optionName: 'StickinessEnabled', usual: 'false' }),
  )
}

const COOKIE = { namespace: 'aws:elb:policies', optionName: 'Stickiness Policy', usual: 'false' } as const

interface WantedOption extends OptionSetting {
  readonly purpose: Tuning['purpose']
  /** What it is where nobody sets it. */
  readonly usual: string
}

function toTuning(settings: TuningWish['settings'], { usual, ...wanted }: WantedOption): Tuning {
  const before = findSetting(settings, wanted.namespace, wanted.optionName) || usual
  return { ...wanted, before, isUsual: before === usual }
}
