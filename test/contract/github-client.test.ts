import { createServer } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest'
import { ActionError } from '../../src/action-error.ts'
import { systemClock } from '../../src/clock.ts'
import type { GitHub } from '../../src/github/client.ts'
import { getPullRequest, requirePullRequests } from '../../src/github/find-pull-requests.ts'
import { reservePort } from '../../src/local-beanstalk/host/ports.ts'
import type { Fault } from '../support/github/faults.ts'
import { type GitHubServer, startGitHub } from '../support/github-api.ts'
import { openSkippingClock, openTestClient } from '../support/github-client.ts'
import { listenTcp } from '../support/listening.ts'
import { TOKEN } from '../support/run-action.ts'

const QUESTION = 'GET /repos/octo-org/chat/pulls/12'
const DEPLOYMENT = {
  owner: 'octo-org',
  repo: 'chat',
  ref: 'a'.repeat(40),
  auto_merge: false,
  required_contexts: [],
}

let server: GitHubServer

beforeEach(async () => {
  server = await startGitHub()
  server.world.openPullRequest({ number: 12, headBranch: 'chat-rooms', headSha: 'a'.repeat(40) })
  onTestFinished(() => server[Symbol.asyncDispose]())
})

const befall = (fault: Fault, times?: number) => server.faults.add({ fault, ...(times !== undefined && { times }) })

it.each([
  ['', '/graphql'],
  ['/api/v3', '/api/graphql'],
])('asks where GITHUB_API_URL says, on a server of its own too: "%s"', async (prefix, graphql) => {
  const asked: string[] = []
  const enterprise = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`)
    response.writeHead(200, { 'content-type': 'application/json' })
    response.end(request.method === 'POST' ? '{"data":{"viewer":{"login":"github-actions[bot]"}}}' : '[]')
  })
  await new Promise<void>(resolve => enterprise.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void enterprise.close())
  const apiUrl = `http://127.0.0.1:${(enterprise.address() as AddressInfo).port}${prefix}`
  const { github } = await openTestClient({ url: apiUrl })
  expect(await github.askLogin()).toBe('github-actions[bot]')
  await requirePullRequests(github)
  expect(asked).toEqual([`POST ${graphql}`, `GET ${prefix}/repos/octo-org/chat/pulls?state=all&per_page=1`])
})

