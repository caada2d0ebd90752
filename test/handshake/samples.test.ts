import { createServer } from 'node:http'
import { describe, expect, it, onTestFinished } from 'vitest'
import { WebSocketServer } from 'ws'
import { systemClock } from '../../src/clock.ts'
import { checkHandshake, type HandshakeOptions } from '../../src/handshake/handshake.ts'
import { reservePort } from '../../src/local-beanstalk/host/ports.ts'
import { type Listening, listen, listenAnswering } from '../support/listening.ts'
import { startSilentPort } from '../support/silent-port.ts'
import { NGINX_502 } from '../unit/handshake-evidence.ts'
import { checkOnce, evidenceOf, SOON_MS } from './check-once.ts'
import { listenInTurns, listenSocketIo } from './socket-io-server.ts'
import { listenWebSocket } from './websocket-server.ts'

const BOTH = ['127.0.0.1', '127.0.0.2'] as const
const TWO = { instanceCount: 2 } as const
const REFUSAL = 'HTTP/1.1 401 Unauthorized\r\nX-Powered-By: Express\r\nContent-Length: 0\r\n\r\n'
const BAD_GATEWAY = `HTTP/1.1 502 Bad Gateway\r\nServer: nginx\r\nContent-Length: ${NGINX_502.length}\r\n\r\n${NGINX_502}`

describe('a name with several addresses', () => {
  it('is accepted when each of them accepts a WebSocket', async () => {
    const port = await findSharedPort()
    await using _ = await listenWebSocket({ host: '127.0.0.1', port })
    await using __ = await listenWebSocket({ host: '127.0.0.2', port })
    const report = await checkAddresses(port, BOTH)
    expect(report).toMatchObject({ outcome: 'accepted', finding: null })
    const addresses = BOTH.map(address => ({ address, acceptedCount: 1, failedCount: 0 }))
    expect(evidenceOf(report).samples).toMatchObject({ addresses, failures: [] })
  })

  it.each([
    ['is asked first', ['127.0.0.1', '127.0.0.2', '127.0.0.3']],
    ['would never be asked', ['127.0.0.2', '127.0.0.3', '127.0.0.1']],
  ])('is rejected when one is silent, which %s', async (_, order) => {
    await using silent = await startSilentPort()
    await using __ = await listenWebSocket({ host: '127.0.0.2', port: silent.port })
    await using ___ = await listenWebSocket({ host: '127.0.0.3', port: silent.port })
    const report = await checkAddresses(silent.port, order)
    expect(report).toMatchObject({
      outcome: 'rejected',
      finding: { kind: 'some-addresses-refuse', layer: 'tcp', sure: 'certain', severity: 'error' },
    })
    expect(report.finding?.explanation).toContain('not at 1 of the 3 addresses')
    expect(report.finding?.explanation).toContain('127.0.0.1: 0 of 1 accepted')
    expect(report.finding?.explanation).toContain('The connection timed out')
    expect(report.finding?.remedy).toContain('network ACL')
  })

  // TCP has no way to a multicast address on any machine.
  it('is accepted where there is no way to one of them from here, which is then not counted', async () => {
    await using server = await listenWebSocket({ host: '127.0.0.1', port: 0 })
    const report = await checkAddresses(server.port, ['127.0.0.1', '224.0.0.1'])
    expect(report).toMatchObject({ outcome: 'accepted', finding: null })
    const { samples } = evidenceOf(report)
    expect(samples?.addresses).toEqual([{ address: '127.0.0.1', acceptedCount: 1, failedCount: 0 }])
    expect(samples?.failures).toEqual([])
  })

  it('is asked three times where the answer came from behind the address, and sends the name, not the address', async () => {
    const hosts: (string | undefined)[] = []
    const closed = createServer((_, response) => response.end('hi')).on('upgrade', ({ headers }, socket) => {
      hosts.push(headers.host, headers.origin)
      socket.end(REFUSAL)
    })
    await using other = await listen(closed, '127.0.0.2', await findSharedPort())
    await using _ = await listenWebSocket({ host: '127.0.0.1', port: other.port })
    const report = await checkAddresses(other.port, BOTH)
    expect(report.finding).toMatchObject({ kind: 'some-addresses-refuse', layer: 'application', sure: 'likely' })
    expect(report.finding?.explanation).toContain('127.0.0.2: 0 of 3 accepted')
    expect(report.finding?.remedy).toContain('input "headers"')
    const host = `app.test:${other.port}`
    expect(new Set(hosts.slice(0, 2))).toEqual(new Set([host, `http://${host}`]))
  })

  it('has a doubtful connection where only some of those to an address fail', async () => {
    await using healthy = await listenWebSocket()
    await using closed = await listenAnswering(REFUSAL)
    await using front = await listenInTurns([healthy.port, closed.port], everySecondUpgrade(0))
    await using server = await relay({ host: '127.0.0.2', port: await findSharedPort() }, front.port)
    await using _ = await listenWebSocket({ host: '127.0.0.1', port: server.port })
    const report = await checkAddresses(server.port, BOTH)
    expect(report.finding?.kind).toBe('some-connections-refused')
    expect(report.finding?.explanation).toMatch(/127\.0\.0\.2: [12] of 3 accepted/)
  })
})

