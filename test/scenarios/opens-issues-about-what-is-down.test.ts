import type { RequestListener } from 'node:http'
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest'
import { type GitHubServer, startGitHub } from '../support/github-api.ts'
import { runAction, TOKEN } from '../support/run-action.ts'
import { listenUnsteadily, type UnsteadyApp } from '../support/unsteady-app.ts'

const BOT = 'github-actions[bot]'
const QUERY = '?token=s3cret-of-the-query'

let github: GitHubServer
let app: UnsteadyApp
let url: string

beforeEach(async () => {
  github = await startGitHub()
  onTestFinished(() => github[Symbol.asyncDispose]())
  const answer: RequestListener = (request, response) => response.writeHead(500).end(`<b>@octocat ${request.url}</b>`)
  app = await listenUnsteadily(false, answer)
  onTestFinished(() => app[Symbol.asyncDispose]())
  url = `ws://127.0.0.1:${app.port}`
})

async function check(inputs: Readonly<Record<string, string>> = {}) {
  return await runAction({
    action: 'check',
    inputs: { url: `${url}/ws${QUERY}`, attempts: '1', 'incident-issue': 'true', ...inputs },
    env: { GITHUB_API_URL: github.url },
  })
}

const issues = () => [...github.world.issues.values()]

describe('check with incident-issue', () => {
  it('opens an issue while a target is down, and closes it when it is up', async () => {
    const down = await check({ 'incident-labels': 'production', 'incident-assignees': 'octocat' })
    expect(down.exitCode, down.log).toBe(1)
    const [issue] = issues()
    expect(issue).toMatchObject({
      title: expect.stringMatching(/^ws:\/\/127\.0\.0\.1:\d+\/ws\?token=\*\*\*: no WebSocket, .* \(application\)$/),
      author: BOT,
      labels: ['websocket-incident', 'production'],
      assignees: ['octocat'],
    })
    expect(issue?.body).toContain('https://github.com/octo-org/chat/actions/runs/1658821493')
    expect(down.summary).toContain('- [Issue 1](<https://github.com/octo-org/chat/issues/1>) about ws')
    expect(JSON.parse(Object.values(down.temporaryFiles)[0] ?? '').incidents).toMatchObject([
      { number: 1, done: 'opened' },
    ])

    app.isUp = true
    const up = await check()
    expect(up.exitCode, up.log).toBe(0)
    expect(issue).toMatchObject({ state: 'closed', stateReason: 'completed' })
    const comments = [...github.world.comments.values()].map(({ body }) => body)
    expect(comments).toEqual([expect.stringContaining('**A WebSocket opens again.** It was down for')])
    expect(JSON.stringify([issue, comments])).not.toContain('s3cret-of-the-query')
  })

  it('asks GitHub for nothing unless it is on', async () => {
    await check({ 'incident-issue': 'false' })
    expect(github.requests).toEqual([])
  })

  it('fails no check for want of a permission, and says which', async () => {
    app.isUp = true
    github.tokens.set(TOKEN, { login: BOT, permissions: { contents: 'write', pull_requests: 'write' } })
    const run = await check()
    expect(run.exitCode, run.log).toBe(0)
    expect(run.outputs.ok).toBe('true')
    const [warning] = run.annotations.filter(({ level }) => level === 'warning')
    expect(warning?.message).toMatch(/permissions:\n {2}issues: write/)
  })

  it('fails no check when GitHub does not answer', async () => {
    app.isUp = true
    github.faults.add({ on: /issues$/, fault: { kind: 'answer', status: 404, body: '{"message":"Not Found"}' } })
    const run = await check()
    expect(run.exitCode, run.log).toBe(0)
    expect(run.annotations.map(({ level, title }) => [level, title])).toEqual([
      ['warning', 'The issues were not all written'],
    ])
  })

  it('refuses labels for issues that it is not to open, before anything is checked', async () => {
    const run = await check({ 'incident-issue': 'false', 'incident-labels': 'production' })
    expect(run.exitCode).toBe(1)
    expect(run.annotations[0]?.message).toContain("'incident-labels' was given without issues.")
  })
})
