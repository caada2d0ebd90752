/** Decides what is changed at the load balancer, and tells what it does to WebSockets as it is. Pure. */

import type { ConfigurationOptionSetting } from '@aws-sdk/client-elastic-beanstalk'
import type { LoadBalancerRequest } from '../inputs/load-balancer-inputs.ts'
import type { OptionSetting } from '../inputs/option-settings.ts'
import { describeFront, type Front } from '../platform/describe-front.ts'
import { applyBundle, foreseeFront, listDoubts } from '../platform/foresee-front.ts'
import { applySettings } from '../platform/front-settings.ts'
import type { LoadBalancerNote } from './load-balancer-note.ts'
import { listLoadBalancerNotes } from './load-balancer-notes.ts'
import { noteLostListeners } from './note-lost-listeners.ts'
import { type LeftTuning, listTunings, type Tuning } from './tunings.ts'

export interface LoadBalancerPlan {
  readonly mode: LoadBalancerRequest['mode']
  /** What is set together with the version: nothing that is so already, and nothing that somebody sets by name. */
  readonly tunings: readonly Tuning[]
  /** What would be set, had not the bundle's own files another value for it. */
  readonly leftToBundle: readonly LeftTuning[]
  /** Before anything is set. */
  readonly before: Front
  /** With what the bundle, `option-settings` and the tunings set, as far as that is certain. */
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
  /** The listener by which this run opens its WebSocket; undefined of an environment that no client knows yet. */
  readonly websocketPort: number | undefined
}

export function planLoadBalancer(request: LoadBalancerRequest, facts: LoadBalancerFacts): LoadBalancerPlan {
  const { frontSettings, optionSettings, bundleSettings, isNginx, polling } = facts
  const { tunings, leftToInput, leftToBundle } = chooseTunings(request, facts)
  const coming = { frontSettings, bundleSettings, set: [...optionSettings, ...tunings] }
  const { surePorts: _, ...after } = foreseeFront(coming)
  const before = describeFront(frontSettings)
  const notes = listLoadBalancerNotes(request, {
    ...{ after, tunings, isNginx, polling },
    left: [...leftToInput, ...leftToBundle],
    doubts: listDoubts(coming),
  })
  return {
    ...{ mode: request.mode, tunings, leftToBundle, before, after },
    notes: [...noteLostListeners({ ...facts, before, after }), ...notes],
  }
}

type ChosenTunings = Pick<LoadBalancerPlan, 'tunings' | 'leftToBundle'> & {
  readonly leftToInput: readonly LeftTuning[]
}

// What is set here wins over the bundle for good, so that the bundle's word counts even where it may be without effect.
function chooseTunings(request: LoadBalancerRequest, facts: LoadBalancerFacts): ChosenTunings {
  const { frontSettings, optionSettings, bundleSettings, proxySeconds } = facts
  if (request.mode !== 'tune') return { tunings: [], leftToInput: [], leftToBundle: [] }
  const settings = applySettings(applyBundle(frontSettings, bundleSettings), optionSettings)
  const isLeft = (tuning: Tuning) => [...optionSettings, ...bundleSettings].some(setting => names(setting, tuning))
  const wanted = listTunings({ request, settings, proxySeconds, isLeft })
  const leftTo = (named: readonly OptionSetting[]) => wanted.flatMap(tuning => leave(tuning, named))
  const leftToInput = leftTo(optionSettings)
  const isOfInput = (tuning: Tuning) => optionSettings.some(setting => names(setting, tuning))
  return {
    tunings: wanted.filter(tuning => !isLeft(tuning)),
    leftToInput,
    leftToBundle: leftTo(bundleSettings).filter(tuning => !isOfInput(tuning)),
  }
}

/** By its own name first. */
function leave(tuning: Tuning, settings: readonly OptionSetting[]): LeftTuning[] {
  const found = settings.filter(setting => names(setting, tuning))
  const named = found.find(({ optionName }) => optionName === tuning.optionName) ?? found[0]
  return named ? [{ ...tuning, named }] : []
}

/** Of a listener, what is spoken on its two sides must fit together: who names one of them has chosen both. */
const OF_LISTENER: readonly string[] = ['ListenerProtocol', 'InstanceProtocol']

function names({ namespace, optionName }: OptionSetting, tuning: Tuning): boolean {
  if (namespace !== tuning.namespace) return false
  return optionName === tuning.optionName || [optionName, tuning.optionName].every(name => OF_LISTENER.includes(name))
}
