/** The operations on managed prefix lists: AWS's own alone. */

import type * as EC2 from '@aws-sdk/client-ec2'
import type { Call, Checked } from '../service.ts'
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
  const lists = context.ec2.region(call.region).prefixLists.map(list => describeList(list, call.region))
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

function describeList({ id, name, cidrs }: PrefixList, region: string): EC2.ManagedPrefixList {
  return {
    PrefixListId: id,
    PrefixListName: name,
    PrefixListArn: `arn:aws:ec2:${region}:aws:prefix-list/${id}`,
    AddressFamily: 'IPv4',
    State: 'create-complete',
    MaxEntries: cidrs.length,
    Version: 1,
    OwnerId: 'AWS',
    Tags: [],
  }
}
