/** The note that the bundle and the environment differ about the load balancer, so that nobody knows what will hold. Pure. */

import type { Doubt } from '../platform/foresee-front.ts'
import { quoteForeign } from '../untrusted.ts'
import type { LoadBalancerNote } from './load-balancer-note.ts'

/** Only of options that decide about WebSockets. */
export function noteDoubts(doubts: readonly Doubt[]): LoadBalancerNote[] {
  return doubts
    .filter(({ namespace, optionName }) => DECIDING.test(`${namespace}:${optionName}`))
    .slice(0, MOST_TOLD)
    .map(({ namespace, optionName, value, current }) => {
      const option = `${namespace}:${optionName}`
      return {
        message: `The bundle's .ebextensions set ${option} to ${quoteForeign(value)}, and the environment has ${quoteForeign(current)}: which of them will hold is not known, for what was set by the API, the console or the CLI wins over the bundle's files, and AWS does not tell whether this was.${isAboutHttp(optionName, [value, current]) ? LOSES_UPGRADE : ''}`,
        remedy: `Decide it in the workflow, which wins over both.${PLAIN.test(value) ? `\n\noption-settings: ${option}=${value}` : ''}`,
      }
    })
}

const MOST_TOLD = 10

const DECIDING =
  /^aws:(elb:listener(:\d{1,5})?:(ListenerProtocol|InstanceProtocol|ListenerEnabled)|elb:policies:(ConnectionSettingIdleTimeout|Stickiness Policy)|elbv2:loadbalancer:IdleTimeout|elbv2:listener:(default|\d{1,5}):(ListenerEnabled|Protocol)|elasticbeanstalk:environment:process:[\w-]{1,64}:StickinessEnabled)$/

/** Can be pasted as it is. */
const PLAIN = /^\w{1,40}$/

const LOSES_UPGRADE = ' Through an HTTP or HTTPS listener of a Classic Load Balancer no WebSocket can be opened.'

function isAboutHttp(optionName: string, values: readonly string[]): boolean {
  return optionName === 'ListenerProtocol' && values.some(value => /^HTTPS?$/i.test(value))
}
