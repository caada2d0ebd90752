/** Makes sure of the inbound rule that was planned. May be repeated. */

import { AuthorizeSecurityGroupIngressCommand, type IpPermission } from '@aws-sdk/client-ec2'
import { ActionError } from '../action-error.ts'
import { isAwsError, isDenied } from '../aws/refusals.ts'
import type { Context } from '../context.ts'
import { quoteForeign, toShellWord } from '../untrusted.ts'
import type { InboundPlan } from './plan-inbound.ts'

/** What the handshake needs to know of the port. */
export interface InboundState {
  readonly admitted: 'yes' | 'no' | 'unknown'
  readonly groupId: string | undefined
}

/** Throws an ActionError when AWS denies the rule: nothing would be reached then. */
export async function openPort(context: Context, plan: InboundPlan): Promise<InboundState> {
  if (plan.kind === 'open') {
    await authorize(context, plan)
    return { admitted: 'yes', groupId: plan.groupId }
  }
  if (plan.kind === 'leave') return { admitted: 'yes', groupId: plan.groupId }
  if (plan.kind === 'closed') return { admitted: 'no', groupId: plan.groupId }
  return { admitted: 'unknown', groupId: undefined }
}

async function authorize(context: Context, plan: InboundPlan & { kind: 'open' }): Promise<void> {
  const { groupId, port, sources } = plan
  const change = `add the inbound rule TCP ${port} from ${sources.join(' and ')} to the security group ${groupId}`
  const undo = `aws ec2 revoke-security-group-ingress --group-id ${toShellWord(groupId)} --ip-permissions '${toShorthand(port)}'`
  try {
    await context.ledger.record({ change, undo }, () => sendOnce(context, groupId, toPermission(port, sources)))
  } catch (error) {
    throw isDenied(error) ? denied(error, groupId, port) : error
  }
}

async function sendOnce(context: Context, GroupId: string, permission: IpPermission): Promise<void> {
  try {
    await context.aws.ec2.send(new AuthorizeSecurityGroupIngressCommand({ GroupId, IpPermissions: [permission] }))
  } catch (error) {
    // Another run was faster: the rule is there, which is all that was asked for.
    if (!isAwsError(error, 'InvalidPermission.Duplicate')) throw error
  }
}

function toShorthand(port: number): string {
  return `IpProtocol=tcp,FromPort=${port},ToPort=${port},IpRanges=[{CidrIp=0.0.0.0/0}],Ipv6Ranges=[{CidrIpv6=::/0}]`
}

function toPermission(port: number, sources: readonly string[]): IpPermission {
  const Description = 'WebSocket clients; added by the beanstalk-websockets action'
  const isIpv6 = (source: string) => source.includes(':')
  return {
    IpProtocol: 'tcp',
    FromPort: port,
    ToPort: port,
    IpRanges: sources.filter(source => !isIpv6(source)).map(CidrIp => ({ CidrIp, Description })),
    Ipv6Ranges: sources.filter(isIpv6).map(CidrIpv6 => ({ CidrIpv6, Description })),
  }
}

function denied(error: ActionError, groupId: string, port: number): ActionError {
  return new ActionError({
    code: 'permission-denied',
    message: `The security group ${quoteForeign(groupId)} admitted nothing on TCP ${port}, and the rule could not be added. ${error.message}`,
    hint: `${error.hint}\nOr open the port yourself: aws ec2 authorize-security-group-ingress --group-id ${toShellWord(groupId)} --protocol tcp --port ${port} --cidr 0.0.0.0/0\nOr write "security-group-rule: off" to deploy without it.`,
    cause: error,
  })
}
