/** The operations that change the rules of a security group, in both directions. */

import type * as EC2 from '@aws-sdk/client-ec2'
import { hexId } from '../ids.ts'
import type { Call, Checked } from '../service.ts'
import { describeRule } from './ec2-descriptions.ts'
import { ec2Errors } from './ec2-errors.ts'
import type { Ec2Region, SecurityGroup, SecurityRule } from './ec2-model.ts'
import type { Ec2Context } from './group-operations.ts'
import { findGroup, type RuleSpec, readRules, ruleText, sameRule } from './inbound-rule.ts'

export type Direction = 'rules' | 'egress'

// VPC quotas: rules per security group and direction, by default.
const MAX_RULES = 60

export function authorize(direction: Direction) {
  return async (
    context: Ec2Context,
    input: Checked<EC2.AuthorizeSecurityGroupIngressRequest>,
    call: Call,
  ): Promise<EC2.AuthorizeSecurityGroupIngressResult> => {
    const region = context.ec2.region(call.region)
    const group = findNamedGroup(region, input)
    const known = group[direction]
    const specs = readPermissions(input).flatMap(permission => readRules(permission, region))
    specs.forEach((spec, index) => {
      const others = [...known.values(), ...specs.slice(0, index)]
      if (others.some(rule => sameRule(rule, spec))) throw ec2Errors.duplicateRule(ruleText(spec))
    })
    if (known.size + specs.length > MAX_RULES) throw ec2Errors.tooManyRules()
    if (input.DryRun) throw ec2Errors.dryRun()
    const rules = specs.map(spec => ({ ...spec, id: hexId('sgr') }))
    const tags = (input.TagSpecifications ?? []).flatMap(({ Tags = [] }) => Tags)
    for (const rule of rules) {
      known.set(rule.id, rule)
      if (tags.length > 0)
        region.tags.set(
          rule.id,
          tags.map(({ Key = '', Value = '' }) => ({ Key, Value })),
        )
    }
    await context.ec2.rulesChanged({ region: call.region, groupId: group.id })
    const { accountId } = context
    const described = rules.map(rule => describeRule(rule, group, { accountId, tags: region.tags.get(rule.id) }))
    return { Return: true, SecurityGroupRules: described }
  }
}

export function revoke(direction: Direction) {
  return async (
    context: Ec2Context,
    input: Checked<EC2.RevokeSecurityGroupIngressRequest>,
    call: Call,
  ): Promise<EC2.RevokeSecurityGroupIngressResult> => {
    const region = context.ec2.region(call.region)
    const group = findNamedGroup(region, input)
    const known = group[direction]
    const rules = input.SecurityGroupRuleIds
      ? findRuleIds(known, input.SecurityGroupRuleIds)
      : findRules(
          known,
          readPermissions(input).flatMap(permission => readRules(permission, region)),
        )
    if (input.DryRun) throw ec2Errors.dryRun()
    for (const rule of rules) {
      known.delete(rule.id)
      region.tags.delete(rule.id)
    }
    await context.ec2.rulesChanged({ region: call.region, groupId: group.id })
    return { Return: true }
  }
}

export function findNamedGroup(
  region: Ec2Region,
  input: { GroupId?: string | undefined; GroupName?: string | undefined },
): SecurityGroup {
  if (input.GroupId !== undefined) return findGroup(region, input.GroupId)
  if (input.GroupName === undefined) throw ec2Errors.missingParameter('GroupName or GroupId')
  const group = [...region.groups.values()].find(({ name }) => name === input.GroupName)
  if (group === undefined) throw ec2Errors.groupNotFound(input.GroupName)
  return group
}

// The flat parameters are the API's older form of a single permission.
export function readPermissions(input: EC2.AuthorizeSecurityGroupIngressRequest): readonly EC2.IpPermission[] {
  if (input.IpPermissions !== undefined && input.IpPermissions.length > 0) return input.IpPermissions
  if (input.CidrIp === undefined) throw ec2Errors.missingParameter('ipPermissions')
  const { IpProtocol, FromPort, ToPort, CidrIp } = input
  return [{ IpProtocol, FromPort, ToPort, IpRanges: [{ CidrIp }] }]
}

type Rules = ReadonlyMap<string, SecurityRule>

export function findRuleIds(known: Rules, ids: readonly string[]): SecurityRule[] {
  return ids.map(id => {
    const rule = known.get(id)
    if (rule === undefined) throw ec2Errors.ruleIdNotFound(id)
    return rule
  })
}

export function findRules(known: Rules, specs: readonly RuleSpec[]): SecurityRule[] {
  return specs.map(spec => {
    const rule = [...known.values()].find(candidate => sameRule(candidate, spec))
    if (rule === undefined) throw ec2Errors.ruleNotFound()
    return rule
  })
}
