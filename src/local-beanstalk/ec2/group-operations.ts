/** The operations that read security groups. */

import type * as EC2 from '@aws-sdk/client-ec2'
import { takePage } from '../paging.ts'
import type { Call, Checked } from '../service.ts'
import { describeGroup, describeRule } from './ec2-descriptions.ts'
import { ec2Errors } from './ec2-errors.ts'
import type { Ec2 } from './ec2-model.ts'
import { filterAll } from './filter.ts'
import { findGroup } from './inbound-rule.ts'

export interface Ec2Context {
  readonly ec2: Ec2
  readonly accountId: string
}

export function describeGroups(
  context: Ec2Context,
  input: Checked<EC2.DescribeSecurityGroupsRequest>,
  call: Call,
): EC2.DescribeSecurityGroupsResult {
  const region = context.ec2.region(call.region)
  const named = input.GroupIds ? input.GroupIds.map(id => findGroup(region, id)) : [...region.groups.values()]
  const { GroupNames: names } = input
  const asked = names ? named.filter(group => names.includes(group.name)) : named
  const missing = names?.find(name => !asked.some(group => group.name === name))
  if (missing !== undefined) throw ec2Errors.groupNotFound(missing)
  const found = filterAll(asked, input.Filters, {
    traitsOf: group => ({
      'group-id': [group.id],
      'group-name': [group.name],
      'vpc-id': [group.vpcId],
      description: [group.description],
    }),
    tagsOf: group => group.tags,
  })
  if (input.DryRun) throw ec2Errors.dryRun()
  const page = readPage(found, input, group => group.id)
  return {
    SecurityGroups: page.items.map(group => describeGroup(group, { ...context, region: call.region })),
    NextToken: page.nextToken,
  }
}

export function describeGroupRules(
  context: Ec2Context,
  input: Checked<EC2.DescribeSecurityGroupRulesRequest>,
  call: Call,
): EC2.DescribeSecurityGroupRulesResult {
  const { groups, tags } = context.ec2.region(call.region)
  const all = [...groups.values()].flatMap(group =>
    [...group.rules.values(), ...group.egress.values()].map(rule => ({ rule, group })),
  )
  const ids = input.SecurityGroupRuleIds
  const missing = ids?.find(id => !all.some(({ rule }) => rule.id === id))
  if (missing !== undefined) throw ec2Errors.ruleIdNotFound(missing)
  const found = filterAll(
    all.filter(({ rule }) => ids?.includes(rule.id) ?? true),
    input.Filters,
    {
      traitsOf: ({ rule, group }) => ({ 'group-id': [group.id], 'security-group-rule-id': [rule.id] }),
      tagsOf: ({ rule }) => tags.get(rule.id) ?? [],
    },
  )
  if (input.DryRun) throw ec2Errors.dryRun()
  const page = readPage(found, input, ({ rule }) => rule.id)
  return {
    SecurityGroupRules: page.items.map(({ rule, group }) =>
      describeRule(rule, group, { accountId: context.accountId, tags: tags.get(rule.id) }),
    ),
    NextToken: page.nextToken,
  }
}

/** @throws ServiceError InvalidParameterValue for a token that is none of ours. */
export function readPage<Item>(
  items: readonly Item[],
  input: { MaxResults?: number | undefined; NextToken?: string | undefined },
  keyOf: (item: Item) => string,
) {
  const page = takePage(items, { max: input.MaxResults ?? 1000, token: input.NextToken }, keyOf)
  if (page === undefined) throw ec2Errors.invalidParameter('Unable to parse pagination token')
  return page
}
