/** Looks for what keeps clients out beside the security groups: network ACLs, routes, listeners. Reads only. */

import { DescribeNetworkAclsCommand, type NetworkAcl } from '@aws-sdk/client-ec2'
import type { ActionError } from '../action-error.ts'
import { ask } from '../aws/ask.ts'
import { readPages } from '../aws/read-pages.ts'
import type { Context } from '../context.ts'
import type { Blockers } from '../handshake/known.ts'
import { findEntrance } from './find-entrance.ts'
import { listBlockers } from './list-blockers.ts'
import { readRouteTables } from './read-route-tables.ts'

export interface BlockersRequest {
  readonly environmentId: string
  /** At which clients knock in vain. */
  readonly listenerPort: number
}

export interface FoundBlockers extends Blockers {
  /** What AWS did not tell. */
  readonly refusals: readonly ActionError[]
}

/**
 * The entrance is looked for anew: the deployment may have changed its listeners. What AWS denies is told as unknown.
 */
export async function findBlockers(context: Context, request: BlockersRequest): Promise<FoundBlockers> {
  const asked = await ask(() => findEntrance(context, request.environmentId))
  if (asked.kind === 'refused') return { found: [], unknown: [], refusals: [asked.refusal] }
  const entrance = asked.answer
  if (entrance.kind === 'unknown') return { found: [], unknown: [`${entrance.reason}.`], refusals: [] }
  const [acls, tables] = await Promise.all([
    ask(() => readAcls(context, [...new Set([...entrance.subnetIds, ...entrance.targetSubnetIds])])),
    ask(async () => (entrance.vpcId === undefined ? [] : await readRouteTables(context, entrance.vpcId))),
  ])
  const refusals = [acls, tables].flatMap(each => (each.kind === 'refused' ? each.refusal : []))
  const listed = listBlockers({ entrance, listenerPort: request.listenerPort, acls, tables })
  return { ...listed, refusals: [...entrance.refusals, ...refusals] }
}

async function readAcls({ aws }: Context, subnetIds: readonly string[]): Promise<NetworkAcl[]> {
  if (subnetIds.length === 0) return []
  const Filters = [{ Name: 'association.subnet-id', Values: [...subnetIds] }]
  const pages = await readPages(token => aws.ec2.send(new DescribeNetworkAclsCommand({ Filters, ...token })))
  return pages.flatMap(({ NetworkAcls = [] }) => NetworkAcls)
}
