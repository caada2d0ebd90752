/** What the plan says of the load balancer: what it does with silent connections, and what is changed. Pure. */

import { NETWORK_SECONDS } from '../handshake/silence-limits.ts'
import type { LoadBalancerPlan } from '../network/plan-load-balancer.ts'
import type { LeftTuning, Tuning } from '../network/tunings.ts'
import type { ProxyPlan } from '../proxy/plan-proxy-files.ts'
import { quoteForeign } from '../untrusted.ts'

/** Undefined where none is known. */
export function findShortestTimeout(timeouts: ProxyPlan['timeouts']): number | undefined {
  const seconds = timeouts.flatMap(timeout => timeout.seconds ?? [])
  return seconds.length > 0 ? Math.min(...seconds) : undefined
}

/** No line for a single instance of which nothing was asked. */
export function describeLoadBalancer(plan: LoadBalancerPlan, proxySeconds: number | undefined): string[] {
  return [...plan.tunings.map(describeTuning), ...describeUntuned(plan, proxySeconds)]
}

/** What is not tuned, and why; who cuts silent connections. */
export function describeUntuned(plan: LoadBalancerPlan, proxySeconds: number | undefined): string[] {
  const { mode, tunings, leftToBundle, after } = plan
  if (after.loadBalancer === 'none') return mode === 'tune' ? ['There is no load balancer to tune.'] : []
  return [
    ...leftToBundle.map(describeLeft),
    ...(mode === 'tune' && tunings.length === 0 ? [describeNoTuning(plan)] : []),
    ...describeSilence(plan, proxySeconds),
  ]
}

function describeNoTuning({ after: { loadBalancer } }: LoadBalancerPlan): string {
  return loadBalancer === 'unknown'
    ? 'Tune nothing: which load balancer there will be is not known before the deployment.'
    : 'Leave the load balancer as it is: nothing is to be changed.'
}

/** What it is for, and the option before and after. */
function describeTuning({ namespace, optionName, before, value, purpose }: Tuning): string {
  return `Set ${namespace}:${optionName} to ${value} (now ${before}): ${PURPOSES[purpose]}.`
}

function describeLeft({ namespace, optionName, value, named }: LeftTuning): string {
  const isItself = named.optionName === optionName
  const what = isItself ? 'it' : `${named.namespace}:${named.optionName} of the same listener`
  return `Do not set ${namespace}:${optionName} to ${value}: the bundle's .ebextensions set ${what} to ${quoteForeign(named.value)}, and what is set here would win over them for good.`
}

/** Each is what the option is set for. */
export const PURPOSES = {
  listener: 'a listener for TCP or SSL passes the Upgrade on',
  'idle-timeout': 'the load balancer waits for a silent connection as long as the proxy, at most an hour',
  stickiness: 'each client stays with one instance',
} as const

function describeSilence({ after }: LoadBalancerPlan, proxySeconds: number | undefined): string[] {
  if (after.loadBalancer === 'unknown') return []
  const proxy = proxySeconds === undefined ? '' : `, by the proxy after ${proxySeconds} s`
  if (after.isShared) return [`A silent connection is cut by the shared load balancer after its idle timeout${proxy}.`]
  const seconds = after.loadBalancer === 'network' ? NETWORK_SECONDS : after.idleTimeoutSeconds
  const when = seconds === undefined ? 'its idle timeout, which is not known before the deployment' : `${seconds} s`
  return [`A silent connection is cut by the ${NAMES[after.loadBalancer]} after ${when}${proxy}.`]
}

const NAMES = {
  none: '',
  classic: 'Classic Load Balancer',
  application: 'Application Load Balancer',
  network: 'Network Load Balancer',
} as const
