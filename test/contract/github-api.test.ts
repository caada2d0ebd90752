import { beforeEach, describe, expect, it, onTestFinished } from 'vitest'
import { cutOut } from '../../scripts/github-openapi.ts'
import type { GitHub } from '../../src/github/client.ts'
import description from '../fixtures/github-openapi.json' with { type: 'json' }
import { OPERATIONS } from '../support/github/operations.ts'
import { type GitHubServer, HANDLERS, startGitHub } from '../support/github-api.ts'
import { openTestClient } from '../support/github-client.ts'

const SHA = 'a'.repeat(40)

let server: GitHubServer
let github: GitHub

beforeEach(async () => {
  server = await startGitHub()
  github = (await openTestClient(server)).github
  onTestFinished(() => server[Symbol.asyncDispose]())
})

const numbers = (issues: readonly { readonly number: number }[]) => issues.map(({ number }) => number)

describe("GitHub's description", () => {
  it('is a part with nothing left out and nothing left over of what the server speaks', () => {
    const described = Object.entries(description.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map(method => `${method} ${path}`),
    )
    expect(described.toSorted()).toEqual(Object.keys(OPERATIONS).toSorted())
    expect(Object.keys(HANDLERS).toSorted()).toEqual(described.toSorted())
    const again = { ...(cutOut(description, described) as typeof description), info: description.info }
    expect(again).toEqual(description)
  })

  it('is what requests are judged by', async () => {
    await using strict = await startGitHub()
    const { github } = await openTestClient(strict)
    await github.rest.issues.create({ ...github.repo, title: 'Down', lables: ['x'] }).catch(() => undefined)
    await github.rest.issues.listForRepo({ ...github.repo, state: 'shut' as 'open' }).catch(() => undefined)
    expect(strict.violations.splice(0)).toEqual([
      'POST /repos/octo-org/chat/issues: there is no "lables" in the body',
      'GET /repos/octo-org/chat/issues: it must be equal to one of the allowed values',
    ])
  })

  it('is what answers are judged by', async () => {
    await using strict = await startGitHub()
    strict.world.openIssue({ number: 5, title: undefined as unknown as string })
    const { github } = await openTestClient(strict)
    await github.rest.issues.get({ ...github.repo, issue_number: 5 })
    expect(strict.violations.splice(0)).toEqual([
      "the answer 200 to GET /repos/octo-org/chat/issues/5: it must have required property 'title'",
    ])
  })
})

