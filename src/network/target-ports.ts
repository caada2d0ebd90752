/** The ports of instances that a listener of a Network Load Balancer forwards to. Pure. */

import type { Listener } from '@aws-sdk/client-elastic-load-balancing-v2'
import type { EntranceListener, SeenAs } from './entrance.ts'

export interface TargetPort {
  readonly port: number | undefined
  readonly seenAs: SeenAs | undefined
}

/** `groups`: by their ARNs. Each port once: where one of its groups may hide clients, it is not known whom a rule lets in. */
export function toTargetPorts(
  { Port: listenerPort, DefaultActions = [] }: Listener,
  groups: ReadonlyMap<string, TargetPort>,
): EntranceListener[] {
  if (listenerPort === undefined) return []
  const arns = DefaultActions.flatMap(({ TargetGroupArn, ForwardConfig }) => [
    TargetGroupArn,
    ...(ForwardConfig?.TargetGroups ?? []).map(group => group.TargetGroupArn),
  ])
  const targets = arns.flatMap(arn => groups.get(arn ?? '') ?? [])
  const ports = new Set(targets.flatMap(({ port }) => port ?? []))
  return [...ports].map(port => {
    const seenAs = targets.find(target => target.port === port && target.seenAs !== undefined)?.seenAs
    return { listenerPort, port, ...(seenAs === undefined ? {} : { seenAs }) }
  })
}
