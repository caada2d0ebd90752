/** Which pull request is meant: by its number, or by where its commits come from. */

import type { GitHub } from './client.ts'
import { type Head, type PullRequest, readPullRequest } from './pull-request.ts'
import { readPages } from './read-pages.ts'
import { isGitHubStatus, unreadableAnswer } from './refusals.ts'

/** Undefined when there is none of this number. */
export async function getPullRequest({ repo, rest }: GitHub, number: number): Promise<PullRequest | undefined> {
  try {
    const { data } = await rest.pulls.get({ ...repo, pull_number: number })
    return readAnswer(data)
  } catch (error) {
    if (isGitHubStatus(error, 404)) return undefined
    throw error
  }
}

/**
 * Throws an ActionError where the token may not see them: GitHub then answers of each that there is none, as of one
 * that really is not there.
 */
export async function requirePullRequests({ repo, rest }: GitHub): Promise<void> {
  await rest.pulls.list({ ...repo, state: 'all', per_page: 1 })
}

/**
 * The open pull requests whose last commit this is, in this branch of this repository. None when it has been pushed to
 * since; several when the branch is to be merged into several.
 */
export async function findPullRequests({ repo, rest }: GitHub, head: Head): Promise<PullRequest[]> {
  const { owner, branch, sha, repository } = head
  if (repository === undefined) return []
  const asked = { ...repo, head: `${owner}:${branch}`, state: 'open', per_page: 100 } as const
  const found: PullRequest[] = []
  for await (const data of readPages('the pull requests', page => rest.pulls.list({ ...asked, page }))) {
    const pullRequest = readAnswer(data)
    const { head } = pullRequest
    // An owner may have two forks with a branch of that name, and GitHub takes what it does not understand for no filter.
    if (head.repository === repository && head.branch === branch && head.sha === sha) found.push(pullRequest)
  }
  return found
}

function readAnswer(data: unknown): PullRequest {
  const pullRequest = readPullRequest(data)
  if (!pullRequest) throw unreadableAnswer('a pull request', 'one without number, branch or commit')
  return pullRequest
}
