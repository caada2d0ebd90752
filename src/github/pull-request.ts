/** A pull request as GitHub describes it, in an event and in an answer alike. Pure. */

import { readProperty } from '../read-json.ts'

export interface PullRequest {
  readonly number: number
  readonly isOpen: boolean
  /** Nobody can reopen it. */
  readonly isMerged: boolean
  /** Its head lies in another repository, or in one that is gone. */
  readonly isFork: boolean
  readonly head: Head
  readonly labels: readonly string[]
  /** As GitHub writes it, "2026-11-26T12:00:00Z": the later of two is the newer state. */
  readonly updatedAt: string
}

/** Where the commits of a pull request come from. */
export interface Head {
  /** "octo-org/chat", lower case; undefined when the fork has been deleted. */
  readonly repository: string | undefined
  readonly owner: string
  readonly branch: string
  /** 40 or 64 hexadecimal digits. */
  readonly sha: string
}

/** Undefined for what has not the form that GitHub gives it. */
export function readPullRequest(data: unknown): PullRequest | undefined {
  const [number, head, labels] = [read(data, 'number'), read(data, 'head'), read(data, 'labels')]
  const updatedAt = read(data, 'updated_at')
  const repository = readRepository(read(head, 'repo'))
  const [owner, branch, sha] = [
    read(head, 'user', 'login') ?? read(head, 'repo', 'owner', 'login'),
    read(head, 'ref'),
    readSha(read(head, 'sha')),
  ]
  if (typeof number !== 'number' || !Number.isSafeInteger(number) || number < 1) return undefined
  if (typeof branch !== 'string' || branch === '' || sha === undefined) return undefined
  const base = readRepository(read(data, 'base', 'repo'))
  return {
    number,
    isOpen: read(data, 'state') === 'open',
    isMerged: typeof read(data, 'merged_at') === 'string',
    isFork: repository === undefined || repository !== base,
    head: { repository, owner: typeof owner === 'string' ? owner : '', branch, sha },
    labels: Array.isArray(labels)
      ? labels.map(label => read(label, 'name')).filter(name => typeof name === 'string')
      : [],
    updatedAt: typeof updatedAt === 'string' ? updatedAt : '',
  }
}

/** Of an object that GitHub calls a repository. */
export function readRepository(data: unknown): string | undefined {
  const name = readProperty(data, 'full_name')
  return typeof name === 'string' && /^[\w.-]{1,100}\/[\w.-]{1,100}$/.test(name) ? name.toLowerCase() : undefined
}

export function readSha(value: unknown): string | undefined {
  return typeof value === 'string' && /^([0-9a-f]{40}|[0-9a-f]{64})$/.test(value) ? value : undefined
}

function read(data: unknown, ...path: readonly string[]): unknown {
  return path.reduce(readProperty, data)
}
