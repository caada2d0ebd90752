/** The operations that change a rule in its place: all of it, or its description. */

import type * as EC2 from '@aws-sdk/client-ec2'
import type { Call, Checked } from '../service.ts'
import { ec2Errors } from './ec2-errors.ts'
import type { Ec2Region, SecurityGroup, SecurityRule } from './ec2-model.ts'
import type { Ec2Context } from './group-operations.ts'
import { findGroup, type RuleSpec, readDescription, readRules, ruleText, sameRule } from './inbound-rule.ts'
import { type Direction, findNamedGroup, findRuleIds, findRules, readPermissions } from './ingress-operations.ts'

export async function modifyRules(
  context: Ec2Context,
  input: Checked<EC2.ModifySecurityGroupRulesRequest>,
  call: Call,
): Promise<EC2.ModifySecurityGroupRulesResult> {
  const region = context.ec2.region(call.region)
  const group = findGroup(region, input.GroupId)
  const changed = input.SecurityGroupRules.map(update => changedRule(region, group, update))
  for (const { rule, rules } of changed) {
    const twin = [...rules.values()].find(other => other.id !== rule.id && sameRule(other, rule))
    if (twin !== undefined) throw ec2Errors.duplicateRule(ruleText(rule))
  }
  if (input.DryRun) throw ec2Errors.dryRun()
  for (const { rule, rules } of changed) rules.set(rule.id, rule)
  await context.ec2.rulesChanged({ region: call.region, groupId: group.id })
  return { Return: true }
}

/** Rules are named by their ids with a description each, or by what they say. */
export function updateDescriptions(direction: Direction) {
  return (
    context: Ec2Context,
    input: Checked<EC2.UpdateSecurityGroupRuleDescriptionsIngressRequest>,
    call: Call,
  ): EC2.UpdateSecurityGroupRuleDescriptionsIngressResult => {
    const region = context.ec2.region(call.region)
    const group = findNamedGroup(region, input)
    const rules = group[direction]
    const changed = input.SecurityGroupRuleDescriptions?.length
      ? input.SecurityGroupRuleDescriptions.flatMap(({ SecurityGroupRuleId: id = '', Description }) =>
          findRuleIds(rules, [id]).map(rule => ({ ...rule, description: readDescription(Description) })),
        )
      : readPermissions(input)
          .flatMap(permission => readRules(permission, region))
          .flatMap(spec => findRules(rules, [spec]).map(rule => ({ ...rule, description: spec.description })))
    if (input.DryRun) throw ec2Errors.dryRun()
    for (const rule of changed) rules.set(rule.id, rule)
    return { Return: true }
  }
}

function changedRule(
  region: Ec2Region,
  group: SecurityGroup,
  update: EC2.SecurityGroupRuleUpdate,
): { readonly rule: SecurityRule; readonly rules: Map<string, SecurityRule> } {
  const { SecurityGroupRuleId: id = '', SecurityGroupRule: asked } = update
  const rules = group.egress.has(id) ? group.egress : group.rules
  const [former] = findRuleIds(rules, [id])
  if (former === undefined || asked === undefined) throw ec2Errors.missingParameter('SecurityGroupRule')
  const spec = readRequest(region, asked)
  if (spec.peer.kind !== former.peer.kind)
    throw ec2Errors.invalidParameter('The source or destination type of a security group rule cannot be changed.')
  return { rule: { ...spec, id: former.id }, rules }
}

function readRequest(region: Ec2Region, asked: EC2.SecurityGroupRuleRequest): RuleSpec {
  const { IpProtocol, FromPort, ToPort, Description, CidrIpv4, CidrIpv6, PrefixListId, ReferencedGroupId } = asked
  const permission: EC2.IpPermission = {
    IpProtocol,
    FromPort,
    ToPort,
    IpRanges: CidrIpv4 === undefined ? [] : [{ CidrIp: CidrIpv4, Description }],
    Ipv6Ranges: CidrIpv6 === undefined ? [] : [{ CidrIpv6, Description }],
    PrefixListIds: PrefixListId === undefined ? [] : [{ PrefixListId, Description }],
    UserIdGroupPairs: ReferencedGroupId === undefined ? [] : [{ GroupId: ReferencedGroupId, Description }],
  }
  const [spec, another] = readRules(permission, region)
  if (spec === undefined || another !== undefined)
    throw ec2Errors.invalidParameter('Exactly one source or destination must be specified.')
  return spec
}