describe('a question to GitHub', () => {
  it.each([
    [{ kind: 'answer', status: 502 }, [1000]],
    [{ kind: 'answer', status: 503 }, [1000]],
    [{ kind: 'answer', status: 200, body: '<html>', headers: { 'content-type': 'text/html' } }, [1000]],
    [{ kind: 'answer', status: 200, body: '{"number":', headers: {} }, [1000]],
    [{ kind: 'reset' }, [1000]],
    [{ kind: 'cut' }, [1000]],
    [{ kind: 'secondary-limit', retryAfterSeconds: 7 }, [7000]],
    [{ kind: 'secondary-limit', retryAfterSeconds: 7, status: 429 }, [7000]],
    [{ kind: 'secondary-limit' }, [60_000]],
  ] as const)('is asked again after %o', async (fault, pauses) => {
    befall(fault, 1)
    const client = await openTestClient(server)
    expect(await getPullRequest(client.github, 12)).toMatchObject({ number: 12 })
    expect(client.pauses).toEqual(pauses)
    expect(client.asked).toEqual([QUESTION, QUESTION])
  })

  it('waits for an answer that takes its time', async () => {
    befall({ kind: 'slow', afterMs: 50 }, 1)
    const { github, asked } = await openTestClient(server)
    expect(await getPullRequest(github, 12)).toMatchObject({ number: 12 })
    expect(asked).toHaveLength(1)
  })

  it('is asked again when the hour of the limit is over', async () => {
    const clock = openSkippingClock()
    await using limited = await startGitHub({ now: clock.now })
    limited.world.openPullRequest({ number: 12, headBranch: 'chat-rooms', headSha: 'a'.repeat(40) })
    Object.assign(limited.limit, { remaining: 0, resetMs: clock.now() + 20_000 })
    const { github, asked } = await openTestClient(limited, { clock })
    const startedMs = clock.monotonicMs()
    expect(await getPullRequest(github, 12)).toMatchObject({ number: 12 })
    expect(asked).toHaveLength(2)
    // Where GitHub did not say how long, it would have been a minute.
    expect(clock.monotonicMs() - startedMs).toBeLessThan(50_000)
  })

  it('is told with what each attempt came to, when it is over', async () => {
    befall({ kind: 'answer', status: 502 }, 1)
    const told: string[] = []
    const { github } = await openTestClient(server, { onAnswer: line => void told.push(line) })
    await getPullRequest(github, 12)
    expect(told.map(line => line.replace(/\d+ ms.*/, ''))).toEqual([
      `GitHub ${QUESTION}: 502 in `,
      `GitHub ${QUESTION}: 200 in `,
    ])
  })

  it('is waited for in words where GitHub asks for a long pause', async () => {
    befall({ kind: 'secondary-limit', retryAfterSeconds: 55 }, 1)
    const lines: string[] = []
    const log = { told: { lines: 0 }, info: (line: string) => void lines.push(line) }
    const { github } = await openTestClient(server, { log })
    await getPullRequest(github, 12)
    expect(lines).toEqual([`Still waiting for GitHub to take ${QUESTION} again: 30 s so far, at most 1 min 30 s more.`])
  })

  it('is waited for in words also where the answer was long in coming', async () => {
    befall({ kind: 'answer', status: 502 }, 1)
    const clock = openSkippingClock()
    const lines: string[] = []
    const log = { told: { lines: 0 }, info: (line: string) => void lines.push(line) }
    // As long as an attempt may take, before the server has its word.
    const { github } = await openTestClient(server, { clock, log, onRequest: () => void clock.sleep(29_500) })
    await getPullRequest(github, 12)
    expect(lines).toEqual([`Still waiting for GitHub to take ${QUESTION} again: 31 s so far, at most 1 min 29 s more.`])
  })

  it('is given up after four attempts', async () => {
    befall({ kind: 'answer', status: 502 })
    const client = await openTestClient(server)
    await expect(getPullRequest(client.github, 12)).rejects.toMatchObject({ code: 'github-unavailable' })
    expect(client.pauses).toEqual([1000, 2000, 4000])
  })

  it('is given up at once where GitHub would keep it waiting for longer than there is time', async () => {
    befall({ kind: 'secondary-limit', retryAfterSeconds: 121 })
    const client = await openTestClient(server)
    await expect(getPullRequest(client.github, 12)).rejects.toMatchObject({
      code: 'github-rate-limited',
      message: expect.stringContaining('for another 121 s'),
    })
    expect(client.asked).toHaveLength(1)
  })

  it('ends within its time where no answer comes', async () => {
    befall({ kind: 'silence' })
    const { github } = await openTestClient(server, { clock: systemClock, patienceMs: 300 })
    await expect(getPullRequest(github, 12)).rejects.toMatchObject({
      code: 'github-unavailable',
      message: expect.stringContaining('TimeoutError'),
    })
  })

  it('ends with the run, and says why', async () => {
    befall({ kind: 'silence' })
    const run = new AbortController()
    const end = new ActionError({ code: 'cancelled', message: 'The run was cancelled.', hint: 'Wait.' })
    const { github } = await openTestClient(server, {
      signal: run.signal,
      onRequest: () => setImmediate(() => run.abort(end)),
    })
    const startedMs = performance.now()
    await expect(getPullRequest(github, 12)).rejects.toBe(end)
    // One attempt alone would have waited for 30 s.
    expect(performance.now() - startedMs).toBeLessThan(25_000)
  })

  it('takes no more than 32 MiB of an answer, and asks again', async () => {
    let requestCount = 0
    let first: Socket | undefined
    const server = await listenTcp(socket => {
      socket.once('data', () => {
        requestCount += 1
        first ??= socket
        if (requestCount === 1) writeEndlessly(socket)
        else socket.end(NOT_FOUND)
      })
    })
    onTestFinished(() => server[Symbol.asyncDispose]())
    const { github } = await openTestClient({ url: `http://127.0.0.1:${server.port}` })
    expect(await getPullRequest(github, 12)).toBeUndefined()
    expect(requestCount).toBe(2)
    expect(first?.bytesWritten).toBeLessThan(96 * 1024 * 1024)
  })
})

