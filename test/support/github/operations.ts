/**
 * The operations of GitHub's REST API that the server of the tests speaks, each with the sets of permissions of which
 * one is enough, as GitHub names them in `x-accepted-github-permissions` (docs.github.com, "Permissions required for
 * GitHub Apps").
 */

export type Method = 'get' | 'post' | 'put' | 'patch' | 'delete'

/** "get /repos/{owner}/{repo}/pulls", as in GitHub's OpenAPI description. */
export type Operation = keyof typeof OPERATIONS

const COMMENT = ['issues=write', 'pull_requests=write'] as const
const READ_COMMENT = ['issues=read', 'pull_requests=read'] as const

export const OPERATIONS = {
  'get /repos/{owner}/{repo}/issues': ['issues=read'],
  'post /repos/{owner}/{repo}/issues': ['issues=write'],
  'get /repos/{owner}/{repo}/issues/{issue_number}': READ_COMMENT,
  'patch /repos/{owner}/{repo}/issues/{issue_number}': COMMENT,
  'put /repos/{owner}/{repo}/issues/{issue_number}/lock': COMMENT,
  'delete /repos/{owner}/{repo}/issues/{issue_number}/lock': COMMENT,
  'get /repos/{owner}/{repo}/issues/{issue_number}/comments': READ_COMMENT,
  'post /repos/{owner}/{repo}/issues/{issue_number}/comments': COMMENT,
  'get /repos/{owner}/{repo}/issues/comments/{comment_id}': READ_COMMENT,
  'patch /repos/{owner}/{repo}/issues/comments/{comment_id}': COMMENT,
  'delete /repos/{owner}/{repo}/issues/comments/{comment_id}': COMMENT,
  'get /repos/{owner}/{repo}/labels': READ_COMMENT,
  'post /repos/{owner}/{repo}/labels': COMMENT,
  'get /repos/{owner}/{repo}/labels/{name}': READ_COMMENT,
  'get /repos/{owner}/{repo}/pulls': ['pull_requests=read'],
  'get /repos/{owner}/{repo}/pulls/{pull_number}': ['pull_requests=read'],
  'get /repos/{owner}/{repo}/deployments': ['deployments=read'],
  'post /repos/{owner}/{repo}/deployments': ['deployments=write'],
  'get /repos/{owner}/{repo}/deployments/{deployment_id}': ['deployments=read'],
  'delete /repos/{owner}/{repo}/deployments/{deployment_id}': ['deployments=write'],
  'get /repos/{owner}/{repo}/deployments/{deployment_id}/statuses': ['deployments=read'],
  'post /repos/{owner}/{repo}/deployments/{deployment_id}/statuses': ['deployments=write'],
  'get /repos/{owner}/{repo}/contents/{path}': ['contents=read'],
  'put /repos/{owner}/{repo}/contents/{path}': ['contents=write'],
  'get /repos/{owner}/{repo}/git/ref/{ref}': ['contents=read'],
  'post /repos/{owner}/{repo}/git/refs': ['contents=write'],
  'patch /repos/{owner}/{repo}/git/refs/{ref}': ['contents=write'],
  'get /repos/{owner}/{repo}/git/commits/{commit_sha}': ['contents=read'],
  'post /repos/{owner}/{repo}/git/blobs': ['contents=write'],
  'post /repos/{owner}/{repo}/git/trees': ['contents=write'],
  'post /repos/{owner}/{repo}/git/commits': ['contents=write'],
} as const satisfies Readonly<Record<`${Method} /${string}`, readonly string[]>>
