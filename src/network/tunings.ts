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
} from '../platform/describe-front.ts'
import { findSetting } from '../platform/front-settings.ts'

export interface Tuning extends OptionSetting {
  readonly purpose: 'listener' | 'idle-timeout' | 'stickiness'
  /** What holds until now, a default too. */
  readonly before: string
}

export interface TuningWish {
  readonly request: LoadBalancerRequest
  /** As they will be without any tuning. */
  readonly settings: readonly ConfigurationOptionSetting[]
  readonly proxySeconds: number
}

/** The most that Beanstalk's option takes. https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/command-options-general.html */
export const MOST_IDLE_SECONDS = 3600

/** Only what differs. */
export function listTunings(wish: TuningWish): Tuning[] {
  const front = describeFront(wish.settings)
  const wanted = [
    ...(wish.request.classicListener === 'tcp' ? wantTcp(front, wish.settings) : []),
    ...wantIdleTimeout(front, wish.proxySeconds),
    ...(wish.request.isSticky ? wantStickiness(front, wish) : []),
  ]
  return wanted.filter(tuning => tuning.value !== tuning.before)
}

/**
 * TCP for HTTP, SSL for HTTPS, and to the instance TCP; a listener that speaks HTTPS to it goes on with SSL. A cookie
 * policy belongs to HTTP listeners only, so it goes.
 *
 * @see https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/environments-cfg-clb.html
 */
function wantTcp({ loadBalancer, listeners }: Front, settings: TuningWish['settings']): Tuning[] {
  const http = listeners.filter(speaksHttp)
  if (loadBalancer !== 'classic' || http.length === 0) return []
  const tunings = http.flatMap(({ namespace, protocol }): Tuning[] => {
    const backend = findSetting(settings, namespace, 'InstanceProtocol') || 'HTTP'
    const spoken = backend === 'HTTPS' ? 'SSL' : 'TCP'
    const listener = { purpose: 'listener', namespace } as const
    return [
      { ...listener, optionName: 'ListenerProtocol', before: protocol, value: protocol === 'HTTPS' ? 'SSL' : 'TCP' },
      { ...listener, optionName: 'InstanceProtocol', before: backend, value: spoken },
    ]
  })
  const isSticky = findSetting(settings, POLICIES, STICKY) === 'true'
  const cookie = {
    purpose: 'listener',
    namespace: POLICIES,
    optionName: STICKY,
    before: 'true',
    value: 'false',
  } as const
  return isSticky && http.length === listeners.length ? [...tunings, cookie] : tunings
}

// Never less than it is: somebody chose that, and the proxy cuts first then.
function wantIdleTimeout({ loadBalancer, isShared, idleTimeoutSeconds = 0 }: Front, proxySeconds: number): Tuning[] {
  const option = loadBalancer === 'none' || loadBalancer === 'unknown' ? undefined : IDLE_TIMEOUTS[loadBalancer]
  const seconds = Math.min(MOST_IDLE_SECONDS, Math.ceil(proxySeconds))
  if (!option || isShared || seconds <= idleTimeoutSeconds) return []
  return [{ purpose: 'idle-timeout', ...option, before: String(idleTimeoutSeconds), value: String(seconds) }]
}

const POLICIES = 'aws:elb:policies'
const STICKY = 'Stickiness Policy'

function wantStickiness({ loadBalancer, listeners }: Front, { settings, request }: TuningWish): Tuning[] {
  const wanted = { purpose: 'stickiness', value: 'true' } as const
  if (loadBalancer === 'classic') {
    const keepsHttp = request.classicListener === 'leave' && listeners.some(speaksHttp)
    const before = findSetting(settings, POLICIES, STICKY) ?? 'false'
    return keepsHttp ? [{ ...wanted, namespace: POLICIES, optionName: STICKY, before }] : []
  }
  if (loadBalancer !== 'application') return []
  return listDefaultProcesses(settings, listeners).map(namespace => {
    const before = findSetting(settings, namespace, 'StickinessEnabled') ?? 'false'
    return { ...wanted, namespace, optionName: 'StickinessEnabled', before }
  })
}