describe('whose token it is', () => {
  it('is asked once, and again after a bad gateway', async () => {
    server.faults.add({ on: /graphql/, times: 1, fault: { kind: 'bad-gateway-after' } })
    const { github, asked } = await openTestClient(server)
    expect(await Promise.all([github.askLogin(), github.askLogin()])).toEqual(Array(2).fill('github-actions[bot]'))
    expect(await github.askLogin()).toBe('github-actions[bot]')
    expect(asked).toEqual(['POST /graphql', 'POST /graphql'])
  })

  it('is asked anew when it could not be told', async () => {
    const errors = '{"data":null,"errors":[{"message":"Something went wrong"}]}'
    server.faults.add({ on: /graphql/, times: 1, fault: { kind: 'answer', status: 200, body: errors } })
    const { github } = await openTestClient(server)
    await expect(github.askLogin()).rejects.toMatchObject({ code: 'github-answer-unreadable' })
    expect(await github.askLogin()).toBe('github-actions[bot]')
  })
})

const NOT_FOUND =
  'HTTP/1.1 404 Not Found\r\ncontent-type: application/json\r\nconnection: close\r\n\r\n{"message":"Not Found"}'

function writeEndlessly(socket: Socket): void {
  socket.write('HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n\r\n"')
  const more = () => {
    while (socket.writable && socket.write('x'.repeat(1024 * 1024)));
  }
  socket.on('drain', more)
  more()
}

describe('a change on GitHub', () => {
  it.each([
    { kind: 'reset-after' },
    { kind: 'bad-gateway-after' },
    { kind: 'cut' },
  ] as const)('is not asked for again where it may have been made: %o', async fault => {
    befall(fault, 1)
    const client = await openTestClient(server)
    await expect(client.github.rest.repos.createDeployment(DEPLOYMENT)).rejects.toBeInstanceOf(ActionError)
    expect(server.world.deployments.size).toBe(1)
  })

  it('is asked for again where GitHub had too many requests, ever more slowly', async () => {
    befall({ kind: 'secondary-limit', retryAfterSeconds: 0 }, 3)
    const client = await openTestClient(server)
    await client.github.rest.repos.createDeployment(DEPLOYMENT)
    expect(client.pauses).toEqual([1000, 2000, 4000])
  })

  it('is asked for again where no connection was made', async () => {
    const closed = await reservePort()
    onTestFinished(closed.release)
    const client = await openTestClient({ url: `http://127.0.0.1:${closed.port}` })
    await expect(client.github.rest.repos.createDeployment(DEPLOYMENT)).rejects.toMatchObject({
      message: expect.stringContaining('ECONNREFUSED'),
    })
    expect(client.pauses).toHaveLength(3)
  })
})

describe('what GitHub refuses', () => {
  it('is told with what to do about the token', async () => {
    const { github } = await openTestClient(server, { token: 'expired' })
    await expect(getPullRequest(github, 12)).rejects.toMatchObject({
      code: 'github-token-rejected',
      message: `GitHub did not accept the token for "${QUESTION}": "Bad credentials".`,
    })
  })

  it.each<[string, (github: GitHub) => Promise<unknown>]>([
    ['pull-requests: read', github => getPullRequest(github, 12)],
    ['deployments: write', github => github.rest.repos.createDeployment(DEPLOYMENT)],
    ['issues: write', github => github.rest.issues.create({ ...github.repo, title: 'Down' })],
    ['contents: read', github => github.rest.repos.getContent({ ...github.repo, path: 'history.jsonl' })],
  ])('names the missing permission: %s', async (line, ask) => {
    server.tokens.set(TOKEN, { login: 'github-actions[bot]', permissions: {} })
    const { github } = await openTestClient(server)
    await expect(ask(github)).rejects.toMatchObject({
      code: 'github-permission-denied',
      hint: expect.stringMatching(new RegExp(`\npermissions:\n  ${line}$`)),
    })
  })

  it('is quoted', async () => {
    const { github } = await openTestClient(server)
    await expect(github.rest.repos.createDeployment({ ...DEPLOYMENT, ref: '::error::gone' })).rejects.toMatchObject({
      code: 'github-refused',
      message:
        'GitHub refused "POST /repos/octo-org/chat/deployments" with HTTP 422: "No ref found for: ::error::gone".',
    })
  })

  it('is no pull request where there is none of that number', async () => {
    const { github } = await openTestClient(server)
    expect(await getPullRequest(github, 99)).toBeUndefined()
  })
})
