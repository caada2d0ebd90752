/** Reads security groups: whom they admit on the ports of the entrance. Reads only. */

import {
  DescribeSecurityGroupsCommand,
  GetManagedPrefixListEntriesCommand,
  type IpPermission,
  type SecurityGroup,
} from '@aws-sdk/client-ec2'
import type { ActionError } from '../action-error.ts'
import { ask } from '../aws/ask.ts'
import { readPages } from '../aws/read-pages.ts'
import type { Context } from '../context.ts'
import { type Admission, admitAs, listPrefixLists, readAdmission } from './inbound.ts'
import type { EntrancePort } from './list-ports.ts'

export interface GroupsRead {
  readonly groups: readonly SecurityGroup[]
  readonly ports: readonly PortSurvey[]
  /** Of prefix lists whose entries AWS did not tell. */
  readonly refusals: readonly ActionError[]
}

export interface PortSurvey extends EntrancePort {
  /** By all the groups together: what one of them admits gets in. */
  readonly admission: Admission
  /** The ids of those groups that have a rule for anybody there. */
  readonly admitting: readonly string[]
}

/** @throws ActionError when the groups themselves could not be read. */
export async function readGroups(
  context: Context,
  GroupIds: readonly string[],
  ports: readonly EntrancePort[],
): Promise<GroupsRead> {
  const answer = await context.aws.ec2.send(new DescribeSecurityGroupsCommand({ GroupIds: [...GroupIds] }))
  const groups = answer.SecurityGroups ?? []
  const permissions = groups.flatMap(toPermissions)
  const named = listPrefixLists(
    permissions,
    ports.map(({ port }) => port),
  )
  const asked = await Promise.all(named.map(async id => ({ id, asked: await ask(() => readEntries(context, id)) })))
  const lists = new Map(asked.flatMap(({ id, asked }) => (asked.kind === 'answered' ? [[id, asked.answer]] : [])))
  return {
    groups,
    ports: ports.map(entrancePort => ({
      ...entrancePort,
      admission: judgeFor(entrancePort, readAdmission(permissions, entrancePort.port, lists)),
      admitting: groups
        .filter(group => readAdmission(toPermissions(group), entrancePort.port, lists).sources.length > 0)
        .flatMap(({ GroupId }) => GroupId ?? []),
    })),
    refusals: asked.flatMap(({ asked }) => (asked.kind === 'refused' ? asked.refusal : [])),
  }
}

function judgeFor({ seenAs }: EntrancePort, admission: Admission): Admission {
  return seenAs === undefined || seenAs === 'unknown' ? admission : admitAs(admission, seenAs)
}

function toPermissions({ IpPermissions = [] }: SecurityGroup): IpPermission[] {
  return IpPermissions
}

async function readEntries({ aws }: Context, PrefixListId: string): Promise<string[]> {
  const pages = await readPages(token =>
    aws.ec2.send(new GetManagedPrefixListEntriesCommand({ PrefixListId, ...token })),
  )
  return pages.flatMap(({ Entries = [] }) => Entries.flatMap(({ Cidr }) => Cidr ?? []))
}
