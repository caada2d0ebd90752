/**
 * How Socket.IO's clients begin unless they are told otherwise: plain requests with the session's id, then the upgrade
 * of that session. Each request may come to another instance, which does not know the session.
 */

import type { AnsweredEvidence, Greeting } from '../evidence.ts'
import { CONNECT, type Engine, judgePacket, openEngine } from './engine-io.ts'
import { type Beyond, type Conversation, parseObject, refuse, type Talk } from './protocol.ts'

/** The ping of Engine.IO 3, with its length. */
const PING_WITH_LENGTH = '1:2'

/** Never harms an app that does not poll: that is a detail of a healthy greeting. */
export async function provePolling({ requestTarget, beyond }: Conversation): Promise<Greeting> {
  const polling = { beyond, requestTarget: requestTarget.replace('transport=websocket', 'transport=polling') }
  const opened = await openSession(polling)
  if (opened.kind !== 'session') return opened
  const failure = await exchange(opened)
  if (failure) return failure
  if (!opened.engine.upgrades.includes('websocket')) {
    return { kind: 'greeted', details: ['polling works', 'its session is not upgraded'] }
  }
  return upgradeSession(opened)
}

interface Polling {
  readonly beyond: Beyond
  readonly requestTarget: string
}

interface Session extends Polling {
  readonly kind: 'session'
  readonly engine: Engine
  /** Packets have their length before them: Engine.IO 3, whose client is connected without a word. */
  readonly hasLengths: boolean
  /** What a browser sends again: a load balancer keeps a session at one instance by a cookie. */
  readonly cookies: string
}

async function openSession(polling: Polling): Promise<Session | Greeting> {
  const answer = await polling.beyond.request({ requestTarget: polling.requestTarget, cookies: '' })
  if (answer && readCode(answer) === 0) return { kind: 'greeted', details: ['polling is turned off'] }
  if (answer?.status !== 200) return refusePolling(answer)
  const engine = openEngine(splitPackets(answer.body)[0] ?? '')
  if (!engine) return refusePolling(answer)
  const requestTarget = `${polling.requestTarget}&sid=${encodeURIComponent(engine.session)}`
  const hasLengths = LENGTH.test(answer.body)
  return { kind: 'session', ...polling, engine, hasLengths, requestTarget, cookies: readCookies(answer) }
}

/** One message to the app and one from it; a failure, if there is one. */
async function exchange({ beyond, requestTarget, cookies, hasLengths }: Session): Promise<Greeting | undefined> {
  const posted = await beyond.request({ requestTarget, cookies, body: hasLengths ? PING_WITH_LENGTH : CONNECT })
  if (posted?.status !== 200) return refusePolling(posted)
  const polled = await beyond.request({ requestTarget, cookies })
  if (polled?.status !== 200) return refusePolling(polled)
  const judged = splitPackets(polled.body).map(judgePacket)
  return judged.find(greeting => greeting?.kind === 'refused')
}

async function upgradeSession({ beyond, requestTarget, cookies }: Session): Promise<Greeting> {
  const upgradeTarget = requestTarget.replace('transport=polling', 'transport=websocket')
  const upgraded = await beyond.open({ requestTarget: upgradeTarget, cookies }, probe)
  if (!upgraded || upgraded.kind === 'answered') return refusePolling(upgraded)
  return upgraded
}

/** The upgrade of a session is tried out with a ping and pong of its own; "5" ends the polling. */
async function probe({ next, send }: Talk): Promise<Greeting> {
  send('2probe')
  const answer = await next()
  if (answer !== '3probe') return { kind: 'missing', waitedFor: 'the answer "3probe" to the upgrade of a session' }
  send('5')
  return { kind: 'greeted', details: ['polling and the upgrade of its session work'] }
}

function refusePolling(answer: AnsweredEvidence | null): Greeting {
  if (!answer) return refuse('polling', 'no answer')
  const code = readCode(answer)
  if (code === 1) return refuse('session-unknown', 'Session ID unknown')
  return refuse(code === 5 ? 'version' : 'polling', `${answer.status} ${answer.reason}`.trim())
}

/** Of `{"code":1,"message":"Session ID unknown"}`; other servers, and the answer to an Upgrade, have the message alone. */
function readCode({ status, body }: AnsweredEvidence): number | undefined {
  if (status === 200) return undefined
  const { code } = parseObject(body)
  if (typeof code === 'number') return code
  if (isMessage(body, ['Transport unknown', 'Invalid transport'])) return 0
  return isMessage(body, ['Session ID unknown', 'Invalid session']) ? 1 : undefined
}

/** python-engineio writes its messages as JSON. */
function isMessage(body: string, messages: readonly string[]): boolean {
  return messages.some(message => body === message || body === JSON.stringify(message))
}

const LENGTH = /^(\d{1,6}):/

/** Engine.IO 4 parts packets by a control character; Engine.IO 3 writes the length before each. */
function splitPackets(payload: string): string[] {
  if (!LENGTH.test(payload)) return payload.split('\x1e')
  const packets: string[] = []
  for (let rest = payload; rest !== ''; ) {
    const [head = '', length = ''] = LENGTH.exec(rest) ?? []
    if (head === '') break
    packets.push(rest.slice(head.length, head.length + Number(length)))
    rest = rest.slice(head.length + Number(length))
  }
  return packets
}

function readCookies({ headers }: AnsweredEvidence): string {
  const set = headers.filter(([name]) => name.toLowerCase() === 'set-cookie')
  return set.map(([, value]) => value.replace(/;.*/s, '')).join('; ')
}
