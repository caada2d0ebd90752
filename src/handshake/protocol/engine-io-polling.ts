/**
 * How Socket.IO's clients begin unless they are told otherwise: plain requests with the session's id, then the upgrade
 * of that session. Each request may come to another instance, which does not know the session.
 */

import type { AnsweredEvidence, Greeting } from '../evidence.ts'
import { startStopwatch } from '../probe/deadline.ts'
import { CONNECT, type Engine, hasLength, judgePacket, openEngine, splitPackets } from './engine-io.ts'
import { type Beyond, type Conversation, parseObject, refuse, type Talk } from './protocol.ts'

/** The ping of Engine.IO 3, with its length. */
const PING_WITH_LENGTH = '1:2'

/** By which the load balancers of AWS keep a client at one instance: the application kind, and the classic one. */
const STICKY_COOKIE = /(^|; )(AWSALB|AWSELB)/

/** Three requests after its first one: behind two instances an eighth of all sessions would stay at one by chance. */
const MOST_SESSIONS = 3

/** No further session begins later: the time of a greeting is short where its protocol is a guess. */
const LAST_BEGIN_MS = 1000

/**
 * Never harms an app that does not poll: that is a detail of a healthy greeting. Where several instances may answer,
 * several sessions are tried, by a client that keeps cookies as browsers do, and another by one that keeps none: one
 * after the other, because sessions side by side would fall into step with a load balancer that takes turns.
 */
export async function provePolling({ requestTarget, beyond, instanceCount }: Conversation): Promise<Greeting> {
  const polling = { beyond, requestTarget: requestTarget.replace('transport=websocket', 'transport=polling') }
  const elapsedMs = startStopwatch()
  const isDue = () => instanceCount > 1 && elapsedMs() < LAST_BEGIN_MS
  const first = await runSession(polling)
  for (let number = 2; first.kind === 'greeted' && number <= MOST_SESSIONS && isDue(); number++) {
    const another = await runSession(polling)
    if (another.kind !== 'greeted') return another
  }
  if (first.kind !== 'greeted' || !isDue()) return first
  const forgetful = await runSession({ ...polling, keepsNoCookies: true })
  const isLost = forgetful.kind === 'refused' && forgetful.word === UNKNOWN_SESSION
  return isLost ? { ...first, details: [...first.details, 'only with the cookies of the first answer'] } : first
}

async function runSession(polling: Polling): Promise<Greeting> {
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
  readonly keepsNoCookies?: true
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
  const hasLengths = hasLength(answer.body)
  const cookies = polling.keepsNoCookies ? '' : readCookies(answer)
  return { kind: 'session', ...polling, engine, hasLengths, requestTarget, cookies }
}

/** One message to the app and one from it; a failure, if there is one. */
async function exchange({
  beyond,
  requestTarget,
  cookies,
  hasLengths,
  engine,
}: Session): Promise<Greeting | undefined> {
  const posted = await beyond.request({ requestTarget, cookies, body: hasLengths ? PING_WITH_LENGTH : CONNECT })
  if (posted?.status !== 200) return refusePolling(posted, cookies)
  const polled = await beyond.request({ requestTarget, cookies })
  if (polled?.status !== 200) return refusePolling(polled, cookies)
  const judged = splitPackets(polled.body).map(packet => judgePacket(packet, engine))
  return judged.find(greeting => greeting?.kind === 'refused')
}

async function upgradeSession({ beyond, requestTarget, cookies }: Session): Promise<Greeting> {
  const upgradeTarget = requestTarget.replace('transport=polling', 'transport=websocket')
  const upgraded = await beyond.open({ requestTarget: upgradeTarget, cookies }, probe)
  if (!upgraded || upgraded.kind === 'answered') return refusePolling(upgraded, cookies)
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

const UNKNOWN_SESSION = 'session-unknown'

/** A session that is lost with a load balancer's cookie was lost behind it, between processes of one instance. */
function refusePolling(answer: AnsweredEvidence | null, cookies = ''): Greeting {
  if (!answer) return refuse('polling', 'no answer')
  const code = readCode(answer)
  if (code === 1) {
    const isSticky = STICKY_COOKIE.test(cookies)
    return refuse(isSticky ? `${UNKNOWN_SESSION}-in-spite-of-cookie` : UNKNOWN_SESSION, 'Session ID unknown')
  }
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

function readCookies({ headers }: AnsweredEvidence): string {
  const set = headers.filter(([name]) => name.toLowerCase() === 'set-cookie')
  return set.map(([, value]) => value.replace(/;.*/s, '')).join('; ')
}
