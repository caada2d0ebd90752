/** What a token may do, as GitHub decides it. */

import { OPERATIONS, type Operation } from './operations.ts'
import type { World } from './world.ts'

export interface Token {
  /** The author of what is written with it. */
  readonly login: string
  /** As in a workflow's `permissions`, in the names of GitHub's API; without a line there is no right at all. */
  readonly permissions: Readonly<Record<string, 'read' | 'write'>>
}

export interface Asked {
  readonly operation: Operation
  readonly params: Readonly<Record<string, string>>
}

/** The sets of permissions of which one is enough: the header `x-accepted-github-permissions`. */
export function acceptedPermissions(operation: Operation): string {
  return OPERATIONS[operation].join('; ')
}

/**
 * About a pull request only the permission for pull requests counts, and about an issue only the one for issues, though
 * the header names both (vitejs/vite-ecosystem-ci#487).
 */
export function isAllowed({ permissions }: Token, { operation, params }: Asked, world: World): boolean {
  return OPERATIONS[operation].some(permission => {
    const [name = '', access] = permission.split('=')
    if (!counts(name, params, world)) return false
    return permissions[name] === 'write' || permissions[name] === access
  })
}

function counts(name: string, params: Asked['params'], world: World): boolean {
  const number = Number(params.issue_number ?? world.comments.get(Number(params.comment_id))?.number)
  if (Number.isNaN(number) || !/^(issues|pull_requests)$/.test(name)) return true
  return (name === 'pull_requests') === world.pullRequests.has(number)
}
