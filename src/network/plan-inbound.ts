/** Decides what to do about the inbound rule. Pure. */

import { ActionError } from '../action-error.ts'
import { quoteForeign } from '../untrusted.ts'
import { ANYWHERE } from './inbound.ts'
import { HTTP_PORT, type InboundSurvey } from './survey-inbound.ts'

export type InboundPlan =
  | { readonly kind: 'off' }
  | { readonly kind: 'leave'; readonly groupId: string; readonly port: number; readonly admitted: readonly string[] }
  | { readonly kind: 'open'; readonly groupId: string; readonly port: number; readonly sources: readonly string[] }
  /** Nothing is admitted, and the user asked only to look. */
  | { readonly kind: 'closed'; readonly groupId: string; readonly port: number }
  | { readonly kind: 'unknown'; readonly reason: string }

/**
 * Where anything is admitted, somebody chose it and it stays as it is. Only where nothing is, the whole internet is
 * let in. Throws an ActionError when several groups could be meant.
 */
export function planInbound(survey: InboundSurvey, mode: 'ensure' | 'check' | 'off'): InboundPlan {
  if (mode === 'off') return { kind: 'off' }
  if (survey.kind === 'unknown') return survey
  if (survey.kind === 'ambiguous') throw ambiguous(survey.groupIds)
  const { groupId, admitted } = survey
  if (admitted.length > 0) return { kind: 'leave', groupId, port: HTTP_PORT, admitted }
  if (mode === 'check') return { kind: 'closed', groupId, port: HTTP_PORT }
  return { kind: 'open', groupId, port: HTTP_PORT, sources: ANYWHERE }
}

function ambiguous(groupIds: readonly string[]): ActionError {
  return new ActionError({
    code: 'security-group-ambiguous',
    message: `None of the instance's security groups admitted TCP ${HTTP_PORT}, and none was made by Beanstalk: ${groupIds.map(quoteForeign).join(', ')}.`,
    hint: `Choose the one to open: "security-group-id: ${groupIds[0]?.replaceAll(/[^\w-]/g, '')}", or write "security-group-rule: off" to leave them alone.`,
  })
}
