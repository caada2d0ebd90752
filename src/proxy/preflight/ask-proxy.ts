/** Asks a proxy on this machine: a plain GET, and an opening handshake. */

import { type ClientRequest, type IncomingMessage, request } from 'node:http'
import { STUB_HEADER } from './stub-app.ts'

export type ProxyAnswer =
  | {
      readonly kind: 'answered'
      readonly status: number
      /** '' when there is none. */
      readonly location: string
      /** Answered by the stand-in for the app, not by the proxy itself. */
      readonly isFromApp: boolean
    }
  | { readonly kind: 'no-answer'; readonly reason: string }

export interface Question {
  /** Path of a socket, or a port of 127.0.0.1. */
  readonly at: string | number
  /** With its query. */
  readonly path: string
  readonly host: string
  readonly isUpgrade: boolean
  /** As a load balancer says it that was asked by https. */
  readonly forwardedProto?: 'https'
  readonly signal: AbortSignal
}

export interface TrialAnswers {
  /** Of the paths that were asked for besides, in their order. */
  readonly further: readonly ProxyAnswer[]
  /** Of "/". */
  readonly get: ProxyAnswer
  readonly handshake: ProxyAnswer
}

export interface TrialQuestions extends Pick<Question, 'path' | 'host' | 'signal'> {
  readonly furtherPaths: readonly string[]
}

/** All at `at`; undefined where the proxy listens nowhere that the internet arrives. Redirects to https are tried as https. */
export async function askAll(at: string | number | undefined, questions: TrialQuestions): Promise<TrialAnswers> {
  const { path, host, signal, furtherPaths } = questions
  if (at === undefined) {
    const silent: ProxyAnswer = { kind: 'no-answer', reason: 'nothing listens on port 80' }
    return { get: silent, handshake: silent, further: furtherPaths.map(() => silent) }
  }
  const [get, handshake, ...further] = await Promise.all([
    askTwice({ at, host, signal, path: '/', isUpgrade: false }),
    askTwice({ at, host, signal, path, isUpgrade: true }),
    ...furtherPaths.map(path => askTwice({ at, host, signal, path, isUpgrade: false })),
  ])
  signal.throwIfAborted()
  return { get, handshake, further }
}

async function askTwice(question: Question): Promise<ProxyAnswer> {
  const answer = await askProxy(question)
  return isRedirectToHttps(answer) ? await askProxy({ ...question, forwardedProto: 'https' }) : answer
}

export function isRedirectToHttps(answer: ProxyAnswer): boolean {
  return answer.kind === 'answered' && /^30[12378]$/.test(String(answer.status)) && /^https:/i.test(answer.location)
}

const LONGEST_ANSWER_MS = 3000
const KEY = Buffer.from('preflight of ws!').toString('base64')

/** Never throws. */
async function askProxy(question: Question): Promise<ProxyAnswer> {
  try {
    return await ask(question)
  } catch (error) {
    return { kind: 'no-answer', reason: error instanceof Error ? error.message : String(error) }
  }
}

function ask({ at, path, host, isUpgrade, forwardedProto, signal }: Question): Promise<ProxyAnswer> {
  const upgrade = {
    connection: 'Upgrade',
    upgrade: 'websocket',
    'sec-websocket-version': '13',
    'sec-websocket-key': KEY,
  }
  const headers = {
    host,
    ...(isUpgrade ? upgrade : { connection: 'close' }),
    ...(forwardedProto ? { 'x-forwarded-proto': forwardedProto } : {}),
  }
  const where = typeof at === 'number' ? { port: at, host: '127.0.0.1' } : { socketPath: at }
  return new Promise((resolve, reject) => {
    const timed = AbortSignal.any([signal, AbortSignal.timeout(LONGEST_ANSWER_MS)])
    const asked: ClientRequest = request({ ...where, path, headers, signal: timed, agent: false }, response => {
      resolve(toAnswer(response))
      response.destroy()
    })
    asked.on('upgrade', (response, socket) => {
      resolve(toAnswer(response))
      socket.destroy()
    })
    asked.on('error', reject).end()
  })
}

function toAnswer({ statusCode = 0, headers }: IncomingMessage): ProxyAnswer {
  const { location = '' } = headers
  return { kind: 'answered', status: statusCode, location, isFromApp: headers[STUB_HEADER] !== undefined }
}