describe('several instances behind one address', () => {
  it('are met by five connections each, of which at most five are open at a time', async () => {
    let open = 0
    let most = 0
    let all = 0
    await using server = await listenWebSocket({
      onConnection(socket) {
        all += 1
        open += 1
        most = Math.max(most, open)
        socket.on('close', () => (open -= 1))
      },
    })
    const report = await checkOnce(`ws://localhost:${server.port}/`, {}, TWO)
    expect(report).toMatchObject({ outcome: 'accepted', finding: null })
    expect(evidenceOf(report).samples).toMatchObject({ instanceCount: 2, addresses: [{ acceptedCount: 11 }] })
    expect(all).toBe(11)
    expect(most).toBeLessThanOrEqual(5)
  })

  it('are met by at most fifty connections', async () => {
    await using server = await listenWebSocket()
    const report = await checkOnce(`ws://localhost:${server.port}/`, {}, { instanceCount: 40 })
    expect(evidenceOf(report).samples?.addresses).toMatchObject([{ acceptedCount: 51 }])
  })

  it('are told from each other when one refuses: how many of how many, and what it answered', async () => {
    await using healthy = await listenWebSocket()
    await using closed = await listenAnswering(REFUSAL)
    await using front = await listenInTurns([healthy.port, closed.port], everySecondUpgrade(1))
    const report = await checkOnce(`ws://127.0.0.1:${front.port}/`, {}, TWO)
    expect(report).toMatchObject({
      outcome: 'rejected',
      finding: { kind: 'some-connections-refused', layer: 'application', severity: 'error' },
    })
    expect(report.finding?.explanation).toMatch(/ [1-9] of 11 connections to 2 instances failed/)
    expect(report.finding?.explanation).toContain('The app wants to know who is asking')
    const { samples } = evidenceOf(report)
    expect(samples?.failures).toHaveLength(1)
    expect(samples?.failures[0]?.evidence.upgrade).toMatchObject({ kind: 'answered', status: 401 })
  })

  it('are told from each other by one that was refused first, as when each attempt comes to the same', async () => {
    await using healthy = await listenWebSocket()
    await using closed = await listenAnswering(REFUSAL.replace('401 Unauthorized', '404 Not Found'))
    let count = 0
    // A refused attempt is two requests, and so is the turn of two instances.
    await using front = await listenInTurns([closed.port, healthy.port], () => (count++ < 12 ? 0 : count % 2))
    const [report] = await deployed(front, TWO)
    expect(report).toMatchObject({ outcome: 'rejected', attemptCount: 3 })
    expect(report?.attempts.map(({ finding }) => finding?.kind).slice(0, 2)).not.toContain('some-connections-refused')
    expect(report?.finding).toMatchObject({ kind: 'some-connections-refused' })
  })

  it('have the same app, so that neither it nor the proxy of all can be at fault alone', async () => {
    const app = createServer((_, response) => response.end('hi'))
    new WebSocketServer({ server: app })
    const deaf = createServer((_, response) => response.end('hi'))
    await using healthy = await listen(app)
    await using other = await listen(deaf)
    await using front = await listenInTurns([other.port, healthy.port], everySecondUpgrade(1))
    const known = { ...TWO, proxy: 'nginx', platformForwardsUpgrade: true, bundleOverridesProxy: [] } as const
    const report = await checkOnce(`ws://127.0.0.1:${front.port}/`, {}, known)
    expect(report.finding).toMatchObject({
      kind: 'some-connections-refused',
      layer: 'unknown',
      sure: 'unsure',
      candidates: ['proxy', 'application'],
    })
  })

  it('do not hide that the app of one is down: plain requests are sent until one comes there', async () => {
    const app = createServer((_, response) => response.end('hi'))
    new WebSocketServer({ server: app })
    await using healthy = await listen(app)
    await using down = await listenAnswering(BAD_GATEWAY)
    // In turns, the request after one to the instance that is down always comes to the other.
    await using front = await listenInTurns([healthy.port, down.port])
    const report = await checkOnce(`ws://127.0.0.1:${front.port}/`, {}, TWO)
    expect(report.finding).toMatchObject({ kind: 'some-connections-refused', layer: 'application' })
    expect(report.finding?.explanation).toContain('The app does not listen')
  })

  it('are asked no more than once for each sort of failure what else they answer', async () => {
    const counts = { upgrades: 0, plain: 0 }
    const app = createServer((_, response) => {
      counts.plain += 1
      response.end('hi')
    })
    const sockets = new WebSocketServer({ noServer: true })
    app.on('upgrade', (request, socket, head) => {
      counts.upgrades += 1
      if (counts.upgrades % 2 === 0) socket.end(REFUSAL.replace('401 Unauthorized', '403 Forbidden'))
      else sockets.handleUpgrade(request, socket, head, () => {})
    })
    await using server = await listen(app)
    const report = await checkOnce(
      `ws://localhost:${server.port}/`,
      { attemptTimeoutMs: 30_000 },
      { instanceCount: 10 },
    )
    expect(report.finding?.kind).toBe('some-connections-refused')
    expect(evidenceOf(report).samples?.failures).toMatchObject([{ evidence: { control: { kind: 'answered' } } }])
    // Twelve plain requests, none of which is answered as the Upgrade was, and another Origin.
    expect(counts.plain).toBe(12)
    expect(counts.upgrades).toBeLessThanOrEqual(1 + 50 + 1 + 12)
  })

  it('are asked as the app wants it, without a word of its protocol', async () => {
    const sockets: string[] = []
    await using server = await listenSocketIo({}, io => io.on('connection', socket => sockets.push(socket.id)))
    const options = { protocol: { name: 'socket.io', isGuess: false } } as const
    const report = await checkOnce(`ws://127.0.0.1:${server.port}/`, options, TWO)
    expect(report).toMatchObject({ outcome: 'accepted', finding: null })
    expect(evidenceOf(report).samples).toMatchObject({ addresses: [{ acceptedCount: 11, failedCount: 0 }] })
    expect(sockets.length).toBeLessThanOrEqual(1 + 4)
  })
})

