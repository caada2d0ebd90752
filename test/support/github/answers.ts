/** What GitHub answers about things, in the form of its OpenAPI description. */

import type { Call } from './call.ts'
import { listRequired } from './schemas.ts'
import type { Comment, Deployment, DeploymentStatus, Issue, PullRequest, RepositoryName, World } from './world.ts'

type Json = Readonly<Record<string, unknown>>

export const toTime = (ms: number): string => new Date(ms).toISOString().replace(/\.\d{3}Z$/, 'Z')

const nodeId = (kind: string, id: number) => Buffer.from(`${kind}${id}`).toString('base64url')

function userAnswer(login: string): Json {
  const isBot = login.endsWith('[bot]')
  const id = [...login].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 100_000_000, 7)
  return {
    ...urlsOf('simple-user', `https://api.github.com/users/${encodeURIComponent(login)}`),
    login,
    id,
    node_id: nodeId('U', id),
    gravatar_id: '',
    html_url: `https://github.com/${isBot ? `apps/${login.slice(0, -'[bot]'.length)}` : login}`,
    type: isBot ? 'Bot' : 'User',
    site_admin: false,
  }
}

export function issueAnswer(call: Call, issue: Issue): Json {
  const { number } = issue
  const url = `${call.repositoryUrl}/issues/${number}`
  const isPullRequest = call.world.pullRequests.has(number)
  return {
    ...describeIssue(call, issue),
    url,
    html_url: htmlUrl(call.world, isPullRequest ? `pull/${number}` : `issues/${number}`),
    repository_url: call.repositoryUrl,
    labels_url: `${url}/labels{/name}`,
    comments_url: `${url}/comments`,
    events_url: `${url}/events`,
    comments: [...call.world.comments.values()].filter(comment => comment.number === number).length,
    state_reason: issue.stateReason,
    ...(isPullRequest && {
      pull_request: { url: `${call.repositoryUrl}/pulls/${number}`, html_url: null, diff_url: null, patch_url: null },
    }),
  }
}

/** As it is asked for by its number: a list does not say who closed it. */
export function wholeIssueAnswer(call: Call, issue: Issue): Json {
  return { ...issueAnswer(call, issue), closed_by: issue.closedBy ? userAnswer(issue.closedBy) : null }
}

export function commentAnswer({ world, repositoryUrl }: Call, comment: Comment): Json {
  const kind = world.pullRequests.has(comment.number) ? 'pull' : 'issues'
  return {
    id: comment.id,
    node_id: nodeId('IC', comment.id),
    url: `${repositoryUrl}/issues/comments/${comment.id}`,
    html_url: htmlUrl(world, `${kind}/${comment.number}#issuecomment-${comment.id}`),
    issue_url: `${repositoryUrl}/issues/${comment.number}`,
    user: userAnswer(comment.author),
    body: comment.body,
    author_association: 'NONE',
    created_at: toTime(comment.createdMs),
    updated_at: toTime(comment.updatedMs),
  }
}

export function labelAnswer({ world, repositoryUrl }: Call, name: string): Json {
  const label = world.labels.get(name.toLowerCase())
  return {
    id: label?.id ?? 0,
    node_id: nodeId('LA', label?.id ?? 0),
    url: `${repositoryUrl}/labels/${encodeURIComponent(name)}`,
    name: label?.name ?? name,
    description: label?.description ?? null,
    color: label?.color ?? 'ededed',
    default: false,
  }
}

/** As in a list; one that is asked for by its number has more. */
export function pullRequestAnswer(call: Call, pullRequest: PullRequest): Json {
  const { world, repositoryUrl } = call
  const { issue } = pullRequest
  const url = `${repositoryUrl}/pulls/${issue.number}`
  const html = htmlUrl(world, `pull/${issue.number}`)
  const link = (href: string) => ({ href })
  return {
    ...urlsOf('pull-request-simple', url),
    ...describeIssue(call, issue),
    html_url: html,
    draft: false,
    merged_at: pullRequest.isMerged ? toTime(issue.closedMs ?? issue.updatedMs) : null,
    merge_commit_sha: null,
    requested_reviewers: [],
    requested_teams: [],
    head: branchAnswer(call, { ...pullRequest, branch: pullRequest.headBranch, sha: pullRequest.headSha }),
    base: branchAnswer(call, {
      headRepository: world.repository,
      headOwner: world.repository.owner,
      branch: pullRequest.baseBranch,
      sha: world.git.references.get(`refs/heads/${pullRequest.baseBranch}`) ?? '0'.repeat(40),
    }),
    _links: {
      ...Object.fromEntries(
        ['comments', 'commits', 'statuses', 'issue', 'review_comments', 'review_comment', 'self'].map(name => [
          name,
          link(url),
        ]),
      ),
      html: link(html),
    },
    auto_merge: null,
  }
}

