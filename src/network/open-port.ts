/** Makes sure of the inbound rules that were planned. May be repeated. */

import { AuthorizeSecurityGroupIngressCommand, type IpPermission } from '@aws-sdk/client-ec2'
import { ActionError } from '../action-error.ts'
import { isAwsError, isDenied } from '../aws/refusals.ts'
import type { Context } from '../context.ts'
import { quoteForeign, toShellWord } from '../untrusted.ts'
import { judgeAdmitted } from './inbound.ts'
import type { EntrancePort } from './list-ports.ts'
import type { FoundInboundPlan, InboundPlan, InboundStep, PortPlan } from './plan-inbound.ts'

/** What the handshake needs to know of each port; empty where nothing is known. */
export type InboundState = readonly PortState[]

export interface PortState extends EntrancePort {
  readonly admitted: 'yes' | 'no' | 'unknown'
  /** CIDRs and prefix lists. */
  readonly sources: readonly string[]
  /** The one to look at. */
  readonly groupId: string | undefined
}

/** Throws an ActionError when AWS denies a rule: nobody would reach the port then. */
export async function openPort(context: Context, plan: InboundPlan): Promise<InboundState> {
  if (plan.kind !== 'found') return []
  const states: PortState[] = []
  for (const port of plan.ports) {
    if (port.step.kind === 'add') await authorize(context, port.port, port.step)
    states.push(toState(port, plan))
  }
  return states
}

function toState({ port, listenerPorts, step, admission, admitting }: PortPlan, plan: FoundInboundPlan): PortState {
  const named = admission.sources.map(({ name }) => name)
  if (step.kind === 'add') {
    return { port, listenerPorts, admitted: 'yes', sources: [...named, ...step.cidrs], groupId: step.groupId }
  }
  const admitted = judgeAdmitted(admission, plan)
  return { port, listenerPorts, admitted, sources: named, groupId: admitting[0] ?? plan.groupIds[0] }
}

type AddStep = InboundStep & { readonly kind: 'add' }

async function authorize(context: Context, port: number, step: AddStep): Promise<void> {
  const { groupId, cidrs } = step
  const change = `add the inbound rule TCP ${port} from ${cidrs.join(' and ')} to the security group ${groupId}`
  const undo = `aws ec2 revoke-security-group-ingress --group-id ${toShellWord(groupId)} --ip-permissions '${toShorthand(port, cidrs)}'`
  try {
    await context.ledger.record({ change, undo }, () => sendAll(context, port, step))
  } catch (error) {
    throw isDenied(error) ? denied(error, port, step) : error
  }
}

// EC2 refuses all ranges of a request when one of them is there, so that each is then asked for by itself.
async function sendAll(context: Context, port: number, step: AddStep): Promise<void> {
  if (await sendOnce(context, port, step)) return
  for (const cidr of step.cidrs.length > 1 ? step.cidrs : []) await sendOnce(context, port, { ...step, cidrs: [cidr] })
}

/** False where another run was faster: the rule is there, which is all that was asked for. */
async function sendOnce(context: Context, port: number, step: AddStep): Promise<boolean> {
  const IpPermissions = [toPermission(port, step)]
  try {
    await context.aws.ec2.send(new AuthorizeSecurityGroupIngressCommand({ GroupId: step.groupId, IpPermissions }))
    return true
  } catch (error) {
    if (!isAwsError(error, 'InvalidPermission.Duplicate')) throw error
    return false
  }
}

function toPermission(port: number, { cidrs, description: Description }: AddStep): IpPermission {
  const { ipv4, ipv6 } = splitFamilies(cidrs)
  return {
    IpProtocol: 'tcp',
    FromPort: port,
    ToPort: port,
    IpRanges: ipv4.map(CidrIp => ({ CidrIp, Description })),
    Ipv6Ranges: ipv6.map(CidrIpv6 => ({ CidrIpv6, Description })),
  }
}

function toShorthand(port: number, cidrs: readonly string[]): string {
  const { ipv4, ipv6 } = splitFamilies(cidrs)
  const list = (name: string, key: string, values: readonly string[]) =>
    values.length > 0 ? `,${name}=[${values.map(value => `{${key}=${value}}`).join(',')}]` : ''
  const ranges = list('IpRanges', 'CidrIp', ipv4) + list('Ipv6Ranges', 'CidrIpv6', ipv6)
  return `IpProtocol=tcp,FromPort=${port},ToPort=${port}${ranges}`
}

function splitFamilies(cidrs: readonly string[]) {
  const isIpv6 = (cidr: string) => cidr.includes(':')
  return { ipv4: cidrs.filter(cidr => !isIpv6(cidr)), ipv6: cidrs.filter(isIpv6) }
}

function denied(error: ActionError, port: number, { groupId, cidrs }: AddStep): ActionError {
  return new ActionError({
    code: 'permission-denied',
    message: `The security group ${quoteForeign(groupId)} did not admit ${cidrs.join(' and ')} on TCP ${port}, and the rule could not be added. ${error.message}`,
    hint: `${error.hint}\nOr open the port yourself: aws ec2 authorize-security-group-ingress --group-id ${toShellWord(groupId)} --ip-permissions '${toShorthand(port, cidrs)}'\nOr write "security-group-rule: off" to deploy without it.`,
    cause: error,
  })
}
