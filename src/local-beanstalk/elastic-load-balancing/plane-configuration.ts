/** What the model says, in the words of the host's data plane. */

import type { ListenerConfiguration, LoadBalancerConfiguration, RuleConfiguration } from '../host/host-load-balancer.ts'
import { IDLE_TIMEOUT, TCP_IDLE_TIMEOUT } from './default-attributes.ts'
import type { LoadBalancing } from './load-balancing.ts'
import type { Listener, LoadBalancer, Rule, RuleAction } from './load-balancing-model.ts'
import { backendId, describeBackends } from './plane-targets.ts'

/** AWS gives a target ten seconds to accept a connection. */
const CONNECT_TIMEOUT_SECONDS = 10

export async function configurationOf(
  loadBalancing: LoadBalancing,
  loadBalancer: LoadBalancer,
): Promise<LoadBalancerConfiguration> {
  const listeners = [...loadBalancer.listeners.values()]
  const ms = (seconds: number) => seconds * loadBalancing.msPerSecond
  return {
    listeners: await Promise.all(
      listeners.map(async listener => ({
        port: listener.port,
        protocol: listener.protocol,
        ...(await certificateOf(loadBalancing, listener)),
        rules: rulesOf(loadBalancer, listener),
      })),
    ),
    targetGroups: describeBackends(loadBalancing, loadBalancer),
    idleTimeoutMs: ms(idleTimeoutOf(loadBalancer)),
    connectTimeoutMs: ms(CONNECT_TIMEOUT_SECONDS),
  }
}

function rulesOf({ classic, kind }: LoadBalancer, { backend, rules }: Listener): RuleConfiguration[] {
  if (classic !== undefined && backend !== undefined)
    return [{ conditions: [], action: { kind: 'forward', targetGroupId: backendId(backend) } }]
  const asked = kind === 'application' ? rules : rules.slice(-1)
  return asked.map(describeRule)
}

function describeRule({ conditions, action }: Rule): RuleConfiguration {
  return {
    conditions: conditions.map(({ field, values }) => ({
      kind: field === 'host-header' ? 'host' : 'path',
      patterns: values,
    })),
    action: describeAction(action),
  }
}

function describeAction(action: RuleAction): RuleConfiguration['action'] {
  if (action.kind === 'forward') return { kind: 'forward', targetGroupId: action.targetGroupArn }
  if (action.kind === 'fixed-response') return action
  const { kind, statusCode, ...location } = action
  return { kind, statusCode, location }
}

async function certificateOf(
  { certificates }: LoadBalancing,
  { certificateArns }: Listener,
): Promise<Pick<ListenerConfiguration, 'certificate'>> {
  const [arn] = certificateArns
  return arn === undefined || !certificates.has(arn) ? {} : { certificate: await certificates.find(arn) }
}

// A network load balancer has it by the listener; the host has one for all, and the first one's is taken.
function idleTimeoutOf({ kind, attributes, listeners }: LoadBalancer): number {
  const own = kind === 'network' ? listeners.values().next().value?.attributes.get(TCP_IDLE_TIMEOUT) : undefined
  return Number(own ?? attributes.get(IDLE_TIMEOUT) ?? 350)
}
