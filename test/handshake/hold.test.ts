import { describe, expect, it, onTestFinished } from 'vitest'
import type { WebSocket } from 'ws'
import type { Known } from '../../src/handshake/known.ts'
import { BEANSTALK_LOCATION, startNginx } from '../support/nginx.ts'
import { checkOnce, evidenceOf } from './check-once.ts'
import { flood, floodAfterPing } from './rude-connections.ts'
import { listenWebSocket } from './websocket-server.ts'

describe('a connection that is held in silence', () => {
  it('is accepted when it is still open afterwards', async () => {
    await using server = await listenWebSocket()
    const report = await checkOnce(`ws://localhost:${server.port}/`, { holdMs: 300 })
    expect(report).toMatchObject({ outcome: 'accepted', finding: null, attemptCount: 2 })
    const [first, held] = report.attempts
    expect(first?.evidence.frames?.hold).toBeUndefined()
    expect(held?.evidence.frames).toMatchObject({
      hold: { isKept: true, wantedMs: 300, frameCount: 0 },
      end: { kind: 'clean' },
    })
    expect(held?.evidence.totalMs).toBeGreaterThanOrEqual(295)
    expect(report.latency?.totalMs).toBeLessThan((held?.evidence.totalMs ?? 0) - 290)
    expect(String(report.latency?.totalMs)).toMatch(/^\d+(\.\d)?$/)
  })

  it('may be held for longer than an attempt may take', async () => {
    await using server = await listenWebSocket()
    const report = await checkOnce(`ws://localhost:${server.port}/`, { holdMs: 4000, attemptTimeoutMs: 3000 })
    expect(report).toMatchObject({ outcome: 'accepted', finding: null })
  })

  it('is not held where the opening handshake is refused', async () => {
    await using server = await listenWebSocket({ verifyClient: () => false })
    const report = await checkOnce(`ws://localhost:${server.port}/`, { holdMs: 60_000 })
    expect(report).toMatchObject({ outcome: 'rejected', attemptCount: 1 })
  })

  it.each<[string, Known, string, string]>([
    [
      'the proxy, where the settings say so',
      { silenceLimits: { proxy: 2, loadBalancer: 60 } },
      'cut-by-proxy',
      'proxy',
    ],
    [
      'the proxy, where there is no load balancer',
      { silenceLimits: { proxy: 2 }, loadBalancer: 'none' },
      'cut-by-proxy',
      'proxy',
    ],
    [
      'the load balancer, where the proxy would have waited longer',
      { silenceLimits: { proxy: 3600, loadBalancer: 2 } },
      'cut-by-load-balancer',
      'load-balancer',
    ],
    [
      'the load balancer, where there is no proxy that cuts',
      { silenceLimits: { loadBalancer: 2 }, proxy: 'apache' },
      'cut-by-load-balancer',
      'load-balancer',
    ],
    [
      'one of both, where both would have',
      { silenceLimits: { proxy: 2, loadBalancer: 2 } },
      'cut-while-held',
      'unknown',
    ],
    ['anybody, where nothing is known', {}, 'cut-while-held', 'unknown'],
  ])('is cut by %s', async (_who, known, kind, layer) => {
    const port = await startCuttingNginx()
    const report = await checkOnce(`ws://localhost:${port}/`, { holdMs: 10_000 }, known)
    expect(report).toMatchObject({ outcome: 'rejected', finding: { kind, layer } })
    const hold = report.attempts.at(-1)?.evidence.frames?.hold
    expect(hold).toMatchObject({ isKept: false, wantedMs: 10_000 })
    expect(hold?.silentMs).toBeGreaterThan(1500)
    expect(hold?.silentMs).toBeLessThan(9000)
    expect(report.finding?.explanation).toMatch(/after [1-8](\.\d)? s of silence/)
  })

  it('is held to the end however much an app says in all', async () => {
    await using server = await listenWebSocket({ onConnection: sayMuch })
    const report = await checkOnce(`ws://localhost:${server.port}/`, { holdMs: 4000, attemptTimeoutMs: 30_000 })
    expect(report).toMatchObject({ outcome: 'accepted', finding: null })
    const { hold } = report.attempts.at(-1)?.evidence.frames ?? {}
    expect(hold).toMatchObject({ isKept: true })
    expect(hold?.frameCount).toBeGreaterThan(2000)
  })

  it.each([
    ['while it is held', true],
    ['before it is held', false],
  ])('has failed where the app floods its client %s', async (_, autoPong) => {
    await using server = await listenWebSocket({ autoPong, onConnection: autoPong ? floodAfterPing : flood })
    const report = await checkOnce(`ws://localhost:${server.port}/`, { holdMs: 30_000, attemptTimeoutMs: 30_000 })
    expect(report).toMatchObject({ outcome: 'rejected', finding: { kind: 'too-much-while-held' } })
    expect(report.attempts.at(-1)?.evidence.frames?.hold).toMatchObject({ isKept: false, wantedMs: 30_000 })
  })

  it('tells the code with which the app closes it', async () => {
    const closeSoon = (socket: WebSocket) => socket.on('ping', () => setTimeout(() => socket.close(4408, 'idle'), 400))
    await using server = await listenWebSocket({ onConnection: closeSoon })
    const report = await checkOnce(`ws://localhost:${server.port}/`, { holdMs: 10_000 })
    expect(report).toMatchObject({ outcome: 'rejected', finding: { kind: 'closed-while-held', layer: 'application' } })
    expect(report.finding?.explanation).toContain('closed it with code 4408 "idle"')
    // The close frame is the end of the silence, not its last byte.
    expect(report.attempts.at(-1)?.evidence.frames?.hold?.silentMs).toBeGreaterThan(100)
  })

  it('is dead afterwards where somebody forgot it without a word', async () => {
    const pings: WebSocket[] = []
    await using server = await listenWebSocket({
      autoPong: false,
      onConnection(socket) {
        // The first ping of each connection is answered, the one after the hold is not.
        socket.on('ping', data => {
          if (!pings.includes(socket)) socket.pong(data)
          pings.push(socket)
        })
      },
    })
    const report = await checkOnce(`ws://localhost:${server.port}/`, { holdMs: 200, attemptTimeoutMs: 3000 })
    expect(report).toMatchObject({ outcome: 'rejected', finding: { kind: 'dropped-while-held' } })
    expect(evidenceOf(report).frames?.end.kind).toBe('clean')
  })

  it.each([
    ['socket.io', '2', '3'],
    ['Primus', '"primus::ping::17"', '"primus::pong::17"'],
    ['graphql-transport-ws', '{"type":"ping"}', '{"type":"pong"}'],
    ['Pusher', '{"event":"pusher:ping","data":{}}', '{"event":"pusher:pong","data":{}}'],
    ['DDP', '{"msg":"ping","id":"a1"}', '{"msg":"pong","id":"a1"}'],
  ])('answers the heartbeat of %s, and ping frames', async (_name, ping, pong) => {
    const heard: string[] = []
    let connections = 0
    const beat = (socket: WebSocket) => {
      connections += 1
      // The first connection is not held.
      if (connections === 1) return
      socket.on('message', data => heard.push(data.toString()))
      socket.on('pong', () => heard.push('pong'))
      // When the check's own ping was answered, the hold begins.
      const ask = () => {
        socket.send(ping)
        socket.ping()
      }
      socket.once('ping', () => setTimeout(ask, 100))
    }
    await using server = await listenWebSocket({ onConnection: beat })
    const report = await checkOnce(`ws://localhost:${server.port}/`, { holdMs: 2000 })
    expect(report).toMatchObject({ outcome: 'accepted', finding: null })
    expect(heard).toEqual([pong, 'pong'])
    expect(report.attempts.at(-1)?.evidence.frames?.hold?.frameCount).toBe(2)
  })

  async function startCuttingNginx(): Promise<number> {
    const app = await listenWebSocket()
    const nginx = await startNginx(`proxy_read_timeout 2s; ${BEANSTALK_LOCATION(app.port)}`)
    onTestFinished(async () => {
      await nginx.stop()
      await app[Symbol.asyncDispose]()
    })
    return nginx.port
  }
})

/** Less than is read within a second, more than is read at once. */
function sayMuch(socket: WebSocket): void {
  const timer = setInterval(() => {
    for (let count = 0; count < 80; count += 1) socket.send('tick')
  }, 100)
  socket.on('close', () => clearInterval(timer))
}
