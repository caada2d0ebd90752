import { describe, expect, it } from 'vitest'
import type { WebSocket } from 'ws'
import { type Expectation, parseExpectation } from '../../src/handshake/expectation.ts'
import { checkOnce, evidenceOf, SOON_MS } from './check-once.ts'
import { listenWebSocket } from './websocket-server.ts'

const echo = (socket: WebSocket) => socket.on('message', data => socket.send(data))

function expecting(text: string): Expectation {
  const parsed = parseExpectation(text)
  if (parsed.kind === 'problem') throw new Error(parsed.problem)
  return parsed
}

describe('a dialogue', () => {
  it('is accepted when the app answers as expected, in a binary message too', async () => {
    await using server = await listenWebSocket({ onConnection: echo })
    const dialogue = { send: 'is anybody there', expectation: expecting('anybody') }
    const report = await checkOnce(`ws://localhost:${server.port}/`, { dialogue })
    expect(report).toMatchObject({ outcome: 'accepted', finding: null })
    expect(evidenceOf(report).frames?.dialogue).toMatchObject({
      wasSent: true,
      heard: { result: 'fits', messageCount: 1 },
    })
    expect(JSON.stringify(report)).not.toContain('is anybody there')
  })

  it('hears a greeting that comes with the 101, when nothing is to be sent', async () => {
    await using server = await listenWebSocket({ onConnection: socket => socket.send('{"type":"welcome","at":12}') })
    const dialogue = { expectation: expecting('{"type":"welcome"}') }
    expect(await checkOnce(`ws://localhost:${server.port}/`, { dialogue })).toMatchObject({ outcome: 'accepted' })
  })

  it('does not take a greeting for the answer to what was sent', async () => {
    await using server = await listenWebSocket({ onConnection: socket => socket.send('hello') })
    const dialogue = { send: 'hello?', expectation: expecting('/.*/') }
    const report = await checkOnce(`ws://localhost:${server.port}/`, { dialogue, attemptTimeoutMs: SOON_MS })
    expect(report).toMatchObject({ outcome: 'rejected', finding: { kind: 'no-message', layer: 'application' } })
    expect(report.finding?.explanation).toContain('after the text was sent')
    expect(evidenceOf(report).frames?.end).toEqual({ kind: 'clean', code: 1000 })
  })

  it('says what came instead of what was expected', async () => {
    await using server = await listenWebSocket({ onConnection: socket => socket.send('go away') })
    const dialogue = { expectation: expecting('welcome') }
    const report = await checkOnce(`ws://localhost:${server.port}/`, { dialogue, attemptTimeoutMs: SOON_MS })
    expect(report).toMatchObject({ outcome: 'rejected', finding: { kind: 'unexpected-message', sure: 'certain' } })
    expect(report.finding?.explanation).toContain('"go away"')
  })

  it('shows nothing of what was sent when it comes back', async () => {
    const send = '{"action":"join","token":"t0p-s3cret-token"}'
    await using server = await listenWebSocket({
      onConnection: socket => socket.on('message', () => socket.send('bad t0p-s3cret-token')),
    })
    const dialogue = { send, expectation: expecting('welcome') }
    const report = await checkOnce(`ws://localhost:${server.port}/`, { dialogue, attemptTimeoutMs: SOON_MS })
    expect(report.finding?.explanation).toContain('"bad ***"')
    expect(JSON.stringify(report)).not.toContain('t0p-s3cret')
  })

  it('stops an expression that would not come to an end, and says so', async () => {
    const hostile = `${'a'.repeat(5000)}!`
    await using server = await listenWebSocket({
      onConnection(socket) {
        for (let count = 0; count < 100; count += 1) socket.send(hostile)
      },
    })
    const dialogue = { expectation: expecting('/^(a+)+$/') }
    const report = await checkOnce(`ws://localhost:${server.port}/`, { dialogue })
    expect(report).toMatchObject({ outcome: 'rejected', finding: { kind: 'expression-too-slow' } })
    expect(evidenceOf(report).totalMs).toBeLessThan(10_000)
  })

  it('tells the code with which the app closes on what was sent', async () => {
    await using server = await listenWebSocket({
      onConnection: socket => socket.on('message', () => socket.close(4400)),
    })
    const dialogue = { send: 'x', expectation: expecting('welcome') }
    const report = await checkOnce(`ws://localhost:${server.port}/`, { dialogue })
    expect(report.finding).toMatchObject({ kind: 'closed-after-upgrade' })
    expect(report.finding?.explanation).toContain('4400')
  })

  it('only sends where nothing is expected', async () => {
    const heard = Promise.withResolvers<string>()
    await using server = await listenWebSocket({
      onConnection: socket => socket.on('message', data => heard.resolve(data.toString())),
    })
    const report = await checkOnce(`ws://localhost:${server.port}/`, { dialogue: { send: 'good morning' } })
    expect(report).toMatchObject({ outcome: 'accepted', finding: null })
    expect(await heard.promise).toBe('good morning')
  })
})
