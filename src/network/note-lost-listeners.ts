/** The note that the deployment turns off a listener by which clients come now. Pure. */

import type { OptionSetting } from '../inputs/option-settings.ts'
import type { Front, Listener } from '../platform/describe-front.ts'
import type { LoadBalancerNote } from './load-balancer-note.ts'

export interface LostListenerFacts {
  readonly before: Front
  /** Where a listener is doubtful, it is still one of these. */
  readonly after: Front
  readonly optionSettings: readonly OptionSetting[]
  readonly bundleSettings: readonly OptionSetting[]
  /** The listener by which this run opens its WebSocket; undefined of an environment that no client knows yet. */
  readonly websocketPort: number | undefined
}

export function noteLostListeners(facts: LostListenerFacts): LoadBalancerNote[] {
  const { before, after, websocketPort } = facts
  if (before.isShared || websocketPort === undefined) return []
  return before.listeners.filter(({ port }) => !hasPort(after, port)).map(listener => noteLost(listener, facts))
}

function noteLost({ port, namespace }: Listener, facts: LostListenerFacts): LoadBalancerNote {
  const { after, optionSettings, websocketPort } = facts
  const option = `${namespace}:ListenerEnabled`
  const turnsOff = (setting: OptionSetting) =>
    setting.namespace === namespace && setting.optionName === 'ListenerEnabled' && setting.value === 'false'
  const who = optionSettings.some(turnsOff) ? 'option-settings set' : "the bundle's .ebextensions set"
  const left = after.listeners.map(listener => listener.port)
  const isAsked = port === websocketPort
  return {
    message: `This deployment turns off the load balancer's listener on port ${port} (${who} ${option} to false): nobody can connect there any more${isAsked ? ', and that is where this run opens its WebSocket' : ''}.`,
    remedy: `Take the setting out, if clients come by that port${isAsked ? `; or write the URL with a port that keeps a listener ("websocket-url"; ${left.length > 0 ? left.join(', ') : 'there is none'})` : ''}.`,
  }
}

function hasPort({ listeners }: Front, wanted: number): boolean {
  return listeners.some(({ port }) => port === wanted)
}
