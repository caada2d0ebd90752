/** Pull requests, as far as they are read. */

import { pullRequestAnswer, wholePullRequestAnswer } from './answers.ts'
import { type Call, find, type Handler } from './call.ts'
import type { PullRequest } from './world.ts'

export const PULL_REQUEST_HANDLERS = {
  'get /repos/{owner}/{repo}/pulls': call => ({
    items: listPullRequests(call).map(pullRequest => pullRequestAnswer(call, pullRequest)),
  }),

  'get /repos/{owner}/{repo}/pulls/{pull_number}': call => ({
    status: 200,
    body: wholePullRequestAnswer(call, find(call.world.pullRequests, call.params.pull_number)),
  }),
} as const satisfies Readonly<Record<string, Handler>>

// A head without an owner is no filter to GitHub: it answers with all of them.
function listPullRequests({ world, query }: Call): PullRequest[] {
  const { state = 'open', base } = query
  const head = query.head?.includes(':') ? query.head : undefined
  return [...world.pullRequests.values()]
    .filter(({ issue }) => state === 'all' || issue.state === state)
    .filter(({ headOwner, headBranch }) => !head || `${headOwner}:${headBranch}` === head)
    .filter(({ baseBranch }) => !base || baseBranch === base)
    .toSorted((a, b) => b.issue.number - a.issue.number)
}
