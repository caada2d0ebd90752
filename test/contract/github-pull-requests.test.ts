import { expect, it } from 'vitest'
import { findPullRequests, getPullRequest } from '../../src/github/find-pull-requests.ts'
import { startGitHub } from '../support/github-api.ts'
import { openTestClient } from '../support/github-client.ts'

const SHA = 'a'.repeat(40)
const FORK = { owner: 'mallory', name: 'chat' }
const HEAD = { repository: 'mallory/chat', owner: 'mallory', branch: 'main', sha: SHA }

it('a pull request is found by repository, branch and commit of its head, while it is open', async () => {
  await using server = await startGitHub()
  const { world } = server
  const fork = { headRepository: FORK, headBranch: 'main', headSha: SHA }
  world.openPullRequest({ headBranch: 'main', headSha: SHA })
  world.openPullRequest(fork)
  world.openPullRequest({ ...fork, headSha: 'b'.repeat(40) })
  world.openPullRequest({ ...fork, headBranch: 'other' })
  world.openPullRequest({ ...fork, headRepository: { owner: 'mallory', name: 'chat-2' } })
  world.openPullRequest({ ...fork, baseBranch: 'v1' })
  world.openPullRequest(fork).issue.state = 'closed'
  const { github } = await openTestClient(server)
  expect((await findPullRequests(github, HEAD)).map(({ number }) => number)).toEqual([6, 2])
  expect(await findPullRequests(github, { ...HEAD, sha: 'c'.repeat(40) })).toEqual([])
  // Without an owner GitHub knows no filter.
  expect(await findPullRequests(github, { ...HEAD, owner: '', repository: undefined })).toEqual([])
})

it('a pull request is found by its number, in whatever state it is', async () => {
  await using server = await startGitHub()
  const pullRequest = server.world.openPullRequest({
    headRepository: FORK,
    headBranch: 'main',
    headSha: SHA,
    labels: ['preview'],
  })
  const { github } = await openTestClient(server)
  const updatedAt = expect.any(String)
  const found = { number: 1, isOpen: true, isMerged: false, isFork: true, head: HEAD, labels: ['preview'], updatedAt }
  expect(await getPullRequest(github, 1)).toEqual(found)
  pullRequest.issue.state = 'closed'
  expect(await getPullRequest(github, 1)).toEqual({ ...found, isOpen: false })
})
