/** The operations on managed prefix lists: AWS's own, and those of the account. */

import type * as EC2 from '@aws-sdk/client-ec2'
import { hexId } from '../ids.ts'
import { partitionOf } from '../partition.ts'
import type { Call, Checked } from '../service.ts'
import { normalCidr } from './cidr.ts'
import { ec2Errors } from './ec2-errors.ts'
import { type Ec2Context, readPage } from './group-operations.ts'
import { findPrefixList } from './inbound-rule.ts'
import { pick, type Read } from './pick.ts'
import type { PrefixList } from './prefix-lists.ts'

export const describePrefixLists: Read<EC2.DescribeManagedPrefixListsRequest, EC2.DescribeManagedPrefixListsResult> = (
  context,
  input,
  call,
) => {
  const place = { region: call.region, accountId: context.accountId }
  const lists = context.ec2.region(call.region).prefixLists.map(list => describeList(list, place))
  const page = pick(input, lists, {
    ids: input.PrefixListIds,
    id: ({ PrefixListId = '' }) => PrefixListId,
    missing: ['InvalidPrefixListID', 'prefix list'],
    traits: ({ PrefixListId = '', PrefixListName = '', OwnerId = '' }) => ({
      'prefix-list-id': [PrefixListId],
      'prefix-list-name': [PrefixListName],
      'owner-id': [OwnerId],
    }),
  })
  return { PrefixLists: page.items, NextToken: page.nextToken }
}

/** Of IPv4, since no client here comes by IPv6. */
export function createPrefixList(
  context: Ec2Context,
  input: Checked<EC2.CreateManagedPrefixListRequest>,
  call: Call,
): EC2.CreateManagedPrefixListResult {
  const { PrefixListName: name, AddressFamily, Entries = [] } = input
  if (AddressFamily !== 'IPv4')
    throw ec2Errors.invalidParameter(`The address family '${AddressFamily}' is not served here.`)
  const cidrs = Entries.map(({ Cidr = '' }) => normalCidr(Cidr) ?? Cidr)
  const wrong = Entries.find(({ Cidr = '' }) => normalCidr(Cidr) === undefined)
  if (wrong !== undefined) throw ec2Errors.invalidParameter(`The CIDR '${wrong.Cidr}' is not valid.`)
  if (input.DryRun) throw ec2Errors.dryRun()
  const region = context.ec2.region(call.region)
  const list: PrefixList = { id: hexId('pl'), name, cidrs, isManaged: false }
  region.prefixLists = [...region.prefixLists, list]
  return { PrefixList: describeList(list, { region: call.region, accountId: context.accountId }) }
}

export function getPrefixListEntries(
  context: Ec2Context,
  input: Checked<EC2.GetManagedPrefixListEntriesRequest>,
  call: Call,
): EC2.GetManagedPrefixListEntriesResult {
  const list = findPrefixList(context.ec2.region(call.region), input.PrefixListId)
  if (input.DryRun) throw ec2Errors.dryRun()
  const page = readPage(list.cidrs, input, cidr => cidr)
  return { Entries: page.items.map(Cidr => ({ Cidr })), NextToken: page.nextToken }
}

function describeList(
  { id, name, cidrs, isManaged }: PrefixList,
  { region, accountId }: { readonly region: string; readonly accountId: string },
): EC2.ManagedPrefixList {
  const owner = isManaged ? 'aws' : accountId
  return {
    PrefixListId: id,
    PrefixListName: name,
    PrefixListArn: `arn:${partitionOf(region)}:ec2:${region}:${owner}:prefix-list/${id}`,
    AddressFamily: 'IPv4',
    State: 'create-complete',
    MaxEntries: cidrs.length,
    Version: 1,
    OwnerId: isManaged ? 'AWS' : accountId,
    Tags: [],
  }
}
