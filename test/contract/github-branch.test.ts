import { beforeEach, describe, expect, it, onTestFinished } from 'vitest'
import { type BranchChange, changeBranch } from '../../src/github/change-branch.ts'
import type { GitHub } from '../../src/github/client.ts'
import { type GitHubServer, startGitHub } from '../support/github-api.ts'
import { openTestClient } from '../support/github-client.ts'

const BRANCH = 'websockets-history'
const HISTORY = 'chat.jsonl'

let server: GitHubServer
let github: GitHub

beforeEach(async () => {
  server = await startGitHub()
  github = (await openTestClient(server)).github
  onTestFinished(() => server[Symbol.asyncDispose]())
})

function append(line: string): BranchChange {
  return {
    branch: BRANCH,
    message: 'check: chat',
    paths: [HISTORY],
    async *change(files) {
      for await (const { text = '' } of files) {
        const lines = text.split('\n').filter(Boolean)
        if (lines.includes(line)) return
        const all = [...lines, line]
        yield { path: HISTORY, text: `${all.join('\n')}\n` }
        yield { path: 'README.md', text: `${all.length} checks\n` }
      }
    },
  }
}

/** Whatever is there. */
function write(path: string, text: string): BranchChange {
  return {
    ...append(''),
    async *change() {
      yield { path, text }
    },
  }
}

function readBranch() {
  const { git } = server.world
  const head = git.references.get(`refs/heads/${BRANCH}`) ?? ''
  const files = [...git.listFiles(head)].map(([path, { sha }]) => [path, git.blobs.get(sha)?.toString()])
  let commitCount = 0
  for (let sha: string | undefined = head; sha; sha = git.commits.get(sha)?.parents[0]) commitCount += 1
  return { files: Object.fromEntries(files), commitCount }
}

describe('the files of a branch', () => {
  it('are made with the branch, which comes from no other', async () => {
    expect(await changeBranch(github, append('1'))).toBe('written')
    expect(readBranch()).toEqual({ files: { [HISTORY]: '1\n', 'README.md': '1 checks\n' }, commitCount: 1 })
  })

  it('are changed together in one commit, and others stay', async () => {
    await changeBranch(github, write('other.txt', 'x'))
    await changeBranch(github, append('1'))
    server.requests.length = 0
    await changeBranch(github, append('2'))
    expect(server.requests).toHaveLength(6)
    const files = { [HISTORY]: '1\n2\n', 'README.md': '2 checks\n', 'other.txt': 'x' }
    expect(readBranch()).toEqual({ files, commitCount: 3 })
  })

  it('are left where everything is there already', async () => {
    await changeBranch(github, append('1'))
    expect(await changeBranch(github, append('1'))).toBe('unchanged')
    expect(readBranch().commitCount).toBe(1)
  })

  it('lose nothing and have nothing twice when several runs write at the same time', async () => {
    const lines = ['1', '2', '3', '4', '5']
    await Promise.all(lines.map(line => changeBranch(github, append(line))))
    const { files, commitCount } = readBranch()
    expect(files[HISTORY]?.trim().split('\n').toSorted()).toEqual(lines)
    expect(commitCount).toBe(5)
  })

  const LOST = [{ kind: 'reset-after' }, { kind: 'bad-gateway-after' }, { kind: 'reset' }] as const
  it.each(
    LOST.flatMap(fault =>
      ['POST .*/git/trees', 'POST .*/git/commits', 'POST .*/git/refs', 'PATCH', 'GET'].map(on => [on, fault] as const),
    ),
  )('are there once when an answer to %s is lost: %o', async (on, fault) => {
    server.faults.add({ on: new RegExp(on), times: 1, fault })
    await changeBranch(github, append('1'))
    await changeBranch(github, append('2'))
    expect(readBranch()).toMatchObject({ files: { [HISTORY]: '1\n2\n' }, commitCount: 2 })
  })

  it('are there once when every answer to it is lost', async () => {
    await changeBranch(github, append('1'))
    server.faults.add({ on: /^PATCH/, times: 4, fault: { kind: 'bad-gateway-after' } })
    expect(await changeBranch(github, append('2'))).toBe('written')
    expect(readBranch()).toMatchObject({ files: { [HISTORY]: '1\n2\n' }, commitCount: 2 })
  })

  it('are there once when the answer is lost and another run is faster then', async () => {
    await changeBranch(github, append('1'))
    server.faults.add({ on: /^PATCH/, times: 1, fault: { kind: 'bad-gateway-after' } })
    let patchCount = 0
    const onRequest = (request: string) => {
      if (request.startsWith('PATCH')) patchCount += 1
      if (patchCount === 2 && request.startsWith('PATCH')) writeBetween('3')
    }
    const { github: slow } = await openTestClient(server, { onRequest })
    let askedCount = 0
    const counted: BranchChange = {
      ...append('2'),
      change(files) {
        askedCount += 1
        return append('2').change(files)
      },
    }
    expect(await changeBranch(slow, counted)).toBe('written')
    expect(readBranch().files[HISTORY]).toBe('1\n2\n3\n')
    // What it wrote itself is no news to it.
    expect(askedCount).toBe(1)
  })

  it('are given up where the branch must not be changed', async () => {
    await changeBranch(github, append('1'))
    server.faults.add({
      on: /^PATCH/,
      fault: { kind: 'answer', status: 422, body: '{"message":"Changes must be made through a pull request."}' },
    })
    server.requests.length = 0
    await expect(changeBranch(github, append('2'))).rejects.toMatchObject({
      message: expect.stringContaining('pull request'),
    })
    expect(server.requests.filter(request => request.startsWith('PATCH'))).toHaveLength(1)
  })

  it('are given up where one has more than GitHub answers', async () => {
    await changeBranch(github, write(HISTORY, 'x'.repeat(1024 * 1024 + 1)))
    await expect(changeBranch(github, append('1'))).rejects.toMatchObject({ code: 'github-answer-unreadable' })
  })
})

/** As another run does, onto what is there now. */
function writeBetween(line: string): void {
  const { git } = server.world
  const head = git.references.get(`refs/heads/${BRANCH}`) ?? ''
  const files = git.listFiles(head)
  const before = git.blobs.get(files.get(HISTORY)?.sha ?? '')?.toString()
  const entry = { path: HISTORY, mode: '100644', sha: git.addBlob(Buffer.from(`${before}${line}\n`)) }
  const tree = git.addTree([...files.set(HISTORY, entry).values()])
  git.references.set(`refs/heads/${BRANCH}`, git.addCommit({ tree, parents: [head], message: 'another' }))
}
