import { beforeEach, describe, expect, it, onTestFinished } from 'vitest'
import { type CommentPlace, findComment, writeComment } from '../../src/github/comments.ts'
import { markdown } from '../../src/markdown.ts'
import { type GitHubServer, startGitHub } from '../support/github-api.ts'
import { openTestClient } from '../support/github-client.ts'
import { TOKEN } from '../support/run-action.ts'

const BOT = 'github-actions[bot]'
const PLACE: CommentPlace = { on: 'pull-request', number: 12, key: 'preview' }
const MARK = '<!-- beanstalk-websockets: preview -->'

let server: GitHubServer

beforeEach(async () => {
  server = await startGitHub()
  const { world } = server
  world.openPullRequest({ number: 12, headBranch: 'chat-rooms', headSha: 'a'.repeat(40) })
  onTestFinished(() => server[Symbol.asyncDispose]())
})

const bodies = () => [...server.world.comments.values()].map(({ body }) => body)

describe('our comment', () => {
  it('is created once and then written over', async () => {
    const { github } = await openTestClient(server)
    const created = await writeComment(github, PLACE, [markdown`Creating.`])
    const updated = await writeComment(github, PLACE, [markdown`Live.`])
    expect(bodies()).toEqual([`${MARK}\nLive.\n`])
    expect(updated).toMatchObject({ id: created.id, url: expect.stringContaining('/pull/12#issuecomment-') })
    expect([created.isFound, updated]).toEqual([false, { ...(await findComment(github, PLACE)), isFound: true }])
  })

  it('is not sent again where it says so already', async () => {
    const { github } = await openTestClient(server)
    await writeComment(github, PLACE, [markdown`Live.`])
    server.requests.length = 0
    await writeComment(github, PLACE, [markdown`Live.`])
    expect(server.requests).toEqual(['GET /repos/octo-org/chat/issues/12/comments'])
  })

  it('is found behind more than a hundred others', async () => {
    for (let count = 0; count < 250; count += 1) server.world.comment(12, { author: 'octocat', body: `No. ${count}` })
    const { github } = await openTestClient(server)
    const { id } = await writeComment(github, PLACE, [markdown`Creating.`])
    expect(await writeComment(github, PLACE, [markdown`Live.`])).toMatchObject({ id })
    expect(server.world.comments.size).toBe(251)
  })

  it("is not a stranger's with the same mark, nor one of ours that quotes it, nor one with another key", async () => {
    const others = [
      { author: 'mallory', body: `${MARK}\nLive at https://evil.example` },
      { author: 'github-actions', body: `${MARK}\n` },
      { author: BOT, body: `They wrote:\n${MARK}` },
      { author: BOT, body: '<!-- beanstalk-websockets: preview-2 -->' },
    ]
    for (const other of others) server.world.comment(12, other)
    const { github } = await openTestClient(server)
    await writeComment(github, PLACE, [markdown`Live.`])
    expect(bodies()).toEqual([...others.map(({ body }) => body), `${MARK}\nLive.\n`])
  })

  it('belongs to whoever the token belongs to', async () => {
    server.world.comment(12, { author: BOT, body: MARK })
    server.tokens.set('app', { login: 'chat-previews[bot]', permissions: { pull_requests: 'write' } })
    const { github } = await openTestClient(server, { token: 'app' })
    await writeComment(github, PLACE, [markdown`Live.`])
    expect([...server.world.comments.values()].map(({ author }) => author)).toEqual([BOT, 'chat-previews[bot]'])
  })

  it('stays one when another run creates it at the same time: the older is kept', async () => {
    const { world } = server
    const onRequest = (request: string) => {
      if (request.startsWith('POST /repos/')) world.comment(12, { author: BOT, body: MARK })
    }
    const { github } = await openTestClient(server, { onRequest })
    const { id } = await writeComment(github, PLACE, [markdown`Live.`])
    expect([...world.comments.values()]).toMatchObject([{ id, body: `${MARK}\nLive.\n` }])
  })

  it('becomes one where there are several', async () => {
    const oldest = server.world.comment(12, { author: BOT, body: MARK })
    for (let count = 0; count < 2; count += 1) server.world.comment(12, { author: BOT, body: MARK })
    const { github } = await openTestClient(server)
    await writeComment(github, PLACE, [markdown`Live.`])
    expect([...server.world.comments.values()]).toMatchObject([{ id: oldest.id, body: `${MARK}\nLive.\n` }])
  })

  it.each([
    { kind: 'reset-after' },
    { kind: 'bad-gateway-after' },
    { kind: 'cut' },
    { kind: 'reset' },
    { kind: 'answer', status: 502 },
  ] as const)('stays one when the answer to its creation is lost: %o', async fault => {
    server.faults.add({ on: /^POST .*comments$/, times: 1, fault })
    const { github } = await openTestClient(server)
    await writeComment(github, PLACE, [markdown`Live.`])
    expect(bodies()).toEqual([`${MARK}\nLive.\n`])
  })

  it('leaves out whole blocks for which GitHub has no room', async () => {
    const { github } = await openTestClient(server)
    await writeComment(github, PLACE, [markdown`Live.`, ...Array(100).fill(markdown`${'x'.repeat(1000)}`)])
    const [body = ''] = bodies()
    expect(body.length).toBeLessThanOrEqual(65_536)
    expect(body.length).toBeGreaterThan(64_000)
    expect(body).toMatch(/^<!-- [^\n]* -->\nLive\.\n\nx{1000}\n.*x{1000}\n\n\(What was too long/s)
  })
})

describe('a token that may not comment', () => {
  it.each([
    ['pull-request', { issues: 'write' }, 'pull-requests'],
    ['pull-request', { pull_requests: 'read' }, 'pull-requests'],
    ['issue', { pull_requests: 'write' }, 'issues'],
  ] as const)('is told what to add, on a %s with %o', async (on, permissions, missing) => {
    server.world.openIssue({ number: 13 })
    server.tokens.set(TOKEN, { login: BOT, permissions })
    const { github } = await openTestClient(server)
    const place = { ...PLACE, on, number: on === 'issue' ? 13 : 12 }
    await expect(writeComment(github, place, [markdown`Live.`])).rejects.toMatchObject({
      code: 'github-permission-denied',
      message: expect.stringContaining('Resource not accessible by integration'),
      hint: expect.stringMatching(new RegExp(`\npermissions:\n  ${missing}: write$`)),
    })
  })
})
