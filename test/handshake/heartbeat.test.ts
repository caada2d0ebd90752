import { createServer } from 'node:http'
import { describe, expect, it } from 'vitest'
import { WebSocketServer } from 'ws'
import { describeCut } from '../../src/report/handshake-lines.ts'
import { listen } from '../support/listening.ts'
import { checkOnce, evidenceOf } from './check-once.ts'
import { listenSocketIo, listenSocketIo2 } from './socket-io-server.ts'

/** A busy machine may take long for what comes before the hold. */
const SOCKET_IO = { protocol: { name: 'socket.io', isGuess: false }, attemptTimeoutMs: 20_000 } as const
/** Who is not heard of for longer than both together is closed. A new object for each: version 2 writes into it. */
const short = () => ({ pingInterval: 1000, pingTimeout: 3000 })
const HOLD_MS = 7000

const SERVERS = [
  ['2, where the client asks', () => listenSocketIo2(short()), '/'],
  ['2 as its clients ask for it', () => listenSocketIo2(short()), '/socket.io/?EIO=3'],
  ['4 with clients of version 2', () => listenSocketIo({ ...short(), allowEIO3: true }), '/socket.io/?EIO=3'],
  ['4, where the server asks', () => listenSocketIo(short()), '/'],
] as const

describe('a connection that is held to a Socket.IO server', () => {
  it.concurrent.each(SERVERS)('of version %s, is kept by its heartbeat', async (_, open, path) => {
    await using server = await open()
    const report = await checkOnce(`ws://localhost:${server.port}${path}`, { ...SOCKET_IO, holdMs: HOLD_MS })
    expect(report).toMatchObject({ outcome: 'accepted', finding: null })
    const hold = report.attempts.at(-1)?.evidence.frames?.hold
    expect(hold).toMatchObject({ isKept: true, wantedMs: HOLD_MS })
    expect(hold?.frameCount).toBeGreaterThanOrEqual(2)
    // An answer to each second's, and none to what nobody asked.
    expect(hold?.frameCount).toBeLessThanOrEqual(HOLD_MS / short().pingInterval + 1)
  })

  it.concurrent('of version 2 is closed where nobody speaks its protocol', async () => {
    await using server = await listenSocketIo2(short())
    const report = await checkOnce(`ws://localhost:${server.port}/socket.io/?EIO=3&transport=websocket`, {
      protocol: { name: 'websocket', isGuess: false },
      holdMs: HOLD_MS,
    })
    expect(report.finding?.kind).toBe('closed-while-held')
  })
})

describe('when a silent connection to a Socket.IO server will be cut', () => {
  const known = (seconds: number) => ({ silenceLimits: { loadBalancer: seconds } })

  it.each(SERVERS)('is told by what the server says (version %s)', async (_, open, path) => {
    await using server = await open()
    const ask = async (seconds: number) =>
      describeCut(await checkOnce(`ws://localhost:${server.port}${path}`, SOCKET_IO, known(seconds)))
    expect(await ask(60)).toContain('; socket.io breaks the silence every 1 s: nothing to do.')
    expect(await ask(1)).toContain(
      '; socket.io breaks the silence only every 1 s: raise that timeout, or lower pingInterval of its server.',
    )
  })

  it.each([
    ['a number that no server means', '1e999'],
    ['a number below nothing', '-5'],
  ])('is told as ever where the server says %s', async (_, interval) => {
    await using server = await listenOpening(`0{"sid":"abc","upgrades":[],"pingInterval":${interval}}`)
    const report = await checkOnce(`ws://localhost:${server.port}/`, { ...SOCKET_IO, holdMs: 300 }, known(60))
    expect(evidenceOf(report).frames?.greeting).not.toHaveProperty('heartbeat')
    expect(describeCut(report)).toContain('let the app send a ping at least every 30 s')
  })

  it('asks no server more often than twice a second', async () => {
    const heard: string[] = []
    await using server = await listenOpening('0{"sid":"abc","upgrades":[],"pingInterval":1}', heard)
    await checkOnce(`ws://localhost:${server.port}/`, { ...SOCKET_IO, holdMs: 1200 })
    expect(heard.filter(text => text === '2').length).toBeLessThanOrEqual(4)
    expect(heard).toContain('2')
  })
})

/** Opens as a server of version 2 with this packet; polling is turned off. */
function listenOpening(packet: string, heard: string[] = []) {
  const server = createServer((_, response) => response.writeHead(400).end('{"code":0,"message":"Transport unknown"}'))
  new WebSocketServer({ server }).on('connection', socket => {
    socket.on('message', data => heard.push(String(data)))
    for (const text of [packet, '40']) socket.send(text)
  })
  return listen(server)
}
