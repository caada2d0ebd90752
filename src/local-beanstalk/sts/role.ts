/** The roles that can be assumed, and by whom. */

import { EVERYTHING } from '../permissions/access-key.ts'
import { matchPattern } from '../permissions/match-pattern.ts'
import type { PolicyDocument } from '../permissions/policy.ts'

export interface Role {
  /** `arn:aws:iam::123456789012:role/deploy`. */
  readonly arn: string
  readonly policies: readonly PolicyDocument[]
  /** Patterns of the subjects that may assume it with a token, such as "repo:owner/name:*"; every subject when not given. */
  readonly subjects?: readonly string[]
}

export interface Roles {
  /** Undefined where there is no such role. */
  find(arn: string): Role | undefined
}

/** Where nobody names roles, each of the account's is there and may do everything. */
export function openRoles(accountId: string, roles: readonly Role[] | undefined): Roles {
  return {
    find: arn => {
      if (roles !== undefined) return roles.find(role => role.arn === arn)
      return arn.startsWith(`arn:aws:iam::${accountId}:role/`) ? { arn, policies: [EVERYTHING] } : undefined
    },
  }
}

/** Is this what the role's trust policy lets in? */
export function trusts({ subjects }: Role, subject: string): boolean {
  return subjects === undefined || subjects.some(pattern => matchPattern(pattern, subject))
}
