/** An IAM policy as it is written in JSON, and what of it is understood here. */

/** Source: IAM User Guide, "Grammar of the IAM JSON policy language". */
export interface PolicyDocument {
  readonly Version?: string
  readonly Id?: string
  readonly Statement: Statement | readonly Statement[]
}

export interface Statement {
  readonly Sid?: string
  readonly Effect: 'Allow' | 'Deny'
  readonly Action?: OneOrMore
  readonly NotAction?: OneOrMore
  readonly Resource?: OneOrMore
  readonly NotResource?: OneOrMore
  readonly Condition?: Conditions
}

export type OneOrMore = string | readonly string[]
export type Conditions = Readonly<Record<string, Readonly<Record<string, OneOrMore | boolean>>>>

/** What a policy compares values with, without its "IfExists". */
const CONDITION_OPERATORS = [
  'StringEquals',
  'StringNotEquals',
  'StringEqualsIgnoreCase',
  'StringLike',
  'StringNotLike',
  'ArnEquals',
  'ArnLike',
  'ArnNotEquals',
  'ArnNotLike',
  'Bool',
  'Null',
] as const

export type ConditionOperator = (typeof CONDITION_OPERATORS)[number]

/** @throws TypeError for what IAM refuses, and for what it knows and Local Beanstalk does not: silence would allow. */
export function checkPolicy(policy: PolicyDocument): void {
  for (const statement of statementsOf(policy)) {
    if (statement.Effect !== 'Allow' && statement.Effect !== 'Deny') throw refuse('Effect', statement.Effect)
    exactlyOne(statement, 'Action', 'NotAction')
    exactlyOne(statement, 'Resource', 'NotResource')
    if (JSON.stringify(statement).includes('${')) throw refuse('A variable, which is not understood,', '${')
    for (const operator of Object.keys(statement.Condition ?? {})) {
      if (readOperator(operator) === undefined) throw refuse('The condition operator', operator)
    }
  }
}

export function statementsOf({ Statement }: PolicyDocument): readonly Statement[] {
  return 'Effect' in Statement ? [Statement] : Statement
}

export function listOf(value: OneOrMore | boolean | undefined): readonly string[] {
  if (value === undefined) return []
  return typeof value === 'object' ? value : [String(value)]
}

export function readOperator(text: string): { operator: ConditionOperator; ifExists: boolean } | undefined {
  const ifExists = text.endsWith('IfExists')
  const name = ifExists ? text.slice(0, -'IfExists'.length) : text
  const operator = CONDITION_OPERATORS.find(known => known === name)
  return operator && { operator, ifExists }
}

function exactlyOne(statement: Statement, ...names: readonly ['Action' | 'Resource', 'NotAction' | 'NotResource']) {
  if (names.filter(name => statement[name] !== undefined).length !== 1) throw refuse(names.join(' or '), 'both or none')
}

function refuse(what: string, value: string): TypeError {
  return new TypeError(`${what} of a policy was "${value}"`)
}