describe('further connections', () => {
  it('are none to one address of which nobody knows more, and to a single instance', async () => {
    let count = 0
    await using server = await listenWebSocket({ onConnection: () => (count += 1) })
    for (const known of [{}, { instanceCount: 1 }]) {
      const report = await checkOnce(`ws://localhost:${server.port}/`, {}, known)
      expect(evidenceOf(report).samples).toBeUndefined()
    }
    expect(count).toBe(2)
  })

  it('are made after the last attempt of a deployment, and again until they are accepted', async () => {
    let number = 0
    // The seventh connection is refused once, as by an instance that restarts.
    await using server = await listenWebSocket({
      verifyClient: (_: unknown, answer: (isTaken: boolean, status?: number) => void) => answer(++number !== 7, 503),
    })
    const [report] = await deployed(server, TWO)
    expect(report).toMatchObject({ outcome: 'accepted', attemptCount: 3, finding: null })
    expect(report?.attempts.map(({ finding }) => finding?.kind)).toEqual([
      undefined,
      'some-connections-refused',
      undefined,
    ])
    expect(number).toBe(1 + 11 + 11)
  })

  it('do not begin later than one attempt may take', async () => {
    let count = 0
    // The first is well; all others are taken, and never answered.
    const server = createServer()
    const sockets = new WebSocketServer({ noServer: true })
    server.on('upgrade', (request, socket, head) => {
      count += 1
      if (count === 1) sockets.handleUpgrade(request, socket, head, () => {})
    })
    await using listening = await listen(server)
    const report = await checkOnce(
      `ws://localhost:${listening.port}/`,
      { attemptTimeoutMs: SOON_MS },
      { instanceCount: 10 },
    )
    expect(report.finding?.kind).toBe('some-connections-refused')
    // Five at a time, and by their end the time is over.
    expect(evidenceOf(report).samples?.addresses).toMatchObject([{ acceptedCount: 1 }])
    expect(evidenceOf(report).samples?.addresses[0]?.failedCount).toBeLessThanOrEqual(10)
  })

  it('to an address without a route count for nothing', async () => {
    await using server = await listenWebSocket({ host: '127.0.0.1', port: 0 })
    // TCP has no way to a multicast address on any machine.
    const report = await checkAddresses(server.port, ['127.0.0.1', '224.0.0.1'])
    expect(report).toMatchObject({ outcome: 'accepted', finding: null })
    expect(evidenceOf(report).samples).toMatchObject({ addresses: [{ address: '127.0.0.1' }], failures: [] })
  })

  it('that are refused alike three times are final for a deployment', async () => {
    await using healthy = await listenWebSocket()
    await using closed = await listenAnswering(REFUSAL.replace('401 Unauthorized', '400 Bad Request'))
    let count = 0
    // The attempts themselves come to the healthy instance: the first, the second, and after ten samples each further one.
    await using front = await listenInTurns([healthy.port, closed.port], request =>
      Number(/^upgrade: websocket/im.test(request) && count++ % 11 === 6),
    )
    const [report] = await deployed(front, TWO)
    expect(report).toMatchObject({ outcome: 'rejected', finding: { kind: 'some-connections-refused' } })
    expect(report?.attemptCount).toBe(4)
  })

  it('begin when as many attempts in a row were accepted as are wanted', async () => {
    await using server = await listenWebSocket()
    const [report] = await deployed(server, TWO, 4)
    expect(report?.attempts.map(({ evidence }) => evidence.samples !== undefined)).toEqual([false, false, false, true])
    expect(report?.outcome).toBe('accepted')
  })
})

