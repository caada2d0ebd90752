/** Who uses a security group besides the environment's entrance. Reads only. */

import { DescribeNetworkInterfacesCommand, type NetworkInterface } from '@aws-sdk/client-ec2'
import type { ActionError } from '../action-error.ts'
import { ask } from '../aws/ask.ts'
import { readPages } from '../aws/read-pages.ts'
import type { Context } from '../context.ts'
import type { Entrance } from './entrance.ts'

export type OtherUsers =
  /** The ids of network interfaces that a rule in the group would let people in to as well; empty: none. */
  | { readonly kind: 'known'; readonly interfaceIds: readonly string[] }
  | { readonly kind: 'refused'; readonly refusal: ActionError }

export async function findOtherUsers(
  { aws }: Context,
  groupId: string,
  { interfaces: own }: Pick<Entrance, 'interfaces'>,
): Promise<OtherUsers> {
  const Filters = [{ Name: 'group-id', Values: [groupId] }]
  const asked = await ask(() =>
    readPages(token => aws.ec2.send(new DescribeNetworkInterfacesCommand({ Filters, ...token }))),
  )
  if (asked.kind === 'refused') return asked
  const found = asked.answer.flatMap(({ NetworkInterfaces = [] }) => NetworkInterfaces)
  const others = found.filter(each => !isOwn(each, own))
  return { kind: 'known', interfaceIds: others.map(({ NetworkInterfaceId = '' }) => NetworkInterfaceId) }
}

function isOwn({ Attachment, Description }: NetworkInterface, own: Entrance['interfaces']): boolean {
  const instanceId = Attachment?.InstanceId
  if (instanceId !== undefined) return own.instanceIds.includes(instanceId)
  return own.description !== undefined && Description === own.description
}
