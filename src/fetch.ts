/** Plain HTTP: what AWS hands out as a link (presigned logs), and webhooks. */

import { describeExchange, type Exchange } from './describe-exchange.ts'
import { chooseProxy, type OutgoingProxy, type ProxyVariables } from './handshake/outgoing-proxy.ts'
import { parseTarget } from './handshake/target.ts'

/** Logs beyond this are cut at the front: their end is what matters. */
const MAX_BYTES = 2 * 1024 * 1024

export interface FetchOptions {
  readonly timeoutMs: number
  readonly signal: AbortSignal
  /** Hears of the request when it is over, in a line without secrets. */
  readonly onAnswer?: (told: string) => void
}

/** The last 2 MiB of the body as text. Throws when the answer is not 2xx, or not complete within the time. */
export async function fetchText(url: string, { timeoutMs, signal, onAnswer }: FetchOptions): Promise<string> {
  const end = openExchange({ method: 'GET', url }, onAnswer)
  let status: number | undefined
  try {
    const response = await fetch(url, { signal: AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]) })
    status = response.status
    let tail: Buffer = Buffer.alloc(0)
    if (response.ok)
      for await (const chunk of response.body ?? []) tail = Buffer.concat([tail, chunk]).subarray(-MAX_BYTES)
    end({ status })
    if (!response.ok) throw new Error(`HTTP ${response.status} ${response.statusText}`)
    return tail.toString('utf8')
  } catch (error) {
    end({ status, reason: readReason(error) })
    throw error
  }
}

type ExchangeEnd = Pick<Exchange, 'status' | 'reason'>

/** Only the first end counts. */
function openExchange(asked: Pick<Exchange, 'method' | 'url' | 'isPathSecret'>, onAnswer: FetchOptions['onAnswer']) {
  const startedMs = performance.now()
  let isOver = false
  return (end: ExchangeEnd) => {
    if (!isOver) onAnswer?.(describeExchange({ ...asked, ...end, ms: performance.now() - startedMs }))
    isOver = true
  }
}

export interface PostOptions extends FetchOptions {
  /** Of the machine, where an HTTP proxy may stand before the server. */
  readonly proxyVariables: ProxyVariables
}

export type PostAnswer =
  | { readonly kind: 'answered'; readonly status: number; readonly retryAfter?: string }
  /** `reason` is a code, the name of an error, or `ETIMEDOUT`: nothing of the URL is in it. */
  | { readonly kind: 'unanswered'; readonly reason: string }

/**
 * Sends `json` there and nowhere else: a redirect is an answer as any other. What stands in the answer is not read,
 * however long it is. Never throws, not even when aborted.
 */
export async function postJson(url: string, json: string, options: PostOptions): Promise<PostAnswer> {
  const timeout = AbortSignal.timeout(options.timeoutMs)
  const signal = AbortSignal.any([options.signal, timeout])
  const end = openExchange({ method: 'POST', url, isPathSecret: true }, options.onAnswer)
  const headers = { 'content-type': 'application/json', 'user-agent': 'beanstalk-websockets' }
  try {
    const send = await chooseSender(url, options.proxyVariables)
    const { status, retryAfter } = await send({ method: 'POST', body: json, headers, redirect: 'manual', signal })
    end({ status })
    return { kind: 'answered', status, ...(retryAfter === null ? {} : { retryAfter }) }
  } catch (error) {
    const reason = timeout.aborted ? 'ETIMEDOUT' : readReason(error)
    end({ status: undefined, reason })
    return { kind: 'unanswered', reason }
  }
}

interface Sent {
  readonly method: 'POST'
  readonly body: string
  readonly headers: Record<string, string>
  readonly redirect: 'manual'
  readonly signal: AbortSignal
}

type Sender = (sent: Sent) => Promise<{ readonly status: number; readonly retryAfter: string | null }>

// Node's own fetch takes no proxy; the package that it is made of does, and is loaded where there is one.
async function chooseSender(url: string, variables: ProxyVariables): Promise<Sender> {
  const parsed = parseTarget(url)
  const chosen = parsed.kind === 'target' ? chooseProxy(parsed.target, variables) : undefined
  if (chosen?.kind === 'problem') throw Object.assign(new Error(chosen.problem), { code: 'INVALID_PROXY' })
  if (chosen?.kind !== 'proxy') return async sent => readHead(await fetch(url, sent))
  const { fetch: fetchByProxy, ProxyAgent } = await import('undici')
  const dispatcher = new ProxyAgent({ ...toAgentOptions(chosen.proxy) })
  return async sent => readHead(await fetchByProxy(url, { ...sent, dispatcher })).finally(() => dispatcher.destroy())
}

function toAgentOptions({ host, port, isSecure, authorization }: OutgoingProxy) {
  const name = host.includes(':') ? `[${host}]` : host
  return {
    uri: `${isSecure ? 'https' : 'http'}://${name}:${port}`,
    ...(authorization === undefined ? {} : { token: authorization }),
  }
}

interface Answer {
  readonly status: number
  readonly headers: { get(name: string): string | null }
  readonly body: { cancel(): Promise<void> } | null
}

async function readHead({ status, headers, body }: Answer) {
  // It may have broken off by itself.
  await body?.cancel().catch(() => undefined)
  return { status, retryAfter: headers.get('retry-after') }
}

/** `fetch failed` says nothing; its cause does. */
function readReason(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown'
  const cause = error.cause instanceof Error ? error.cause : error
  return 'code' in cause && typeof cause.code === 'string' ? cause.code : cause.name
}
