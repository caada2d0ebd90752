/** Decides what is changed at the load balancer, and tells what it does to WebSockets as it is. Pure. */

import type { ConfigurationOptionSetting } from '@aws-sdk/client-elastic-beanstalk'
import type { LoadBalancerRequest } from '../inputs/load-balancer-inputs.ts'
import type { OptionSetting } from '../inputs/option-settings.ts'
import { applySettings, describeFront, type Front } from '../platform/describe-front.ts'
import { type LoadBalancerNote, listLoadBalancerNotes } from './load-balancer-notes.ts'
import { listTunings, type Tuning } from './tunings.ts'

export interface LoadBalancerPlan {
  readonly mode: LoadBalancerRequest['mode']
  /** What is set together with the version: nothing that is so already, and nothing that `option-settings` sets. */
  readonly tunings: readonly Tuning[]
  /** Before anything is set. */
  readonly before: Front
  /** With what `option-settings` and the tunings set. */
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
  /** The bundle's own files say whether clients stay with one instance. */
  readonly isStickinessInBundle: boolean
}

export function planLoadBalancer(request: LoadBalancerRequest, facts: LoadBalancerFacts): LoadBalancerPlan {
  const { frontSettings, optionSettings, isNginx, polling, isStickinessInBundle } = facts
  const settings = applySettings(frontSettings, optionSettings)
  const wish = { request, settings, optionSettings, proxySeconds: facts.proxySeconds }
  const tunings = request.mode === 'tune' ? listTunings(wish) : []
  const planned = describeFront(applySettings(settings, tunings))
  const isLeftToBundle = isStickinessInBundle && !tunings.some(({ purpose }) => purpose === 'stickiness')
  const after = isLeftToBundle ? { ...planned, isSticky: undefined } : planned
  const before = describeFront(frontSettings)
  return {
    mode: request.mode,
    tunings,
    before,
    after,
    notes: listLoadBalancerNotes(request, { after, tunings, isNginx, polling }),
  }
}
