/** The note that a Classic Load Balancer takes the Upgrade out, and how its listeners come to pass it on. Pure. */

import type { LoadBalancerRequest } from '../inputs/load-balancer-inputs.ts'
import { type Front, speaksHttp } from '../platform/describe-front.ts'
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
  { mode }: Pick<LoadBalancerRequest, 'mode'>,
  { after, left }: ListenerFacts,
): LoadBalancerNote[] {
  const http = after.listeners.filter(speaksHttp)
  if (after.loadBalancer !== 'classic' || http.length === 0) return []
  const named = http.map(({ port, protocol }) => `${protocol} on port ${port}`).join(', ')
  const kept = left.filter(({ purpose, namespace }) => purpose === 'listener' && http.some(isOf(namespace)))
  return [
    {
      message: `The environment has a Classic Load Balancer, whose HTTP and HTTPS listeners (${named}) take the Upgrade out of every request: no WebSocket can be opened through them.`,
      remedy: kept.length > 0 ? nameBoth(kept) : adviseTcp(mode),
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
  return `${lines} (X-Forwarded-For, X-Forwarded-Proto and sticky sessions are lost then), or move to an environment with an Application Load Balancer.`
}

/** Of whom asked for TCP already. */
function nameBoth(kept: readonly LeftTuning[]): string {
  const named = [...new Set(kept.map(({ named: { namespace, optionName } }) => `${namespace}:${optionName}`))]
  const lines = kept.map(({ namespace, optionName, value }) => `  ${namespace}:${optionName}=${value}`)
  return `"classic-listener: tcp" leaves a listener alone of which option-settings or the bundle's .ebextensions name a protocol (${named.join(', ')}): take that out, or write what passes the Upgrade on.\n\noption-settings: |\n${lines.join('\n')}`
}
