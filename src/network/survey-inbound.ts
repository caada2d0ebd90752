/** Finds the groups that face the internet, and whom they admit. Reads only. */

import type { SecurityGroup } from '@aws-sdk/client-ec2'
import type { ActionError } from '../action-error.ts'
import { type Asked, ask } from '../aws/ask.ts'
import type { Context } from '../context.ts'
import { findOwnerOfGroup } from '../platform/beanstalk-group.ts'
import type { Entrance } from './entrance.ts'
import { findEntrance } from './find-entrance.ts'
import { findOtherUsers, type OtherUsers } from './find-other-users.ts'
import { ANYWHERE, listLacking } from './inbound.ts'
import { listPorts, type PortsWanted } from './list-ports.ts'
import { type PortSurvey, readGroups } from './read-groups.ts'
import { readInstances } from './read-instances.ts'

export type InboundSurvey =
  | FoundInbound
  /** The environment does not exist yet. */
  | { readonly kind: 'new' }
  | { readonly kind: 'unknown'; readonly reason: string; readonly refusal?: ActionError }

export interface FoundInbound {
  readonly kind: 'found'
  readonly entrance: Entrance
  readonly groups: readonly GroupSurvey[]
  readonly ports: readonly PortSurvey[]
  /** The group that a rule would go to; undefined where several could be meant, and where none of them was named. */
  readonly candidate: GroupSurvey | undefined
  /** Undefined where nobody was asked: no rule is missing or may be added, or a person has named the group. */
  readonly others: OtherUsers | undefined
  /** Do the instances behind the load balancer use the named group, too? Undefined where nobody was asked. */
  readonly instancesUseIt: Asked<boolean> | undefined
  /** What AWS refused to tell, while the rest could be read. */
  readonly refusals: readonly ActionError[]
}

export interface GroupSurvey {
  readonly groupId: string
  /** Beanstalk made it for this environment. */
  readonly isBeanstalks: boolean
}

export interface InboundSurveyRequest extends PortsWanted {
  readonly environmentId: string
  /** Undefined where the environment's settings could not be read. */
  readonly hasLoadBalancer: boolean | undefined
  /** Whether a rule may be added at all. */
  readonly mayAdd: boolean
  /** Chosen by the user. */
  readonly securityGroupId: string | undefined
  readonly allowFrom: readonly string[]
}

/** What AWS denies is unknown: the handshake will tell whether the port is open. */
export async function surveyInbound(context: Context, request: InboundSurveyRequest): Promise<InboundSurvey> {
  const asked = await ask(() => survey(context, request))
  if (asked.kind === 'answered') return asked.answer
  const why = asked.refusal.message.replace(/\.$/, '')
  const reason = `which of them faces the internet, and whom it admits, is not known. ${why}`
  return { kind: 'unknown', reason, refusal: asked.refusal }
}

async function survey(context: Context, request: InboundSurveyRequest): Promise<InboundSurvey> {
  const { environmentId, hasLoadBalancer } = request
  const entrance = await findEntrance(context, environmentId)
  if (entrance.kind === 'unknown') return entrance
  if (hasLoadBalancer !== undefined && hasLoadBalancer !== (entrance.kind !== 'instance'))
    return {
      kind: 'unknown',
      reason: `the settings name ${hasLoadBalancer ? 'a' : 'no'} load balancer, and AWS names ${hasLoadBalancer ? 'none' : 'one'}`,
    }
  const wanted = listPorts(entrance, request)
  const [refusal] = entrance.refusals
  if (wanted.length === 0)
    return { kind: 'unknown', reason: `no listener of ${entrance.title} is known`, ...(refusal ? { refusal } : {}) }
  if (entrance.groupIds.length === 0) return { kind: 'unknown', reason: `${entrance.title} has no security group` }
  const { groups, ports, refusals } = await readGroups(context, entrance.groupIds, wanted)
  const surveyed = { entrance, groups: groups.map(group => toGroup(group, environmentId)), ports }
  const chosen = await chooseCandidate(context, surveyed, request)
  return { kind: 'found', ...surveyed, ...chosen, refusals: [...entrance.refusals, ...refusals] }
}

async function chooseCandidate(
  context: Context,
  { entrance, groups, ports }: Pick<FoundInbound, 'entrance' | 'groups' | 'ports'>,
  { mayAdd, securityGroupId, allowFrom }: InboundSurveyRequest,
): Promise<Pick<FoundInbound, 'candidate' | 'others' | 'instancesUseIt'>> {
  const isLacking = ports.some(
    ({ admission, seenAs }) =>
      seenAs === undefined && listLacking(admission, { allowFrom, everybody: ANYWHERE }).length > 0,
  )
  const mayBeOpened = isLacking && mayAdd
  const named = groups.find(({ groupId }) => groupId === securityGroupId)
  if (securityGroupId !== undefined) {
    const instancesUseIt = named && mayBeOpened ? await askWhoIsBehind(context, named.groupId, entrance) : undefined
    return { candidate: named, others: undefined, instancesUseIt }
  }
  const candidate = groups.find(({ isBeanstalks }) => isBeanstalks) ?? (groups.length === 1 ? groups[0] : undefined)
  const others = candidate && mayBeOpened ? await findOtherUsers(context, candidate.groupId, entrance) : undefined
  return { candidate, others, instancesUseIt: undefined }
}

// Undefined where the instances are the entrance themselves.
async function askWhoIsBehind(
  context: Context,
  groupId: string,
  { interfaces, instanceIds }: Entrance,
): Promise<Asked<boolean> | undefined> {
  if (interfaces.instanceIds.length > 0) return undefined
  return await ask(async () => (await readInstances(context, instanceIds)).groupIds.includes(groupId))
}

function toGroup({ GroupId: groupId = '', Tags = [] }: SecurityGroup, environmentId: string): GroupSurvey {
  return { groupId, isBeanstalks: findOwnerOfGroup(Tags) === environmentId }
}
