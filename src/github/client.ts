/** The client of GitHub's API: bounded in time and size, sends again what may be sent again, and throws ActionErrors. */

import type { getOctokit } from '@actions/github'
import { type Clock, startDeadline } from '../clock.ts'
import { readProperty } from '../read-json.ts'
import { tellWhileAsleep, type Waiter } from '../wait.ts'
import { type Answer, type Attempted, describeAttempt } from './describe-attempt.ts'
import { limitAnswers } from './limit-answers.ts'
import { readFailure } from './read-failure.ts'
import { toActionError, unreadableAnswer } from './refusals.ts'
import { planRetry } from './retry-policy.ts'
import type { Permission } from './write-permissions.ts'

export interface GitHub {
  /** Of every request. */
  readonly repo: { readonly owner: string; readonly repo: string }
  readonly rest: Octokit['rest']
  /** The author of what is written with the token: "github-actions[bot]". Asked once. */
  readonly askLogin: () => Promise<string>
}

export interface GitHubOptions {
  readonly token: string
  readonly repository: { readonly owner: string; readonly name: string }
  /** As in GITHUB_API_URL. */
  readonly apiUrl: string
  readonly clock: Clock
  /** Ends every wait; its reason is what the call then throws. */
  readonly signal: AbortSignal
  /** How long one request may take, with all that is sent again. */
  readonly patienceMs: number
  /** Hears of every request before it is sent: "POST /repos/octo-org/chat/issues/12/comments". */
  readonly onRequest?: (request: string) => void
  /** Hears of every request when it is over, in a line without secrets. */
  readonly onAnswer?: (told: string) => void
  /** Where it is told that the pause that GitHub asks for is long. */
  readonly log?: Waiter['log']
}

type Octokit = ReturnType<typeof getOctokit>

/** For one attempt; GitHub itself gives up after 10 s. */
const ATTEMPT_TIMEOUT_MS = 30_000

/** What GitHub's own client would print of outdated operations is for us, not for who runs the action. */
const SILENT = { debug() {}, info() {}, warn() {}, error() {} }

/** Loads GitHub's client, which takes longer to load than what is needed for most runs. */
export async function openGitHub(options: GitHubOptions): Promise<GitHub> {
  const { getOctokit } = await import('@actions/github')
  const { token, repository, apiUrl } = options
  const octokit = getOctokit(token, { baseUrl: apiUrl, log: SILENT })
  // The runner's proxy is in the function that fetches.
  octokit.hook.wrap('request', (request, sent) => persist(options, sent as Sent, async () => await request(sent)))
  let login: Promise<string> | undefined
  return {
    repo: { owner: repository.owner, repo: repository.name },
    rest: octokit.rest,
    askLogin: () => {
      login ??= askLogin(octokit, apiUrl).catch(error => {
        login = undefined
        throw error
      })
      return login
    },
  }
}

/** What the hooks of GitHub's client are given; a change to it reaches the request. */
interface Sent {
  readonly method: string
  readonly url: string
  readonly [parameter: string]: unknown
  request: RequestOptions
}

interface RequestOptions {
  readonly fetch?: typeof fetch
  readonly signal?: AbortSignal
  readonly needs?: Permission
  /** Asking twice makes no second of what it creates. */
  readonly isHarmless?: boolean
}

async function persist<A extends Answer>(options: GitHubOptions, sent: Sent, send: () => Promise<A>): Promise<A> {
  const { clock, signal, patienceMs, onRequest, log } = options
  const deadline = startDeadline(clock, patienceMs)
  const name = `${sent.method} ${fillIn(sent)}`
  const given = sent.request
  const wait = { what: `GitHub to take ${name} again`, leftMs: deadline.remainingMs }
  // Begun here: what was waited for an answer counts as well.
  const { sleep } = log ? tellWhileAsleep({ clock, log }, wait) : clock
  for (let number = 1; ; number += 1) {
    signal.throwIfAborted()
    onRequest?.(name)
    const startedMs = clock.monotonicMs()
    const timeout = AbortSignal.timeout(Math.ceil(Math.min(ATTEMPT_TIMEOUT_MS, deadline.remainingMs())))
    const fetch = limitAnswers(given.fetch ?? globalThis.fetch)
    sent.request = { ...given, fetch, signal: AbortSignal.any([signal, timeout]) }
    const found = await attempt(send)
    options.onAnswer?.(describeAttempt(name, found, clock.monotonicMs() - startedMs))
    signal.throwIfAborted()
    if (found.kind === 'answered') return found.answer
    const isQuestion = sent.method === 'GET' || sent.url === '/graphql' || given.isHarmless === true
    const pauseMs = planRetry(found.failure, { method: sent.method, number, isQuestion })
    if (pauseMs === undefined || pauseMs >= deadline.remainingMs()) {
      throw toActionError(found.failure, { name, needs: given.needs })
    }
    await sleep(pauseMs, signal)
  }
}

async function attempt<A extends Answer>(send: () => Promise<A>): Promise<Attempted<A>> {
  try {
    const answer = await send()
    // GitHub's client takes an answer that was cut, or is no JSON, for a text.
    const isReadable = answer.status === 204 || (typeof answer.data === 'object' && answer.data !== null)
    return isReadable
      ? { kind: 'answered', answer }
      : { kind: 'failed', failure: { kind: 'unreadable', status: answer.status } }
  } catch (error) {
    const failure = readFailure(error)
    if (!failure) throw error
    return { kind: 'failed', failure }
  }
}

function fillIn({ url, ...parameters }: Sent): string {
  return url.replaceAll(/\{(\w+)\}/g, (_, name) => String(parameters[name]))
}

// GraphQL alone answers this to every sort of token, for REST does not to that of a job.
async function askLogin({ request }: Octokit, apiUrl: string): Promise<string> {
  const baseUrl = apiUrl.replace(/\/api\/v3\/?$/, '/api')
  const { data }: { data: unknown } = await request('POST /graphql', { baseUrl, query: '{ viewer { login } }' })
  const login = readProperty(readProperty(readProperty(data, 'data'), 'viewer'), 'login')
  if (typeof login !== 'string' || login === '') throw unreadableAnswer('POST /graphql', 'no login')
  return login
}
