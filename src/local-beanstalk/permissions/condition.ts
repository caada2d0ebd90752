/** Does a request meet the Condition of a statement? */

import { matchArn, matchPattern } from './match-pattern.ts'
import { type ConditionOperator, type Conditions, listOf, readOperator } from './policy.ts'

/** What is known of a request, by condition key in lower case; a key that is not there has no value. */
export type RequestContext = Readonly<Record<string, string>>

type Compare = (asked: string, value: string) => boolean

const equals: Compare = (asked, value) => asked === value
const equalsAnyCase: Compare = (asked, value) => asked.toLowerCase() === value.toLowerCase()

const COMPARE: Readonly<Record<Exclude<ConditionOperator, 'Null'>, { compare: Compare; negated: boolean }>> = {
  StringEquals: { compare: equals, negated: false },
  StringNotEquals: { compare: equals, negated: true },
  StringEqualsIgnoreCase: { compare: equalsAnyCase, negated: false },
  StringLike: { compare: matchPattern, negated: false },
  StringNotLike: { compare: matchPattern, negated: true },
  ArnEquals: { compare: matchArn, negated: false },
  ArnLike: { compare: matchArn, negated: false },
  ArnNotEquals: { compare: matchArn, negated: true },
  ArnNotLike: { compare: matchArn, negated: true },
  Bool: { compare: equalsAnyCase, negated: false },
}

/** All operators and all their keys have to be met; of a key's values, one (when negated, none). */
export function meetsConditions(conditions: Conditions | undefined, context: RequestContext): boolean {
  return Object.entries(conditions ?? {}).every(([operator, keys]) =>
    Object.entries(keys).every(([key, values]) => meets(operator, listOf(values), context[key.toLowerCase()])),
  )
}

function meets(text: string, asked: readonly string[], value: string | undefined): boolean {
  const read = readOperator(text)
  if (read === undefined) return false
  if (read.operator === 'Null') return asked.includes(String(value === undefined))
  const { compare, negated } = COMPARE[read.operator]
  if (value === undefined) return negated || read.ifExists
  return asked.some(one => compare(one, value)) !== negated
}