/** Free at every address of this machine, and given to nobody else before the end of the test. */
async function findSharedPort(): Promise<number> {
  const { port, release } = await reservePort()
  onTestFinished(release)
  return port
}

function checkAddresses(port: number, addresses: readonly string[]) {
  const resolve = addresses.map(address => ({ host: 'app.test', port, address }))
  return checkOnce(`ws://app.test:${port}/`, { resolve, attemptTimeoutMs: 2 * SOON_MS })
}

async function deployed({ port }: Listening, known: typeof TWO, inARow = 2) {
  const clock = { ...systemClock, sleep: () => Promise.resolve() }
  const options: HandshakeOptions = { policy: { kind: 'fresh-deployment', withinMs: 60_000, inARow }, clock }
  return (await checkHandshake([{ url: `ws://127.0.0.1:${port}/` }], options, known)).targets
}

/** Sends every second opening handshake to the second of two; plain requests to the first. */
function everySecondUpgrade(first: 0 | 1) {
  let count = first
  return (request: string) => Number(/^upgrade: websocket/im.test(request) && count++ % 2 === 0)
}

/** What comes to an address of its own is sent on to a port of 127.0.0.1. */
async function relay({ host, port }: { host: string; port: number }, to: number): Promise<Listening> {
  const { connect, createServer: createTcpServer } = await import('node:net')
  const server = createTcpServer(client => {
    const upstream = connect(to, '127.0.0.1')
    client.pipe(upstream).pipe(client)
    for (const socket of [client, upstream]) socket.on('error', () => undefined)
    client.on('close', () => upstream.destroy())
    upstream.on('close', () => client.destroy())
  })
  return listen(server, host, port)
}
