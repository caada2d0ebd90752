/** Runs every server behind every front, and finds out of each pair what the check says and what is true. */

import { diagnose } from '../../src/handshake/diagnose.ts'
import type { Evidence } from '../../src/handshake/evidence.ts'
import type { Finding } from '../../src/handshake/findings.ts'
import type { Layer } from '../../src/handshake/rules/rule.ts'
import { checkOnce, evidenceOf } from '../handshake/check-once.ts'
import { startHaproxy } from '../support/haproxy.ts'
import { startHttpd } from '../support/httpd.ts'
import type { Listening } from '../support/listening.ts'
import { startNginxServers } from '../support/nginx.ts'
import { type Asked, opensWebSocket } from './ask-server.ts'
import { type MadeEnvironment, makeEnvironment } from './environment.ts'
import type { Front, Handed } from './fronts.ts'
import { type MatrixServer, NOBODY } from './servers.ts'

export interface Cell {
  readonly server: MatrixServer
  readonly front: Front
  /** At fault; none where the WebSocket opens. */
  readonly faults: readonly Layer[]
  /** By what is known: all of the environment, no file of the bundle, nothing but the URL. */
  readonly findings: Readonly<Record<Knowledge, Finding | null>>
  readonly evidence: Evidence
}

export const KNOWLEDGE = ['deployed', 'unread', 'bare'] as const
export type Knowledge = (typeof KNOWLEDGE)[number]

const ALL: Handed = { version: '1.1', upgrade: true, connection: true }
const MOST_AT_ONCE = 16
/** For what comes at once everywhere, and for where nobody gives up before the check does. */
const [PATIENT_MS, IMPATIENT_MS] = [60_000, 20_000]
/** Before the patience of the check is over. */
const PROXY_TIMEOUT_SECONDS = 8

export async function runMatrix(servers: readonly MatrixServer[], fronts: readonly Front[]): Promise<Cell[]> {
  await using stack = new AsyncDisposableStack()
  const rows = await Promise.all(
    servers.map(async server => ({ server, app: stack.use(await server.open()), asked: new Map() })),
  )
  const pairs = rows.flatMap(row => fronts.map(front => ({ ...row, front })))
  const placed = await Promise.all(pairs.map((pair, index) => place(pair, `c${index}.test`)))
  const ports = await startPrograms(placed, stack)
  // Awaited before all is closed.
  const cells = new Map<Placed, Cell>()
  const examineOne = async (pair: Placed) => {
    cells.set(pair, await examine(pair, ports.get(pair.front.program)))
  }
  // Those that say nothing cost nothing but time, once the others do not keep the processor busy.
  const isSilent = ({ server }: Placed) => server.isSilent === true
  const [silent, others] = [placed.filter(isSilent), placed.filter(pair => !isSilent(pair))]
  await inTurns(others, examineOne)
  await Promise.all(silent.map(examineOne))
  return placed.flatMap(pair => cells.get(pair) ?? [])
}

interface Pair {
  readonly server: MatrixServer
  readonly front: Front
  readonly app: Listening
  /** What the server itself answered, by what it was handed. */
  readonly asked: Map<Handed, Promise<boolean>>
}

interface Placed extends Pair {
  readonly name: string
  readonly environment: MadeEnvironment
}

async function place(pair: Pair, name: string): Promise<Placed> {
  const [path = '/'] = pair.server.at.split('?')
  return { ...pair, name, environment: await makeEnvironment(pair.front.environment, { path, appPort: pair.app.port }) }
}

async function startPrograms(placed: readonly Placed[], stack: AsyncDisposableStack) {
  const of = (program: Front['program']) => placed.filter(({ front }) => front.program === program)
  const nginx = of('nginx').map(({ name, environment: { directives } }) => {
    return { names: [name], directives: `proxy_read_timeout ${PROXY_TIMEOUT_SECONDS}s;\n${directives}` }
  })
  const httpd = of('httpd').map(({ name, environment: { directives } }) => {
    return { name, directives: `ProxyTimeout ${PROXY_TIMEOUT_SECONDS}\n${directives}` }
  })
  const haproxy = of('haproxy').map(({ name, app, front: { lines = [] } }) => ({ name, appPort: app.port, lines }))
  const starts: (readonly [Front['program'], () => Promise<Listening>])[] = [
    ...(nginx.length > 0 ? [['nginx', () => startNginxServers(nginx)] as const] : []),
    ...(httpd.length > 0 ? [['httpd', () => startHttpd(httpd)] as const] : []),
    ...(haproxy.length > 0 ? [['haproxy', () => startHaproxy(haproxy, PROXY_TIMEOUT_SECONDS * 1000)] as const] : []),
  ]
  const started = starts.map(async ([program, start]) => [program, stack.use(await start()).port] as const)
  return new Map<Front['program'], number>(await Promise.all(started))
}

async function examine(pair: Placed, proxyPort: number | undefined): Promise<Cell> {
  const { server, front, name, environment } = pair
  const port = proxyPort ?? pair.app.port
  const faults = findFaults(pair, `http://${name}:${port}`)
  const report = await checkOnce(`ws://${name}:${port}${server.at}`, {
    ...(server.protocol ? { protocol: { name: server.protocol, isGuess: false } } : {}),
    ...(server.subprotocols ? { subprotocols: server.subprotocols } : {}),
    resolve: [{ host: name, port, address: '127.0.0.1' }],
    attemptTimeoutMs: server.isSilent && proxyPort === undefined ? IMPATIENT_MS : PATIENT_MS,
  })
  const evidence = evidenceOf(report)
  const findings = {
    deployed: diagnose(evidence, environment.known),
    unread: diagnose(evidence, environment.knownUnread),
    bare: diagnose(evidence, {}),
  }
  return { server, front, evidence, findings, faults: await faults }
}

/** By what the front is known to do, and what the server itself says to as much as it is handed. */
async function findFaults({ server, front, app, asked }: Placed, origin: string): Promise<Layer[]> {
  const { hands } = front
  const isUp = app.port !== NOBODY.port
  if (hands === 'elsewhere') return isUp ? ['proxy'] : ['proxy', 'application']
  // Without a proxy it is the connection itself that is refused.
  if (!isUp) return [front.program === 'none' ? 'tcp' : 'application']
  const at = server.truthAt ?? server.at
  const { subprotocols = [] } = server
  const question: Asked = { port: app.port, at, origin, subprotocols }
  const ask = (handed: Handed) => {
    const answer = asked.get(handed) ?? opensWebSocket(question, handed, server.isSilent ? IMPATIENT_MS : PATIENT_MS)
    asked.set(handed, answer)
    return answer
  }
  const [opensByItself, opens] = await Promise.all([ask(ALL), ask(hands)])
  if (opens) return []
  const isChanged = hands.version !== '1.1' || !hands.upgrade || !hands.connection
  return [...(isChanged ? ['proxy' as const] : []), ...(opensByItself ? [] : ['application' as const])]
}

async function inTurns<Item>(items: readonly Item[], work: (item: Item) => Promise<void>): Promise<void> {
  const queue = [...items]
  const take = async () => {
    for (let next = queue.shift(); next; next = queue.shift()) await work(next)
  }
  await Promise.all(Array.from({ length: MOST_AT_ONCE }, take))
}
