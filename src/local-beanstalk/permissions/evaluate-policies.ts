/** Policies and a request become a decision, as in IAM: an explicit deny wins, and nothing is allowed by itself. */

import { meetsConditions, type RequestContext } from './condition.ts'
import { matchPattern } from './match-pattern.ts'
import { listOf, type PolicyDocument, type Statement, statementsOf } from './policy.ts'

export interface AccessRequest {
  /** `elasticbeanstalk:UpdateEnvironment`. */
  readonly action: string
  readonly resource: string
  readonly context: RequestContext
}

export type Decision = 'allowed' | 'denied' | 'explicitly-denied'

/** Source: IAM User Guide, "Policy evaluation logic", for identity-based policies of one account. */
export function evaluatePolicies(policies: readonly PolicyDocument[], request: AccessRequest): Decision {
  const fitting = policies.flatMap(statementsOf).filter(statement => applies(statement, request))
  if (fitting.some(({ Effect }) => Effect === 'Deny')) return 'explicitly-denied'
  return fitting.length > 0 ? 'allowed' : 'denied'
}

function applies(statement: Statement, { action, resource, context }: AccessRequest): boolean {
  const { Action, NotAction, Resource, NotResource, Condition } = statement
  const names = (pattern: string) => matchPattern(pattern.toLowerCase(), action.toLowerCase())
  const reaches = (pattern: string) => matchPattern(pattern, resource)
  return (
    (Action === undefined ? !listOf(NotAction).some(names) : listOf(Action).some(names)) &&
    (Resource === undefined ? !listOf(NotResource).some(reaches) : listOf(Resource).some(reaches)) &&
    meetsConditions(Condition, context)
  )
}
