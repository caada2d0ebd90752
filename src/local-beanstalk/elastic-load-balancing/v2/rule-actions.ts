/** Actions and conditions of rules: read from a request, and told. */

import type * as ELB from '@aws-sdk/client-elastic-load-balancing-v2'
import type { Call } from '../../service.ts'
import type { LoadBalancing } from '../load-balancing.ts'
import type { LoadBalancer, RuleAction, RuleCondition } from '../load-balancing-model.ts'
import type { ListenerProtocol } from '../target-group-model.ts'
import { loadBalancersOf } from '../target-groups.ts'
import { findTargetGroup } from './lookup.ts'
import { v2Errors } from './v2-errors.ts'

interface Owner {
  readonly loadBalancer: LoadBalancer
  readonly protocol: ListenerProtocol
}

type ActionOf<Kind> = Extract<RuleAction, { kind: Kind }>

/** @throws ServiceError for what ELB refuses, and for what is not served here. */
export function readAction(
  loadBalancing: LoadBalancing,
  actions: readonly ELB.Action[],
  { owner, call }: { readonly owner: Owner; readonly call: Call },
): RuleAction {
  const [action, another] = actions
  if (action === undefined) throw v2Errors.validation('A default action must be specified')
  if (another !== undefined) throw v2Errors.notServedHere('more than one action a rule')
  const { Type } = action
  if (owner.loadBalancer.kind === 'network' && Type !== 'forward')
    throw v2Errors.invalidConfiguration(`Action type '${Type}' is not supported on load balancers with type 'network'`)
  if (Type === 'forward') return readForward(loadBalancing, action, { owner, call })
  if (Type === 'redirect') return readRedirect(action.RedirectConfig)
  if (Type === 'fixed-response') return readFixedResponse(action.FixedResponseConfig)
  throw v2Errors.notServedHere(`the action type '${Type}'`)
}

export function describeAction(action: RuleAction): ELB.Action {
  if (action.kind === 'forward') {
    const { targetGroupArn: TargetGroupArn } = action
    const TargetGroupStickinessConfig = { Enabled: false }
    const ForwardConfig = { TargetGroups: [{ TargetGroupArn, Weight: 1 }], TargetGroupStickinessConfig }
    return { Type: 'forward', TargetGroupArn, ForwardConfig }
  }
  if (action.kind === 'redirect') {
    const { protocol: Protocol, host: Host, port: Port, path: Path, query: Query, statusCode } = action
    const StatusCode = statusCode === 301 ? 'HTTP_301' : 'HTTP_302'
    return { Type: 'redirect', RedirectConfig: { Protocol, Host, Port, Path, Query, StatusCode } }
  }
  const { statusCode, contentType: ContentType, body: MessageBody } = action
  return { Type: 'fixed-response', FixedResponseConfig: { StatusCode: String(statusCode), ContentType, MessageBody } }
}

/** @throws ServiceError for what ELB refuses, and for the fields that are not served here. */
export function readCondition(condition: ELB.RuleCondition): RuleCondition {
  const { Field: field, Values, HostHeaderConfig, PathPatternConfig } = condition
  if (field !== 'host-header' && field !== 'path-pattern') throw refuseField(field)
  const config = field === 'host-header' ? HostHeaderConfig : PathPatternConfig
  const values = Values?.length ? Values : (config?.Values ?? [])
  if (values.length === 0) throw v2Errors.validation('A condition value must be specified')
  const tooLong = values.find(value => value.length > 128)
  if (tooLong !== undefined)
    throw v2Errors.validation(`Condition value '${tooLong}' cannot be longer than '128' characters`)
  return { field, values }
}

export function describeCondition({ field, values }: RuleCondition): ELB.RuleCondition {
  const config = { Values: [...values] }
  const own = field === 'host-header' ? { HostHeaderConfig: config } : { PathPatternConfig: config }
  return { Field: field, Values: [...values], ...own }
}

const FIELDS_OF_AWS = ['http-header', 'http-request-method', 'query-string', 'source-ip']

function refuseField(field: string | undefined) {
  if (FIELDS_OF_AWS.includes(field ?? '')) return v2Errors.notServedHere(`the condition field '${field}'`)
  const known = ['path-pattern', 'host-header', ...FIELDS_OF_AWS].join(', ')
  return v2Errors.validation(`Condition field '${field}' must be one of '[${known}]'`)
}

function readForward(
  loadBalancing: LoadBalancing,
  action: ELB.Action,
  { owner, call }: { readonly owner: Owner; readonly call: Call },
): ActionOf<'forward'> {
  const arns = (action.ForwardConfig?.TargetGroups ?? []).flatMap(({ TargetGroupArn }) => TargetGroupArn ?? [])
  const [arn, another] = arns.length > 0 ? arns : [action.TargetGroupArn]
  if (arn === undefined) throw v2Errors.validation('A target group ARN must be specified')
  if (another !== undefined) throw v2Errors.notServedHere('more than one target group an action')
  const group = findTargetGroup(loadBalancing, arn, call)
  if (loadBalancersOf(loadBalancing, group).some(other => other !== owner.loadBalancer))
    throw v2Errors.groupElsewhere(arn)
  const speaksHttp = (protocol: string) => protocol === 'HTTP' || protocol === 'HTTPS'
  if (speaksHttp(owner.protocol) !== speaksHttp(group.protocol))
    throw v2Errors.incompatible(owner.protocol, group.protocol)
  return { kind: 'forward', targetGroupArn: arn }
}

function readRedirect(config: ELB.RedirectActionConfig | undefined): ActionOf<'redirect'> {
  if (config === undefined) throw v2Errors.validation('A redirect configuration must be specified')
  const { Protocol = '#{protocol}', Host = '#{host}', Port = '#{port}', Path = '/#{path}', Query = '#{query}' } = config
  const isLoop = [Protocol, Host, Port, Path].join() === ['#{protocol}', '#{host}', '#{port}', '/#{path}'].join()
  if (isLoop && Query === '#{query}')
    throw v2Errors.invalidConfiguration(
      'The redirect configuration is not valid because it creates a loop. You must modify at least one of the following: protocol, port, path, query, or hostname',
    )
  const location = { protocol: Protocol, host: Host, port: Port, path: Path, query: Query }
  return { kind: 'redirect', statusCode: config.StatusCode === 'HTTP_302' ? 302 : 301, ...location }
}

function readFixedResponse(config: ELB.FixedResponseActionConfig | undefined): ActionOf<'fixed-response'> {
  const { StatusCode = '', ContentType = 'text/plain', MessageBody = '' } = config ?? {}
  if (!/^[245]\d\d$/.test(StatusCode))
    throw v2Errors.validation(
      `'${StatusCode}' is not a valid status code: it must match the regular expression '^(2|4|5)\\d\\d$'`,
    )
  return { kind: 'fixed-response', statusCode: Number(StatusCode), contentType: ContentType, body: MessageBody }
}
