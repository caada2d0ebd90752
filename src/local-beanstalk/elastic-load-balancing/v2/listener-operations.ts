/** The operations on listeners. */

import type * as ELB from '@aws-sdk/client-elastic-load-balancing-v2'
import type { Call, Checked } from '../../service.ts'
import { addListener, changeListener, removeListener, setDefaultAction } from '../listeners.ts'
import type { LoadBalancing } from '../load-balancing.ts'
import type { LoadBalancer } from '../load-balancing-model.ts'
import type { ListenerProtocol } from '../target-group-model.ts'
import { describeListener } from './descriptions.ts'
import { readSecurity } from './listener-security.ts'
import { findListener, findLoadBalancer, loadBalancersOfV2, pageOf } from './lookup.ts'
import { readAction } from './rule-actions.ts'
import { readV2Tags } from './tag-operations.ts'
import { v2Errors } from './v2-errors.ts'

export async function createListener(
  loadBalancing: LoadBalancing,
  input: Checked<ELB.CreateListenerInput>,
  call: Call,
): Promise<ELB.CreateListenerOutput> {
  const loadBalancer = findLoadBalancer(loadBalancing, input.LoadBalancerArn, call)
  const { Port: port } = input
  if (port === undefined) throw v2Errors.validation('A listener port must be specified')
  const protocol = readProtocol(loadBalancer, input.Protocol)
  if (loadBalancer.listeners.has(port)) throw v2Errors.duplicateListener(loadBalancer.id)
  const security = readSecurity(loadBalancing, input, { protocol })
  const tags = readV2Tags(input.Tags)
  const defaultAction = readAction(loadBalancing, input.DefaultActions, { owner: { loadBalancer, protocol }, call })
  const alpnPolicy = input.AlpnPolicy ?? []
  const listener = await addListener(loadBalancer, { port, protocol, ...security, alpnPolicy, defaultAction, tags })
  return { Listeners: [describeListener(loadBalancer, listener)] }
}

export function describeListeners(
  loadBalancing: LoadBalancing,
  input: ELB.DescribeListenersInput,
  call: Call,
): ELB.DescribeListenersOutput {
  const { LoadBalancerArn, ListenerArns: arns = [] } = input
  if (LoadBalancerArn === undefined && arns.length === 0)
    throw v2Errors.validation('You must specify either listener ARNs or a load balancer ARN')
  const owners =
    LoadBalancerArn === undefined
      ? loadBalancersOfV2(loadBalancing, call)
      : [findLoadBalancer(loadBalancing, LoadBalancerArn, call)]
  const all = owners.flatMap(owner => [...owner.listeners.values()].map(listener => ({ owner, listener })))
  if (arns.some(arn => !all.some(({ listener }) => listener.arn === arn))) throw v2Errors.noListeners()
  const asked = all.filter(({ listener }) => arns.length === 0 || arns.includes(listener.arn))
  const { items, NextMarker } = pageOf(asked, input, ({ listener }) => listener.arn)
  return { Listeners: items.map(({ owner, listener }) => describeListener(owner, listener)), NextMarker }
}

export async function modifyListener(
  loadBalancing: LoadBalancing,
  input: Checked<ELB.ModifyListenerInput>,
  call: Call,
): Promise<ELB.ModifyListenerOutput> {
  const { loadBalancer, listener } = findListener(loadBalancing, input.ListenerArn, call)
  const { Port: port = listener.port, DefaultActions: actions } = input
  const protocol = input.Protocol === undefined ? listener.protocol : readProtocol(loadBalancer, input.Protocol)
  if (port !== listener.port && loadBalancer.listeners.has(port)) throw v2Errors.duplicateListener(loadBalancer.id)
  const security = readSecurity(loadBalancing, input, { protocol, former: listener })
  const owner = { loadBalancer, protocol }
  const action = actions?.length ? readAction(loadBalancing, actions, { owner, call }) : undefined
  const alpnPolicy = input.AlpnPolicy ?? listener.alpnPolicy
  const changed = await changeListener(loadBalancer, listener, { port, protocol, ...security, alpnPolicy })
  if (action !== undefined) await setDefaultAction(loadBalancer, changed, action)
  return { Listeners: [describeListener(loadBalancer, changed)] }
}

export async function deleteListener(
  loadBalancing: LoadBalancing,
  { ListenerArn }: Checked<ELB.DeleteListenerInput>,
  call: Call,
): Promise<void> {
  const { loadBalancer, listener } = findListener(loadBalancing, ListenerArn, call)
  await removeListener(loadBalancer, listener.port)
}

const PROTOCOLS: Readonly<Record<string, readonly ListenerProtocol[]>> = {
  application: ['HTTP', 'HTTPS'],
  network: ['TCP', 'TLS'],
}

function readProtocol({ kind }: LoadBalancer, asked: string | undefined): ListenerProtocol {
  if (asked === undefined) throw v2Errors.validation('A listener protocol must be specified')
  const protocol = PROTOCOLS[kind]?.find(known => known === asked)
  if (protocol !== undefined) return protocol
  if (kind === 'network' && /UDP|QUIC/.test(asked)) throw v2Errors.notServedHere(`listeners with the protocol ${asked}`)
  throw v2Errors.unsupportedProtocol(asked, kind)
}
