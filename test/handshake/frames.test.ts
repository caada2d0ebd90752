import { describe, expect, it } from 'vitest'
import { checkOnce, evidenceOf, SOON_MS } from './check-once.ts'
import { dropAfterPing, flood, rawSocketOf } from './rude-connections.ts'
import { listenWebSocket } from './websocket-server.ts'

/** What hangs would take all of its time or more; a busy machine takes some of it. */
const HANGING_MS = 10_000

describe('after a valid 101', () => {
  it('counts what the server sends, and keeps none of it', async () => {
    await using server = await listenWebSocket({
      onConnection(socket) {
        for (let count = 0; count < 5; count += 1) socket.send('hello from the server')
      },
    })
    const report = await checkOnce(`ws://localhost:${server.port}/`)
    expect(report).toMatchObject({ outcome: 'accepted', finding: null })
    expect(evidenceOf(report).frames).toMatchObject({ end: { kind: 'clean', code: 1000 }, frameCount: 6 })
    expect(JSON.stringify(report)).not.toContain('hello')
  })

  it('answers the pings of the server', async () => {
    const { promise, resolve } = Promise.withResolvers<string>()
    await using server = await listenWebSocket({
      onConnection(socket) {
        socket.on('pong', data => resolve(data.toString()))
        socket.ping('are you there')
      },
    })
    await checkOnce(`ws://localhost:${server.port}/`)
    expect(await promise).toBe('are you there')
  })

  it('wants a pong', async () => {
    await using server = await listenWebSocket({ autoPong: false })
    const report = await checkOnce(`ws://localhost:${server.port}/`, { attemptTimeoutMs: SOON_MS })
    expect(report).toMatchObject({ outcome: 'rejected', finding: { kind: 'no-pong', severity: 'error' } })
    expect(evidenceOf(report).totalMs).toBeLessThan(HANGING_MS)
  })

  it('wants the pong with its own payload', async () => {
    await using server = await listenWebSocket({ autoPong: false, onConnection: socket => socket.pong('another') })
    const report = await checkOnce(`ws://localhost:${server.port}/`, { attemptTimeoutMs: SOON_MS })
    expect(report.finding?.kind).toBe('no-pong')
    expect(evidenceOf(report).frames?.frameCount).toBe(1)
  })

  it.each([1008, 4401])('names the token when the server closes with %i', async code => {
    await using server = await listenWebSocket({ onConnection: socket => socket.close(code, 'Unauthorized') })
    const report = await checkOnce(`ws://localhost:${server.port}/`)
    expect(report.finding).toMatchObject({ kind: 'closed-after-upgrade', layer: 'application' })
    expect(report.finding?.explanation).toContain(`with code ${code} "Unauthorized"`)
    expect(report.finding?.remedy).toContain('token')
  })

  it('names an app that drops the connection without a close frame', async () => {
    await using server = await listenWebSocket({ onConnection: socket => socket.terminate() })
    const report = await checkOnce(`ws://localhost:${server.port}/`)
    expect(report.finding?.kind).toBe('closed-after-upgrade')
    expect(report.finding?.explanation).toContain('1006')
  })

  it('only warns when the closing handshake is not answered', async () => {
    await using server = await listenWebSocket({ onConnection: dropAfterPing })
    const report = await checkOnce(`ws://localhost:${server.port}/`)
    expect(report).toMatchObject({
      outcome: 'accepted',
      finding: { kind: 'close-not-answered', severity: 'warning' },
    })
    expect(evidenceOf(report).frames?.end).toEqual({ kind: 'cut', wasClosing: true })
  })

  it('names bytes that are not frames', async () => {
    await using server = await listenWebSocket({
      onConnection: socket => rawSocketOf(socket).write('HTTP/1.1 400 Bad Request\r\n\r\n'),
    })
    const report = await checkOnce(`ws://localhost:${server.port}/`)
    expect(report.finding?.kind).toBe('invalid-frames')
    expect(evidenceOf(report).frames?.end).toEqual({ kind: 'garbage', code: 'WS_ERR_UNEXPECTED_RSV_1' })
  })

  it('reads no message beyond its bound, and says so', async () => {
    await using server = await listenWebSocket({ onConnection: socket => socket.send(Buffer.alloc(2 * 1024 * 1024)) })
    const report = await checkOnce(`ws://localhost:${server.port}/`)
    expect(report).toMatchObject({ outcome: 'accepted', finding: { kind: 'liveness-not-proved', severity: 'warning' } })
  })

  it.each([
    ['pieces of a byte', Buffer.from([0x00, 1, 0x61])],
    ['empty pieces', Buffer.from([0x00, 0])],
  ])('keeps no message that comes in %s without an end', async (_, piece) => {
    await using server = await listenWebSocket({
      onConnection: socket => {
        const pieces = Buffer.concat(Array.from({ length: 5000 }, () => piece))
        rawSocketOf(socket).write(Buffer.concat([Buffer.from([0x01, 1, 0x61]), pieces]))
      },
    })
    const report = await checkOnce(`ws://localhost:${server.port}/`)
    expect(report).toMatchObject({ outcome: 'accepted', finding: { kind: 'liveness-not-proved', severity: 'warning' } })
    expect(evidenceOf(report).frames?.end).toEqual({ kind: 'too-much' })
  })

  it('answers the latest of many pings that come together', async () => {
    const pongs: string[] = []
    await using server = await listenWebSocket({
      onConnection(socket) {
        socket.on('pong', data => pongs.push(data.toString()))
        const pings = Array.from({ length: 1000 }, (_, index) => [0x89, 3, ...Buffer.from(`${index}`.padStart(3, '0'))])
        rawSocketOf(socket).write(Buffer.from(pings.flat()))
      },
    })
    const report = await checkOnce(`ws://localhost:${server.port}/`)
    expect(report).toMatchObject({ outcome: 'accepted', finding: null })
    expect(pongs.at(-1)).toBe('999')
    expect(pongs.length).toBeLessThan(100)
  })

  it('stops at a server that floods', async () => {
    await using server = await listenWebSocket({ autoPong: false, onConnection: flood })
    const report = await checkOnce(`ws://localhost:${server.port}/`, { attemptTimeoutMs: 2 * HANGING_MS })
    expect(report.finding?.kind).toBe('liveness-not-proved')
    expect(evidenceOf(report).totalMs).toBeLessThan(HANGING_MS)
  })
})
