/**
 * A server on 127.0.0.1 that speaks the part of GitHub's REST API that previews and incidents need, for one repository.
 * Requests and answers are judged by GitHub's own OpenAPI description: what does not fit it fails the test that uses
 * the server, when it closes. Of GraphQL it knows one question: whose token is this?
 */

import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { buffer } from 'node:stream/consumers'
import { setTimeout as wait } from 'node:timers/promises'
import { type Answer, type Call, type Handler, type Listing, Refusal } from './github/call.ts'
import { CONTENT_HANDLERS } from './github/contents.ts'
import { DEPLOYMENT_HANDLERS } from './github/deployments.ts'
import { befall, type Fault, type FaultPlan, openFaultPlan } from './github/faults.ts'
import { ISSUE_HANDLERS } from './github/issues.ts'
import type { Operation } from './github/operations.ts'
import { PULL_REQUEST_HANDLERS } from './github/pull-requests.ts'
import { judgeAnswer, judgeRequest } from './github/schemas.ts'
import { acceptedPermissions, isAllowed, type Token } from './github/tokens.ts'
import { makeWorld, type RepositoryName, type World } from './github/world.ts'
import { listen } from './listening.ts'
import { TOKEN } from './run-action.ts'

export interface GitHubServer extends AsyncDisposable {
  /** For GITHUB_API_URL. */
  readonly url: string
  readonly world: World
  readonly faults: FaultPlan
  /** By the text of the token; one for everything is there from the start. */
  readonly tokens: Map<string, Token>
  /** What is left to each token until its reset, in requests. */
  readonly limit: RateLimit
  /** "POST /repos/octo-org/chat/issues/12/comments", in the order of their arrival. */
  readonly requests: string[]
  /** What did not fit GitHub's description. Closing throws when there is any. */
  readonly violations: string[]
}

export interface RateLimit {
  remaining: number
  /** Milliseconds since 1970. */
  resetMs: number
}

export interface GitHubOptions {
  readonly repository?: RepositoryName
  /** Milliseconds since 1970; the system's clock when not given. */
  readonly now?: () => number
}

const EVERYTHING = { issues: 'write', pull_requests: 'write', deployments: 'write', contents: 'write' } as const
const HOURLY_LIMIT = 1000

export const HANDLERS: Readonly<Record<Operation, Handler>> = {
  ...ISSUE_HANDLERS,
  ...PULL_REQUEST_HANDLERS,
  ...DEPLOYMENT_HANDLERS,
  ...CONTENT_HANDLERS,
}

export async function startGitHub(options: GitHubOptions = {}): Promise<GitHubServer> {
  const { repository = { owner: 'octo-org', name: 'chat' }, now = Date.now } = options
  const state: State = {
    world: makeWorld({ repository, now }),
    faults: openFaultPlan(),
    tokens: new Map([[TOKEN, { login: 'github-actions[bot]', permissions: EVERYTHING }]]),
    limit: { remaining: HOURLY_LIMIT, resetMs: now() + 3_600_000 },
    requests: [],
    violations: [],
  }
  const server = createServer((request, response) => {
    serve(state, request, response).catch(error => {
      state.violations.push(String(error))
      response.destroy()
    })
  })
  const listening = await listen(server)
  return {
    ...state,
    url: `http://127.0.0.1:${listening.port}`,
    async [Symbol.asyncDispose]() {
      await listening[Symbol.asyncDispose]()
      if (state.violations.length > 0) throw new Error(state.violations.join('\n'))
    },
  }
}

type State = Omit<GitHubServer, 'url' | typeof Symbol.asyncDispose>

async function serve(state: State, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const body = await buffer(request).catch(() => undefined)
  if (!body) return
  const { pathname, searchParams, host } = new URL(request.url ?? '/', `http://${request.headers.host}`)
  const name = `${request.method} ${pathname}`
  state.requests.push(name)
  const fault = state.faults.take(name)
  if (befall(fault, request, response)) return
  if (fault?.kind === 'kept-back') await fault.until()
  const asked = { method: request.method ?? '', path: pathname, query: Object.fromEntries(searchParams), body }
  const answer = answerTo(state, { ...asked, apiUrl: `http://${host}`, authorization: request.headers.authorization })
  await send(answer, fault, response)
}

interface Raw {
  readonly method: string
  readonly path: string
  readonly query: Readonly<Record<string, string>>
  readonly body: Buffer
  readonly apiUrl: string
  readonly authorization: string | undefined
}

function answerTo(state: State, raw: Raw): Answer {
  const token = state.tokens.get(raw.authorization?.replace(/^(token|bearer) /i, '') ?? '')
  const limit = count(state)
  const answer = token ? answerKnown(state, raw, token) : refuse(new Refusal(401, 'Bad credentials'))
  return { ...answer, headers: { ...limit, ...answer.headers } }
}

