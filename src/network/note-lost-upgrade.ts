/** The note that a Classic Load Balancer takes the Upgrade out, and how its listeners come to pass it on. Pure. */

import type { LoadBalancerRequest } from '../inputs/load-balancer-inputs.ts'
import { type Front, type Listener, speaksHttp } from '../platform/describe-front.ts'
import type { LoadBalancerNote } from './load-balancer-note.ts'
import type { LeftTuning } from './tunings.ts'

export interface ListenerFacts {
  /** As it will be. */
  readonly after: Front
  /** What is not tuned because somebody names it, or another option of the same listener. */
  readonly left: readonly LeftTuning[]
}

/** @see https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/environments-cfg-clb.html */
export function noteLostUpgrade(
  request: Pick<LoadBalancerRequest, 'mode' | 'isFixed'>,
  { after, left }: ListenerFacts,
): LoadBalancerNote[] {
  const http = after.listeners.filter(speaksHttp)
  if (after.loadBalancer !== 'classic' || http.length === 0) return []
  const named = http.map(({ port, protocol }) => `${protocol} on port ${port}`).join(', ')
  const kept = left.filter(({ purpose, namespace }) => purpose === 'listener' && http.some(isOf(namespace)))
  return [
    {
      message: `The environment has a Classic Load Balancer, whose HTTP and HTTPS listeners (${named}) take the Upgrade out of every request: no WebSocket can be opened through them.`,
      remedy: kept.length > 0 ? nameBoth(kept) : request.isFixed ? adviseOptions(http) : adviseTcp(request.mode),
      // The finding has no input to name either, and says the same.
      ...(request.isFixed ? { foretells: 'classic-listener-http' } : {}),
    },
  ]
}

const isOf =
  (namespace: string) =>
  (listener: { readonly namespace: string }): boolean =>
    listener.namespace === namespace

function adviseTcp(mode: LoadBalancerRequest['mode']): string {
  const lines =
    mode === 'tune'
      ? 'Beside "load-balancer: tune", write "classic-listener: tcp"'
      : 'Write "load-balancer: tune" and "classic-listener: tcp"'
  return `${lines} (${LOST_BY_TCP}), or move to an environment with an Application Load Balancer.`
}

/** Where there is no input for it. */
function adviseOptions(http: readonly Listener[]): string {
  const lines = http.flatMap(({ namespace, protocol }) => [
    `  ${namespace || DEFAULT_LISTENER}:ListenerProtocol=${protocol === 'HTTPS' ? 'SSL' : 'TCP'}`,
    `  ${namespace || DEFAULT_LISTENER}:InstanceProtocol=TCP`,
  ])
  return `Add these lines (${LOST_BY_TCP}), or take an Application Load Balancer.\n\noption-settings: |\n${lines.join('\n')}`
}

/** That of port 80, which is there without any option. */
const DEFAULT_LISTENER = 'aws:elb:listener'

const LOST_BY_TCP = 'X-Forwarded-For, X-Forwarded-Proto and sticky sessions are lost then'

/** Of whom asked for TCP already. */
function nameBoth(kept: readonly LeftTuning[]): string {
  const named = [...new Set(kept.map(({ named: { namespace, optionName } }) => `${namespace}:${optionName}`))]
  const lines = kept.map(({ namespace, optionName, value }) => `  ${namespace}:${optionName}=${value}`)
  return `Take out ${named.join(', ')}, or write what passes the Upgrade on: "classic-listener: tcp" leaves a listener alone whose protocol option-settings or the bundle's .ebextensions name.\n\noption-settings: |\n${lines.join('\n')}`
}
