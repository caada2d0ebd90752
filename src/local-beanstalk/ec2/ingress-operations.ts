/** The operations that change the inbound rules of a security group. */

import type * as EC2 from '@aws-sdk/client-ec2'
import { hexId } from '../ids.ts'
import type { Call, Checked } from '../service.ts'
import { describeRule } from './ec2-descriptions.ts'
import { ec2Errors } from './ec2-errors.ts'
import type { Ec2Region, InboundRule, SecurityGroup } from './ec2-model.ts'
import type { Ec2Context } from './group-operations.ts'
import { findGroup, type RuleSpec, readRules, ruleText, sameRule } from './inbound-rule.ts'

// VPC quotas: inbound rules per security group, by default.
const MAX_RULES = 60

export async function authorizeIngress(
  context: Ec2Context,
  input: Checked<EC2.AuthorizeSecurityGroupIngressRequest>,
  call: Call,
): Promise<EC2.AuthorizeSecurityGroupIngressResult> {
  const region = context.ec2.region(call.region)
  const group = findNamedGroup(region, input)
  const specs = readPermissions(input).flatMap(permission => readRules(permission, region))
  specs.forEach((spec, index) => {
    const known = [...group.rules.values(), ...specs.slice(0, index)]
    if (known.some(rule => sameRule(rule, spec))) throw ec2Errors.duplicateRule(ruleText(spec))
  })
  if (group.rules.size + specs.length > MAX_RULES) throw ec2Errors.tooManyRules()
  if (input.DryRun) throw ec2Errors.dryRun()
  const rules = specs.map(spec => ({ ...spec, id: hexId('sgr') }))
  for (const rule of rules) group.rules.set(rule.id, rule)
  await context.ec2.rulesChanged({ region: call.region, groupId: group.id })
  return { Return: true, SecurityGroupRules: rules.map(rule => describeRule(rule, group, context.accountId)) }
}

export async function revokeIngress(
  context: Ec2Context,
  input: Checked<EC2.RevokeSecurityGroupIngressRequest>,
  call: Call,
): Promise<EC2.RevokeSecurityGroupIngressResult> {
  const region = context.ec2.region(call.region)
  const group = findNamedGroup(region, input)
  const rules = input.SecurityGroupRuleIds
    ? findRuleIds(group, input.SecurityGroupRuleIds)
    : findRules(
        group,
        readPermissions(input).flatMap(permission => readRules(permission, region)),
      )
  if (input.DryRun) throw ec2Errors.dryRun()
  for (const rule of rules) group.rules.delete(rule.id)
  await context.ec2.rulesChanged({ region: call.region, groupId: group.id })
  return { Return: true }
}

function findNamedGroup(
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
function readPermissions(input: EC2.AuthorizeSecurityGroupIngressRequest): readonly EC2.IpPermission[] {
  if (input.IpPermissions !== undefined && input.IpPermissions.length > 0) return input.IpPermissions
  if (input.CidrIp === undefined) throw ec2Errors.missingParameter('ipPermissions')
  const { IpProtocol, FromPort, ToPort, CidrIp } = input
  return [{ IpProtocol, FromPort, ToPort, IpRanges: [{ CidrIp }] }]
}

function findRuleIds(group: SecurityGroup, ids: readonly string[]): InboundRule[] {
  return ids.map(id => {
    const rule = group.rules.get(id)
    if (rule === undefined) throw ec2Errors.ruleIdNotFound(id)
    return rule
  })
}

function findRules(group: SecurityGroup, specs: readonly RuleSpec[]): InboundRule[] {
  return specs.map(spec => {
    const rule = [...group.rules.values()].find(candidate => sameRule(candidate, spec))
    if (rule === undefined) throw ec2Errors.ruleNotFound()
    return rule
  })
}
