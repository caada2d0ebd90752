/** What keeps clients of the internet out beside the security groups. Pure. */

import type { NetworkAcl, RouteTable } from '@aws-sdk/client-ec2'
import type { Asked } from '../aws/ask.ts'
import { capitalize } from '../capitalize.ts'
import type { Blocker, Blockers } from '../handshake/known.ts'
import { listFew } from '../list-few.ts'
import { toPrintableLine } from '../untrusted.ts'
import type { Entrance } from './entrance.ts'
import { type AclVerdict, judgeAcl } from './judge-acl.ts'
import { judgeRoute } from './judge-route.ts'

export interface WayIn {
  readonly entrance: Omit<Entrance, 'groupIds' | 'interfaces' | 'instanceIds' | 'hasIpv6' | 'vpcId'>
  /** At which clients knock in vain. */
  readonly listenerPort: number
  readonly acls: Asked<readonly NetworkAcl[]>
  readonly tables: Asked<readonly RouteTable[]>
}

/** What was refused is left to whoever asked. */
export function listBlockers(way: WayIn): Blockers {
  const found = [...listAtEntrance(way), ...listAtAcls(way), ...listAtRoutes(way)]
  const undecided = [...listUnknownPlaces(way), ...listUnknownRoutes(way)].map(text => toPrintableLine(text, LONGEST))
  return { found: found.map(toPrintable), unknown: undecided }
}

function listAtEntrance({ entrance, listenerPort }: WayIn): Blockers['found'] {
  const { kind, title, isInternal, listeners } = entrance
  const internal = {
    message: `${capitalize(title)} is internal: only clients inside of its VPC, and of networks that are joined to it, reach it.`,
    remedy:
      'Run the check from inside (a runner in the VPC), or use an environment whose load balancer faces the internet.',
  }
  const ports = new Set((listeners ?? []).map(listener => listener.listenerPort))
  const isOff = kind !== 'instance' && listeners !== undefined && !ports.has(listenerPort)
  const listed = ports.size === 0 ? 'it has none' : `it has ${[...ports].join(', ')}`
  const off = {
    message: `${capitalize(title)} has no listener on port ${listenerPort} (${listed}).`,
    remedy: `Enable a listener on port ${listenerPort} in the environment's settings, or write the URL with a port that has one ("websocket-url").`,
    refuses: true as const,
  }
  return [...(isInternal ? [internal] : []), ...(isOff ? [off] : [])]
}

/** The subnets that clients pass, and the port of each. */
function listPlaces({ entrance: { subnetIds, targetSubnetIds, listeners = [] }, listenerPort }: WayIn) {
  const targetPorts = listeners.flatMap(({ listenerPort: of, port }) => (of === listenerPort ? port : []))
  return [
    { ids: subnetIds, port: listenerPort },
    ...targetPorts.map(port => ({ ids: targetSubnetIds.filter(id => !subnetIds.includes(id)), port })),
  ]
}

/** Where nobody can say whether a network ACL keeps clients out. */
function listUnknownPlaces(way: WayIn): string[] {
  const { acls, entrance } = way
  if (entrance.subnetIds.length === 0) return [`AWS did not say in which subnets ${entrance.title} is.`]
  if (acls.kind === 'refused') return []
  const governed = acls.answer.flatMap(({ Associations = [] }) =>
    Associations.flatMap(({ SubnetId }) => SubnetId ?? []),
  )
  const lost = listPlaces(way).flatMap(({ ids }) => ids.filter(id => !governed.includes(id)))
  return lost.length === 0 ? [] : [`The network ACL of ${nameSubnets([...new Set(lost)])} was not found.`]
}

function listUnknownRoutes({ entrance, tables }: WayIn): string[] {
  if (tables.kind === 'refused' || entrance.isInternal) return []
  return entrance.subnetIds.flatMap(subnetId => {
    const verdict = judgeRoute(tables.answer, subnetId)
    if (verdict.kind !== 'unknown') return []
    const { tableId, gateways } = verdict
    if (tableId === undefined) return `The route table of the subnet ${subnetId} was not found.`
    return `Whether answers come out of the subnet ${subnetId} is not known: its route table ${tableId} leads them to ${listFew(gateways)}.`
  })
}

function listAtAcls(way: WayIn): Blockers['found'] {
  const { acls } = way
  if (acls.kind === 'refused') return []
  const places = listPlaces(way)
  return acls.answer.flatMap(acl => {
    const behind = (acl.Associations ?? []).flatMap(({ SubnetId }) => SubnetId ?? [])
    return places.flatMap(({ ids, port }) => {
      const subnets = ids.filter(id => behind.includes(id))
      const verdicts = subnets.length > 0 ? judgeAcl(acl, port) : []
      return verdicts.map(verdict => describeAcl(acl, { verdict, subnets, port }))
    })
  })
}

interface AclPlace {
  readonly verdict: AclVerdict
  readonly subnets: readonly string[]
  readonly port: number
}

function describeAcl({ NetworkAclId: id = '' }: NetworkAcl, { verdict, subnets, port }: AclPlace) {
  const { direction, rule, admitted } = verdict
  const where = `The network ACL ${id} of ${nameSubnets(subnets)}`
  const what =
    direction === 'in'
      ? `lets nobody in on TCP ${port}`
      : 'lets no answers out to the ports of clients (TCP 32768 to 60999)'
  const others = admitted.length > 0 ? `, but for ${listFew(admitted)}` : ''
  const ports = direction === 'in' ? `TCP ${port}, inbound` : 'TCP 1024 to 65535, outbound'
  return {
    message: `${where} ${what}${others} (rule ${rule === LAST_RULE ? '*' : rule} denies it).`,
    remedy: `Allow ${ports}, in the network ACL ${id} with a rule before it, if that is where people shall come from.`,
  }
}

function listAtRoutes({ entrance, tables }: WayIn): Blockers['found'] {
  if (tables.kind === 'refused' || entrance.isInternal) return []
  return entrance.subnetIds.flatMap(subnetId => {
    const verdict = judgeRoute(tables.answer, subnetId)
    if (verdict.kind === 'public' || verdict.kind === 'unknown') return []
    const { tableId, gateway } = verdict
    if (verdict.kind === 'blackhole') {
      return {
        message: `The route table ${tableId} of the subnet ${subnetId} leads to ${gateway}, which is gone: no answer comes out.`,
        remedy: `Attach an internet gateway to the VPC, and let the route 0.0.0.0/0 of ${tableId} lead to it.`,
      }
    }
    const leads = gateway ? `everything goes to ${gateway}` : 'there is no route for 0.0.0.0/0'
    return {
      message: `The subnet ${subnetId} of ${entrance.title} is private: in its route table ${tableId} ${leads}, and no answer comes out by an internet gateway.`,
      remedy: `Put ${entrance.title} into public subnets (aws:ec2:vpc:${entrance.kind === 'instance' ? 'Subnets' : 'ELBSubnets'}), or add a route 0.0.0.0/0 to an internet gateway to ${tableId}.`,
    }
  })
}

const LAST_RULE = 32_767
const LONGEST = 600

function nameSubnets(ids: readonly string[]): string {
  return ids.length === 1 ? `the subnet ${ids[0]}` : `the subnets ${listFew(ids)}`
}

// The names in it are AWS's.
function toPrintable({ message, remedy, ...rest }: Blocker): Blocker {
  return { message: toPrintableLine(message, LONGEST), remedy: toPrintableLine(remedy, LONGEST), ...rest }
}
