/** One repository on GitHub, as far as previews and incidents touch it: what is, and how a test sets it up. */

import { type GitStore, openGitStore } from './git-store.ts'

export interface World {
  readonly repository: RepositoryName
  readonly defaultBranch: string
  /** Nobody else can be assigned to an issue. */
  readonly collaborators: Set<string>
  /** Issues and pull requests share their numbers. */
  readonly issues: Map<number, Issue>
  readonly pullRequests: Map<number, PullRequest>
  readonly comments: Map<number, Comment>
  readonly labels: Map<string, Label>
  readonly deployments: Map<number, Deployment>
  readonly git: GitStore
  /** Milliseconds since 1970. */
  now(): number
  /** The next id of anything. */
  nextId(): number
  openIssue(issue: Partial<Issue>): Issue
  openPullRequest(pullRequest: NewPullRequest): PullRequest
  comment(number: number, comment: Pick<Comment, 'author' | 'body'>): Comment
}

export interface RepositoryName {
  readonly owner: string
  readonly name: string
}

export interface Issue {
  readonly id: number
  readonly number: number
  readonly author: string
  readonly createdMs: number
  title: string
  body: string | null
  state: 'open' | 'closed'
  stateReason: string | null
  labels: string[]
  assignees: string[]
  isLocked: boolean
  /** Whoever closed it last; null while it is open, and where nobody knows. */
  closedBy: string | null
  updatedMs: number
  closedMs: number | null
}

export interface PullRequest {
  /** Its number, title, author, labels and state stand there. */
  readonly issue: Issue
  /** Null when the fork is gone. */
  readonly headRepository: RepositoryName | null
  readonly headOwner: string
  readonly headBranch: string
  readonly baseBranch: string
  headSha: string
  isMerged: boolean
}

export interface NewPullRequest {
  readonly number?: number
  readonly author?: string
  readonly title?: string
  readonly labels?: readonly string[]
  /** The repository itself, unless given. */
  readonly headRepository?: RepositoryName
  readonly headBranch: string
  readonly headSha: string
  readonly baseBranch?: string
}

export interface Comment {
  readonly id: number
  readonly number: number
  readonly author: string
  readonly createdMs: number
  body: string
  updatedMs: number
}

export interface Label {
  readonly id: number
  readonly name: string
  readonly color: string
  readonly description: string | null
}

export interface Deployment {
  readonly id: number
  readonly sha: string
  readonly ref: string
  readonly task: string
  readonly environment: string
  readonly description: string | null
  readonly payload: unknown
  readonly isTransient: boolean
  readonly isProduction: boolean
  readonly creator: string
  readonly createdMs: number
  /** The newest last. */
  readonly statuses: DeploymentStatus[]
}

export interface DeploymentStatus {
  readonly id: number
  readonly state: string
  readonly description: string
  readonly environment: string
  readonly environmentUrl: string
  readonly logUrl: string
  readonly creator: string
  readonly createdMs: number
}

export interface WorldOptions {
  readonly repository: RepositoryName
  readonly now: () => number
}

export function makeWorld({ repository, now }: WorldOptions): World {
  let lastId = 1_000_000
  const world: World = {
    repository,
    defaultBranch: 'main',
    collaborators: new Set([repository.owner, 'octocat']),
    issues: new Map(),
    pullRequests: new Map(),
    comments: new Map(),
    labels: new Map(),
    deployments: new Map(),
    git: openGitStore(now),
    now,
    nextId: () => ++lastId,
    openIssue: issue => openIssue(world, issue),
    openPullRequest: pullRequest => openPullRequest(world, pullRequest),
    comment: (number, comment) => addComment(world, number, comment),
  }
  return world
}

function openIssue(world: World, given: Partial<Issue>): Issue {
  const nowMs = world.now()
  const issue: Issue = {
    id: world.nextId(),
    number: Math.max(0, ...world.issues.keys()) + 1,
    author: 'octocat',
    createdMs: nowMs,
    title: 'Found a bug',
    body: null,
    state: 'open',
    stateReason: null,
    labels: [],
    assignees: [],
    isLocked: false,
    closedBy: null,
    updatedMs: nowMs,
    closedMs: null,
    ...given,
  }
  for (const name of issue.labels) addLabel(world, name)
  world.issues.set(issue.number, issue)
  return issue
}

/** GitHub makes a label that does not exist where somebody with the right to push gives it to an issue. */
export function addLabel(world: World, name: string, given: Partial<Label> = {}): Label {
  const key = name.toLowerCase()
  const label = world.labels.get(key) ?? { id: world.nextId(), name, color: 'ededed', description: null, ...given }
  world.labels.set(key, label)
  return label
}

function openPullRequest(world: World, given: NewPullRequest): PullRequest {
  const { number, author, title, labels, headRepository = world.repository, headBranch, headSha } = given
  const issue = openIssue(world, {
    ...(number && { number }),
    ...(author && { author }),
    title: title ?? 'Amazing new feature',
    labels: [...(labels ?? [])],
  })
  const pullRequest = {
    issue,
    headRepository,
    headOwner: headRepository.owner,
    headBranch,
    baseBranch: given.baseBranch ?? world.defaultBranch,
    headSha,
    isMerged: false,
  }
  world.pullRequests.set(issue.number, pullRequest)
  world.git.knownShas.add(headSha)
  return pullRequest
}

function addComment(world: World, number: number, { author, body }: Pick<Comment, 'author' | 'body'>): Comment {
  const nowMs = world.now()
  const comment = { id: world.nextId(), number, author, body, createdMs: nowMs, updatedMs: nowMs }
  world.comments.set(comment.id, comment)
  const issue = world.issues.get(number)
  if (issue) issue.updatedMs = nowMs
  return comment
}
