/** Decides what is changed at the load balancer, and tells what it does to WebSockets as it is. Pure. */

import type { ConfigurationOptionSetting } from '@aws-sdk/client-elastic-beanstalk'
import type { LoadBalancerRequest } from '../inputs/load-balancer-inputs.ts'
import type { OptionSetting } from '../inputs/option-settings.ts'
import { describeFront, type Front } from '../platform/describe-front.ts'
import { applySettings } from '../platform/front-settings.ts'
import { type LoadBalancerNote, listLoadBalancerNotes } from './load-balancer-notes.ts'
import { listTunings, type Tuning } from './tunings.ts'

export interface LoadBalancerPlan {
  readonly mode: LoadBalancerRequest['mode']
  /** What is set together with the version: nothing that is so already, and nothing that somebody sets by name. */
  readonly tunings: readonly Tuning[]
  /** What would be set, had not the bundle's own files another value for it. */
  readonly leftToBundle: readonly Tuning[]
  /** Before anything is set. */
  readonly before: Front
  /** With what the bundle, `option-settings` and the tunings set. */
  readonly after: Front
  readonly notes: readonly LoadBalancerNote[]
}

export interface LoadBalancerFacts {
  /** Those of the environment, as far as they are about its front. */
  readonly frontSettings: readonly ConfigurationOptionSetting[]
  /** What the user has set by name, which counts before all that is derived. */
  readonly optionSettings: readonly OptionSetting[]
  /** Seconds of silence after which the proxy cuts. */
  readonly proxySeconds: number
  /** Its nginx ends idle connections of the load balancer after 60 s, which no added file can change. */
  readonly isNginx: boolean
  /** Who begins with plain requests, all of which must come to the same instance; undefined where nobody does. */
  readonly polling: string | undefined
  /** What the bundle's own files set about the front; it is of no effect where the API has set the same option. */
  readonly bundleSettings: readonly OptionSetting[]
}

export function planLoadBalancer(request: LoadBalancerRequest, facts: LoadBalancerFacts): LoadBalancerPlan {
  const { frontSettings, optionSettings, bundleSettings, isNginx, polling } = facts
  const settings = applySettings(applySettings(frontSettings, bundleSettings), optionSettings)
  const wanted = request.mode === 'tune' ? listTunings({ request, settings, proxySeconds: facts.proxySeconds }) : []
  const ofInput = (tuning: Tuning) => optionSettings.some(setting => isSame(setting, tuning))
  const ofBundle = (tuning: Tuning) => !ofInput(tuning) && bundleSettings.some(setting => isSame(setting, tuning))
  const tunings = wanted.filter(tuning => !ofInput(tuning) && !ofBundle(tuning))
  const planned = describeFront(applySettings(settings, tunings))
  const isLeftToBundle = bundleSettings.some(({ optionName }) => STICKINESS.includes(optionName))
  const after = isLeftToBundle ? { ...planned, isSticky: undefined } : planned
  const before = describeFront(frontSettings)
  return {
    mode: request.mode,
    tunings,
    leftToBundle: wanted.filter(ofBundle),
    before,
    after,
    notes: listLoadBalancerNotes(request, { after, tunings, isNginx, polling }),
  }
}

const STICKINESS = ['StickinessEnabled', 'Stickiness Policy']

function isSame(a: Omit<OptionSetting, 'value'>, b: Omit<OptionSetting, 'value'>): boolean {
  return a.namespace === b.namespace && a.optionName === b.optionName
}
