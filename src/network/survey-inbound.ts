/** Finds the security group that faces the internet, and what it admits. Reads only. */

import {
  DescribeInstancesCommand,
  DescribeSecurityGroupsCommand,
  type Instance,
  type SecurityGroup,
} from '@aws-sdk/client-ec2'
import { DescribeEnvironmentResourcesCommand } from '@aws-sdk/client-elastic-beanstalk'
import { isDenied } from '../aws/refusals.ts'
import type { Context } from '../context.ts'
import { listAdmitted } from './inbound.ts'

/** The port on which an environment without TLS of its own is reached. */
export const HTTP_PORT = 80

export type InboundSurvey =
  | {
      readonly kind: 'found'
      readonly groupId: string
      readonly groupName: string
      readonly admitted: readonly string[]
    }
  /** Several groups, none admits the port, and none is Beanstalk's own: a person has to choose. */
  | { readonly kind: 'ambiguous'; readonly groupIds: readonly string[] }
  | { readonly kind: 'unknown'; readonly reason: string }

export interface InboundSurveyRequest {
  readonly environmentId: string
  /** Chosen by the user; nothing is searched then. */
  readonly securityGroupId: string | undefined
}

/** A denied describe is an answer too ("unknown"): the handshake will tell whether the port is open. */
export async function surveyInbound(context: Context, request: InboundSurveyRequest): Promise<InboundSurvey> {
  try {
    if (request.securityGroupId) return chooseGroup(await describeGroups(context, [request.securityGroupId]))
    return await findGroup(context, request.environmentId)
  } catch (error) {
    if (!isDenied(error)) throw error
    return { kind: 'unknown', reason: error.message }
  }
}

async function findGroup(context: Context, environmentId: string): Promise<InboundSurvey> {
  const answer = await context.aws.elasticBeanstalk.send(
    new DescribeEnvironmentResourcesCommand({ EnvironmentId: environmentId }),
  )
  const { Instances = [], LoadBalancers = [] } = answer.EnvironmentResources ?? {}
  if (LoadBalancers.length > 0) {
    return { kind: 'unknown', reason: 'the environment has a load balancer, whose groups this version does not read' }
  }
  const instanceIds = Instances.flatMap(instance => instance.Id ?? [])
  if (instanceIds.length === 0) return { kind: 'unknown', reason: 'the environment has no instance yet' }
  const groupIds = await listGroupsOfInstances(context, instanceIds)
  if (groupIds.length === 0) return { kind: 'unknown', reason: 'the instance has no security group' }
  return chooseGroup(await describeGroups(context, groupIds))
}

async function listGroupsOfInstances(context: Context, InstanceIds: string[]): Promise<string[]> {
  const { Reservations = [] } = await context.aws.ec2.send(new DescribeInstancesCommand({ InstanceIds }))
  const instances: Instance[] = Reservations.flatMap(reservation => reservation.Instances ?? [])
  const ids = instances.flatMap(instance => (instance.SecurityGroups ?? []).flatMap(group => group.GroupId ?? []))
  return [...new Set(ids)]
}

async function describeGroups(context: Context, GroupIds: string[]): Promise<SecurityGroup[]> {
  const answer = await context.aws.ec2.send(new DescribeSecurityGroupsCommand({ GroupIds }))
  return answer.SecurityGroups ?? []
}

// An instance is reached if any of its groups admits the packet, so one that admits the port already is the answer.
function chooseGroup(groups: readonly SecurityGroup[]): InboundSurvey {
  const found = groups.map(toFound)
  const chosen =
    found.find(group => group.admitted.length > 0) ??
    found[groups.findIndex(isMadeByBeanstalk)] ??
    (found.length === 1 ? found[0] : undefined)
  return chosen ?? { kind: 'ambiguous', groupIds: found.map(group => group.groupId) }
}

function toFound(group: SecurityGroup) {
  const { GroupId = '', GroupName = '', IpPermissions = [] } = group
  return {
    kind: 'found',
    groupId: GroupId,
    groupName: GroupName,
    admitted: listAdmitted(IpPermissions, HTTP_PORT),
  } as const
}

// CloudFormation tags what it makes; Beanstalk's template calls the instances' group AWSEBSecurityGroup.
function isMadeByBeanstalk(group: SecurityGroup): boolean {
  return (group.Tags ?? []).some(
    tag => tag.Key === 'aws:cloudformation:logical-id' && tag.Value === 'AWSEBSecurityGroup',
  )
}