describe('issues', () => {
  it('are listed by state, label and creator, the newest first, with pull requests among them', async () => {
    const { world } = server
    world.openIssue({ labels: ['Incident', 'chat'] })
    world.openIssue({ labels: ['incident'], state: 'closed' })
    world.openIssue({ author: 'mallory', labels: ['incident'] })
    world.openPullRequest({ labels: ['incident'], headBranch: 'b', headSha: SHA })
    const list = async (filter: object) =>
      numbers((await github.rest.issues.listForRepo({ ...github.repo, ...filter })).data)
    expect(await list({})).toEqual([4, 3, 1])
    expect(await list({ labels: 'incident', state: 'all' })).toEqual([4, 3, 2, 1])
    expect(await list({ labels: 'incident,chat' })).toEqual([1])
    expect(await list({ creator: 'mallory' })).toEqual([3])
    expect(await list({ direction: 'asc' })).toEqual([1, 3, 4])
    const { data } = await github.rest.issues.get({ ...github.repo, issue_number: 4 })
    expect(data.pull_request).toBeDefined()
  })

  it('are created, changed, closed with a reason, locked and reopened', async () => {
    const { data } = await github.rest.issues.create({
      ...github.repo,
      title: 'Down',
      body: 'since 12:00',
      labels: ['incident'],
      assignees: ['octocat'],
    })
    const asked = { ...github.repo, issue_number: data.number }
    expect(data).toMatchObject({
      state: 'open',
      user: { login: 'github-actions[bot]', type: 'Bot' },
      assignees: [{ login: 'octocat' }],
    })
    expect((await github.rest.issues.getLabel({ ...github.repo, name: 'incident' })).data.color).toBe('ededed')
    const closed = await github.rest.issues.update({ ...asked, state: 'closed', state_reason: 'not_planned' })
    expect(closed.data).toMatchObject({
      state: 'closed',
      state_reason: 'not_planned',
      closed_at: expect.any(String),
      body: 'since 12:00',
    })
    await github.rest.issues.lock(asked)
    const open = await github.rest.issues.update({ ...asked, state: 'open', title: 'Down again' })
    expect(open.data).toMatchObject({ state: 'open', closed_at: null, locked: true, title: 'Down again' })
    await github.rest.issues.unlock(asked)
    expect((await github.rest.issues.get(asked)).data.locked).toBe(false)
  })

  it('are refused with what GitHub refuses', async () => {
    const create = (issue: object) => github.rest.issues.create({ ...github.repo, title: 'Down', ...issue })
    const refused = { code: 'github-refused', message: expect.stringContaining('HTTP 422') }
    await expect(create({ title: ' ' })).rejects.toMatchObject(refused)
    await expect(create({ body: 'x'.repeat(65_537) })).rejects.toMatchObject(refused)
    await expect(create({ assignees: ['stranger'] })).rejects.toMatchObject(refused)
    await github.rest.issues.createLabel({ ...github.repo, name: 'incident', color: 'd73a4a' })
    await expect(github.rest.issues.createLabel({ ...github.repo, name: 'Incident' })).rejects.toMatchObject(refused)
    expect((await github.rest.issues.listLabelsForRepo(github.repo)).data).toMatchObject([
      { name: 'incident', color: 'd73a4a' },
    ])
  })

  it('come a page at a time, each with links to the others', async () => {
    for (let count = 0; count < 45; count += 1) server.world.openIssue({})
    const list = (page: number) => github.rest.issues.listForRepo({ ...github.repo, page, per_page: 20 })
    expect((await list(2)).headers.link).toMatch(/page=1&.*rel="prev".*page=3&.*rel="next".*rel="last".*rel="first"$/)
    expect((await list(3)).headers.link).not.toContain('rel="next"')
    expect((await list(3)).data).toHaveLength(5)
    expect((await list(4)).data).toHaveLength(0)
    expect((await github.rest.issues.listForRepo(github.repo)).data).toHaveLength(30)
  })

  it('are not of another repository', async () => {
    const other = github.rest.issues.create({ owner: 'octo-org', repo: 'other', title: 'Down' })
    await expect(other).rejects.toMatchObject({ message: expect.stringContaining('"Not Found"') })
  })
})