export function wholePullRequestAnswer(call: Call, pullRequest: PullRequest): Json {
  return {
    ...pullRequestAnswer(call, pullRequest),
    merged: pullRequest.isMerged,
    mergeable: null,
    mergeable_state: 'unknown',
    merged_by: null,
    maintainer_can_modify: false,
    comments: 0,
    review_comments: 0,
    commits: 1,
    additions: 1,
    deletions: 0,
    changed_files: 1,
  }
}

export function deploymentAnswer({ repositoryUrl }: Call, deployment: Deployment): Json {
  const url = `${repositoryUrl}/deployments/${deployment.id}`
  const { id, sha, ref, task, payload, environment, description, creator, createdMs } = deployment
  return {
    url,
    id,
    node_id: nodeId('DE', id),
    task,
    original_environment: environment,
    environment,
    description,
    created_at: toTime(createdMs),
    updated_at: toTime(deployment.statuses.at(-1)?.createdMs ?? createdMs),
    statuses_url: `${url}/statuses`,
    repository_url: repositoryUrl,
    creator: userAnswer(creator),
    sha,
    ref,
    payload,
    transient_environment: deployment.isTransient,
    production_environment: deployment.isProduction,
    performed_via_github_app: null,
  }
}

export function statusAnswer({ repositoryUrl }: Call, deployment: Deployment, status: DeploymentStatus): Json {
  const deploymentUrl = `${repositoryUrl}/deployments/${deployment.id}`
  return {
    url: `${deploymentUrl}/statuses/${status.id}`,
    id: status.id,
    node_id: nodeId('DES', status.id),
    state: status.state,
    creator: userAnswer(status.creator),
    description: status.description,
    environment: status.environment,
    target_url: status.logUrl,
    log_url: status.logUrl,
    environment_url: status.environmentUrl,
    created_at: toTime(status.createdMs),
    updated_at: toTime(status.createdMs),
    deployment_url: deploymentUrl,
    repository_url: repositoryUrl,
    performed_via_github_app: null,
  }
}

/** What issues and pull requests have in common. */
function describeIssue(call: Call, issue: Issue): Json {
  return {
    id: issue.id,
    node_id: nodeId('I', issue.id),
    number: issue.number,
    title: issue.title,
    body: issue.body,
    user: userAnswer(issue.author),
    labels: issue.labels.map(name => labelAnswer(call, name)),
    assignee: issue.assignees[0] ? userAnswer(issue.assignees[0]) : null,
    assignees: issue.assignees.map(userAnswer),
    milestone: null,
    state: issue.state,
    locked: issue.isLocked,
    active_lock_reason: null,
    author_association: 'NONE',
    created_at: toTime(issue.createdMs),
    updated_at: toTime(issue.updatedMs),
    closed_at: issue.closedMs === null ? null : toTime(issue.closedMs),
  }
}

interface Branch {
  readonly headRepository: RepositoryName | null
  readonly headOwner: string
  readonly branch: string
  readonly sha: string
}

function branchAnswer(call: Call, { headRepository, headOwner, branch, sha }: Branch): Json {
  const repo = headRepository && repositoryAnswer(call, headRepository)
  return { label: `${headOwner}:${branch}`, ref: branch, sha, user: userAnswer(headOwner), repo }
}

function repositoryAnswer({ world, apiUrl }: Call, { owner, name }: RepositoryName): Json {
  const isFork = owner !== world.repository.owner || name !== world.repository.name
  const html = `https://github.com/${owner}/${name}`
  const counts = [
    'forks',
    'forks_count',
    'open_issues',
    'open_issues_count',
    'size',
    'stargazers_count',
    'watchers',
    'watchers_count',
  ]
  const abilities = [
    'has_downloads',
    'has_issues',
    'has_projects',
    'has_wiki',
    'has_pages',
    'archived',
    'disabled',
    'private',
  ]
  return {
    ...urlsOf('repository', `${apiUrl}/repos/${owner}/${name}`),
    ...Object.fromEntries(counts.map(count => [count, 0])),
    ...Object.fromEntries(abilities.map(ability => [ability, false])),
    id: isFork ? 1_296_270 : 1_296_269,
    node_id: nodeId('R', isFork ? 1_296_270 : 1_296_269),
    name,
    full_name: `${owner}/${name}`,
    owner: userAnswer(owner),
    html_url: html,
    description: null,
    fork: isFork,
    default_branch: world.defaultBranch,
    homepage: null,
    language: null,
    license: null,
    mirror_url: null,
    created_at: toTime(0),
    updated_at: toTime(0),
    pushed_at: toTime(0),
  }
}

/** Each property that must be there and whose name ends in `url`: nothing of ours reads them. */
function urlsOf(schema: Parameters<typeof listRequired>[0], url: string): Json {
  const names = listRequired(schema).filter(name => /(^|_)url$/.test(name))
  return Object.fromEntries(names.map(name => [name, name === 'url' ? url : `${url}/${name.replace(/_url$/, '')}`]))
}

function htmlUrl({ repository }: World, path: string): string {
  return `https://github.com/${repository.owner}/${repository.name}/${path}`
}
