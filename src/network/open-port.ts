/** Makes sure of the inbound rules that were planned. May be repeated. */

import { AuthorizeSecurityGroupIngressCommand } from '@aws-sdk/client-ec2'
import { ActionError } from '../action-error.ts'
import { ask } from '../aws/ask.ts'
import { isAwsError, isDenied, isRefused } from '../aws/refusals.ts'
import type { Context } from '../context.ts'
import { listFew } from '../list-few.ts'
import { quoteForeign } from '../untrusted.ts'
import { listLacking } from './inbound.ts'
import { type RuleCommand, toPermission, writeRuleCommand } from './ip-permissions.ts'
import type { AddStep, FoundInboundPlan, InboundPlan, PortPlan } from './plan-inbound.ts'
import { type InboundState, type PortState, toPortState, toState } from './port-state.ts'
import { readGroups } from './read-groups.ts'

/** Throws an ActionError when AWS denies a rule: nobody would reach the port then. */
export async function openPort(context: Context, plan: InboundPlan): Promise<InboundState> {
  if (plan.kind !== 'found') {
    context.log.info('As planned, the security groups were left alone.')
    return []
  }
  const states: PortState[] = []
  for (const port of plan.ports) {
    const { step } = port
    if (step.kind === 'add') states.push(await add(context, { port, step }, plan))
    else states.push(toPortState(port, plan))
  }
  if (plan.ports.every(({ step }) => step.kind !== 'add')) context.log.info('As planned, no rule is added.')
  return states
}

interface PlannedRule {
  readonly port: PortPlan
  readonly step: AddStep
}

// Bundle and proxy files were looked at since the plan's groups were read: somebody may have chosen whom to admit.
async function add(context: Context, { port, step }: PlannedRule, plan: FoundInboundPlan): Promise<PortState> {
  const asked = await ask(() => readGroups(context, plan.groupIds, [port]))
  if (asked.kind === 'refused') {
    const { message, hint } = asked.refusal
    const left = `AWS did not tell once more whom ${step.groupId} admits on TCP ${port.port}, and nothing is added.`
    context.log.warning(`${left} ${message} ${hint}`, 'The inbound rule')
    return { ...toState(port, plan), admitted: 'unknown' }
  }
  const state = toState(asked.answer.ports[0] ?? port, plan)
  const { admission } = asked.answer.ports[0] ?? port
  const [allowFrom, everybody] = step.reason === 'allow-from' ? [step.cidrs, []] : [[], step.cidrs]
  const cidrs = listLacking(admission, { allowFrom, everybody })
  if (cidrs.length === 0) {
    const whom = listFew(state.sources.map(quoteForeign))
    context.log.info(`On TCP ${port.port}, somebody admits ${whom} by now: ${plan.groupIds.join(' and ')} left alone.`)
    return state
  }
  const added = await addEach(context, port.port, { ...step, cidrs })
  return { ...state, admitted: 'yes', sources: [...state.sources, ...cidrs], added, groupId: step.groupId }
}

/** Each by itself: of several, EC2 refuses all when one of them is there, and what is not ours must not be taken back. */
async function addEach(context: Context, port: number, step: AddStep): Promise<string[]> {
  const added: string[] = []
  for (const cidr of step.cidrs) {
    if (await authorize(context, port, { ...step, cidrs: [cidr] })) added.push(cidr)
  }
  return added
}

/** False where another run was faster: the rule is there, which is all that was asked for. */
async function authorize(context: Context, port: number, step: AddStep): Promise<boolean> {
  const { groupId: GroupId, cidrs } = step
  const change = `add the inbound rule TCP ${port} from ${cidrs.join(' and ')} to the security group ${GroupId}`
  const rule = { region: context.aws.region, groupId: GroupId, port, cidrs }
  const undo = [writeRuleCommand('revoke', rule)]
  const IpPermissions = [toPermission(port, step)]
  const command = new AuthorizeSecurityGroupIngressCommand({ GroupId, IpPermissions })
  const judgeRefusal = (error: unknown) => (isAnothers(error) ? ('needless' as const) : undefined)
  try {
    await context.ledger.record({ change, undo, judgeRefusal }, () => context.aws.ec2.send(command))
    context.log.info(`TCP ${port} is open to ${cidrs.join(' and ')} in ${GroupId} now.`)
    return true
  } catch (error) {
    if (isThere(error)) return !isAnothers(error)
    throw isDenied(error) ? denied(error, rule) : error
  }
}

// Where an answer was lost, it is most likely this run's own.
function isAnothers(error: unknown): boolean {
  return isThere(error) && isRefused(error)
}

function isThere(error: unknown): boolean {
  return isAwsError(error, 'InvalidPermission.Duplicate')
}

function denied(error: ActionError, rule: RuleCommand): ActionError {
  const { groupId, port, cidrs } = rule
  return new ActionError({
    code: 'permission-denied',
    message: `The security group ${quoteForeign(groupId)} did not admit ${cidrs.join(' and ')} on TCP ${port}, and the rule could not be added. ${error.message}`,
    hint: `${error.hint}\nOr open the port yourself: ${writeRuleCommand('authorize', rule)}\nOr write "security-group-rule: off" to deploy without it.`,
    cause: error,
  })
}