function answerKnown(state: State, raw: Raw, token: Token): Answer {
  if (state.limit.remaining < 0) return refuse(new Refusal(403, 'API rate limit exceeded for installation ID 1.'))
  const json: unknown = raw.body.length > 0 ? JSON.parse(raw.body.toString()) : undefined
  if (raw.path === '/graphql') return answerGraphQl(json, token)
  const route = findRoute(state.world, raw)
  if (!route) return refuse(new Refusal(404, 'Not Found'))
  const { operation, params } = route
  const headers = { 'x-accepted-github-permissions': acceptedPermissions(operation) }
  if (!isAllowed(token, route, state.world)) {
    return { ...refuse(new Refusal(403, 'Resource not accessible by integration')), headers }
  }
  const wrong = judgeRequest({ operation, query: raw.query, body: json })
  state.violations.push(...wrong.map(what => `${raw.method} ${raw.path}: ${what}`))
  if (wrong.length > 0) return { ...refuse(new Refusal(422, 'Invalid request.')), headers }
  const { owner, name } = state.world.repository
  const call: Call = {
    world: state.world,
    login: token.login,
    apiUrl: raw.apiUrl,
    repositoryUrl: `${raw.apiUrl}/repos/${owner}/${name}`,
    params,
    query: raw.query,
    body: (json ?? {}) as Call['body'],
  }
  const answer = handle(HANDLERS[operation], call, raw)
  const ill = judgeAnswer(operation, answer.status, answer.body)
  state.violations.push(...ill.map(what => `the answer ${answer.status} to ${raw.method} ${raw.path}: ${what}`))
  return { ...answer, headers: { ...headers, ...answer.headers } }
}

function handle(handler: Handler, call: Call, raw: Raw): Answer {
  try {
    const answer = handler(call)
    return 'items' in answer ? pageOf(answer, raw) : answer
  } catch (error) {
    if (error instanceof Refusal) return refuse(error)
    throw error
  }
}

function refuse({ status, body }: Refusal): Answer {
  return { status, body }
}

// A page at a time, with links to the others, as GitHub hands out its lists.
function pageOf({ items }: Listing, { apiUrl, path, query }: Raw): Answer {
  const perPage = Math.min(100, Math.max(1, Number(query.per_page ?? 30)))
  const page = Math.max(1, Number(query.page ?? 1))
  const last = Math.max(1, Math.ceil(items.length / perPage))
  const link = (number: number, rel: string) => {
    const search = new URLSearchParams({ ...query, page: String(number) })
    return `<${apiUrl}${path}?${search}>; rel="${rel}"`
  }
  const links = [
    ...(page > 1 ? [link(page - 1, 'prev')] : []),
    ...(page < last ? [link(page + 1, 'next'), link(last, 'last')] : []),
    ...(page > 1 ? [link(1, 'first')] : []),
  ]
  const body = items.slice((page - 1) * perPage, page * perPage)
  return { status: 200, body, headers: links.length > 0 ? { link: links.join(', ') } : {} }
}

function answerGraphQl(json: unknown, { login }: Token): Answer {
  const { query = '' } = (json ?? {}) as { query?: string }
  if (!/^\s*(query\s*)?\{\s*viewer\s*\{\s*login\s*\}\s*\}\s*$/.test(query)) {
    return { status: 200, body: { errors: [{ message: 'The server of the tests only knows { viewer { login } }' }] } }
  }
  return { status: 200, body: { data: { viewer: { login } } } }
}

interface Route {
  readonly operation: Operation
  readonly params: Readonly<Record<string, string>>
}

const ROUTES = (Object.keys(HANDLERS) as Operation[]).map(operation => {
  const [method = '', path = ''] = operation.split(' ')
  // These two may hold slashes.
  const pattern = path.replaceAll(
    /\{(\w+)\}/g,
    (_, name) => `(?<${name}>${/^(path|ref)$/.test(name) ? '.+' : '[^/]+'})`,
  )
  return { operation, method: method.toUpperCase(), pattern: new RegExp(`^${pattern}$`) }
})

function findRoute({ repository }: World, { method, path }: Raw): Route | undefined {
  for (const route of ROUTES) {
    const groups = route.method === method ? route.pattern.exec(path)?.groups : undefined
    if (!groups) continue
    const params = Object.fromEntries(Object.entries(groups).map(([name, value]) => [name, decodeURIComponent(value)]))
    return params.owner === repository.owner && params.repo === repository.name
      ? { operation: route.operation, params }
      : undefined
  }
  return undefined
}

function count({ limit, world }: State): Record<string, string> {
  if (world.now() >= limit.resetMs) Object.assign(limit, { remaining: HOURLY_LIMIT, resetMs: world.now() + 3_600_000 })
  limit.remaining -= 1
  return {
    date: new Date(world.now()).toUTCString(),
    'x-ratelimit-limit': String(HOURLY_LIMIT),
    'x-ratelimit-remaining': String(Math.max(0, limit.remaining)),
    'x-ratelimit-reset': String(Math.ceil(limit.resetMs / 1000)),
    'x-ratelimit-resource': 'core',
  }
}

async function send(
  { status, body, headers }: Answer,
  fault: Fault | undefined,
  response: ServerResponse,
): Promise<void> {
  if (fault?.kind === 'slow') await wait(fault.afterMs)
  if (fault?.kind === 'held') await fault.gather()
  if (fault?.kind === 'reset-after') return void response.destroy()
  if (fault?.kind === 'bad-gateway-after') return void response.writeHead(502).end()
  if (body === undefined) return void response.writeHead(status, headers).end()
  const text = Buffer.from(JSON.stringify(body))
  const all = { 'content-type': 'application/json; charset=utf-8', 'content-length': text.length, ...headers }
  response.writeHead(status, all)
  if (fault?.kind !== 'cut') return void response.end(text)
  response.write(text.subarray(0, text.length / 2), () => response.destroy())
}
