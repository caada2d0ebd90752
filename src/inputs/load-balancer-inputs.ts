/** The inputs about the load balancer. */

import type { InputReader } from './input-reader.ts'

export interface LoadBalancerRequest {
  readonly mode: 'leave' | 'tune'
  /** What the HTTP and HTTPS listeners of a Classic Load Balancer become. */
  readonly classicListener: 'leave' | 'tcp'
  /** Whether a client stays with one instance, by a cookie. */
  readonly isSticky: boolean
  /** Nobody can ask for another: previews and the command line have no such inputs. */
  readonly isFixed?: true
}

export function readLoadBalancerRequest(inputs: InputReader): LoadBalancerRequest {
  const mode = inputs.choice('load-balancer', ['leave', 'tune'], 'leave')
  const classicListener = inputs.choice('classic-listener', ['leave', 'tcp'], 'leave')
  const isSticky = inputs.boolean('stickiness', false)
  const alone = 'Write "load-balancer: tune" as well: without it the load balancer is left as it is.'
  if (mode === 'leave' && classicListener === 'tcp') inputs.problem('classic-listener', 'was "tcp"', alone)
  if (mode === 'leave' && isSticky) inputs.problem('stickiness', 'was "true"', alone)
  return { mode, classicListener, isSticky }
}