describe('files', () => {
  const file = { path: 'history/chat.jsonl', message: 'check: chat' }
  const encode = (text: string) => Buffer.from(text).toString('base64')

  it('are written one by one to a branch, each over the version that was read', async () => {
    const branch = await startBranch('history')
    const put = (content: string, sha?: string) =>
      github.rest.repos.createOrUpdateFileContents({
        ...github.repo,
        ...file,
        branch,
        content: encode(content),
        ...(sha && { sha }),
      })
    const { data } = await put('1\n')
    await expect(put('2\n')).rejects.toMatchObject({ message: expect.stringContaining('HTTP 422') })
    await expect(put('2\n', SHA)).rejects.toMatchObject({ message: expect.stringContaining('HTTP 409') })
    await put('1\n2\n'.repeat(100), data.content?.sha)
    const read = await github.rest.repos.getContent({ ...github.repo, path: file.path, ref: branch })
    const content = 'content' in read.data ? Buffer.from(read.data.content, 'base64').toString() : ''
    expect(content).toBe('1\n2\n'.repeat(100))
    await expect(github.rest.repos.getContent({ ...github.repo, path: file.path, ref: 'main' })).rejects.toThrow('404')
  })

  it('of more than 1 MiB are answered without content', async () => {
    const branch = await startBranch('history')
    const content = encode('x'.repeat(1024 * 1024 + 1))
    await github.rest.repos.createOrUpdateFileContents({ ...github.repo, ...file, branch, content })
    const { data } = await github.rest.repos.getContent({ ...github.repo, path: file.path, ref: branch })
    expect(data).toMatchObject({ size: 1024 * 1024 + 1, encoding: 'none', content: '' })
  })

  it('are written together as a commit, onto the last one only', async () => {
    const branch = await startBranch('history')
    const { rest, repo } = github
    const before = (await rest.git.getRef({ ...repo, ref: `heads/${branch}` })).data.object.sha
    const { data: parent } = await rest.git.getCommit({ ...repo, commit_sha: before })
    const commit = async (content: string) => {
      const tree = [{ path: 'a.jsonl', mode: '100644', type: 'blob', content }] as const
      const { data } = await rest.git.createTree({ ...repo, base_tree: parent.tree.sha, tree: [...tree] })
      return (await rest.git.createCommit({ ...repo, message: 'check', tree: data.sha, parents: [before] })).data.sha
    }
    const [one, other] = [await commit('1\n'), await commit('2\n')]
    const move = (sha: string) => rest.git.updateRef({ ...repo, ref: `heads/${branch}`, sha })
    await move(one)
    await expect(move(other)).rejects.toMatchObject({ message: expect.stringContaining('not a fast forward') })
    const read = await rest.repos.getContent({ ...repo, path: 'a.jsonl', ref: branch })
    expect(read.data).toMatchObject({ content: encode('1\n') })
  })

  it('have a branch of their own, which can be made once', async () => {
    const branch = await startBranch('history')
    await expect(startBranch(branch)).rejects.toMatchObject({ message: expect.stringContaining('already exists') })
  })
})

describe('deployments', () => {
  it('are not made while checks are awaited, nor when something is merged first', async () => {
    server.world.openPullRequest({ headBranch: 'b', headSha: SHA })
    const { rest, repo } = github
    const create = (more: object) => rest.repos.createDeployment({ ...repo, ref: SHA, ...more })
    await expect(create({ auto_merge: false })).rejects.toMatchObject({ message: expect.stringContaining('HTTP 409') })
    expect((await create({ required_contexts: [] })).status).toBe(202)
    const { data } = await create({ auto_merge: false, required_contexts: [] })
    await expect(create({ ref: 'gone' })).rejects.toMatchObject({ message: expect.stringContaining('HTTP 422') })
    const id = 'id' in data ? data.id : 0
    expect((await rest.repos.getDeployment({ ...repo, deployment_id: id })).data.environment).toBe('production')
    await rest.repos.deleteDeployment({ ...repo, deployment_id: id })
    expect(server.world.deployments.size).toBe(0)
  })

  it('that are not transient become inactive with the success of the next', async () => {
    server.world.openPullRequest({ headBranch: 'b', headSha: SHA })
    const { rest, repo } = github
    const deploy = async (transient_environment: boolean) => {
      const asked = {
        ref: SHA,
        environment: 'preview',
        auto_merge: false,
        required_contexts: [],
        transient_environment,
      }
      const { data } = await rest.repos.createDeployment({ ...repo, ...asked })
      const deployment_id = 'id' in data ? data.id : 0
      await rest.repos.createDeploymentStatus({ ...repo, deployment_id, state: 'success' })
    }
    for (const isTransient of [false, true, true]) await deploy(isTransient)
    const last = [...server.world.deployments.values()].map(({ statuses }) => statuses.at(-1)?.state)
    expect(last).toEqual(['inactive', 'success', 'success'])
  })
})

async function startBranch(name: string): Promise<string> {
  const { rest, repo } = github
  const blob = await rest.git.createBlob({ ...repo, content: '# History\n' })
  const entry = { path: 'README.md', mode: '100644', type: 'blob', sha: blob.data.sha } as const
  const tree = await rest.git.createTree({ ...repo, tree: [entry] })
  const commit = await rest.git.createCommit({ ...repo, message: 'start', tree: tree.data.sha, parents: [] })
  await rest.git.createRef({ ...repo, ref: `refs/heads/${name}`, sha: commit.data.sha })
  return name
}
