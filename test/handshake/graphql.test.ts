import { describe, expect, it } from 'vitest'
import type { Listening } from '../support/listening.ts'
import { checkOnce, evidenceOf, SOON_MS } from './check-once.ts'
import { listenGraphQl, listenOlder } from './graphql-server.ts'
import { listenWebSocket } from './websocket-server.ts'

const NEW = { protocol: { name: 'graphql-transport-ws', isGuess: false } } as const
const OLD = { protocol: { name: 'graphql-ws', isGuess: false } } as const

const refuse = () => {
  throw new Error('Missing auth token!')
}

describe('a healthy GraphQL server', () => {
  it.each([
    ['graphql-ws', listenGraphQl, NEW],
    ['subscriptions-transport-ws', listenOlder, OLD],
  ])('of the package %s is accepted', async (_, open, protocol) => {
    await using server = await open()
    const report = await checkOnce(`ws://localhost:${server.port}/`, protocol)
    expect(report).toMatchObject({ outcome: 'accepted', finding: null })
    expect(evidenceOf(report).target.path).toBe('/graphql')
    expect(evidenceOf(report).frames?.greeting).toMatchObject({ kind: 'greeted' })
  })

  it('may ask before it acknowledges', async () => {
    const answers: string[] = []
    await using server = await listenWebSocket({
      handleProtocols: () => 'graphql-transport-ws',
      onConnection(socket) {
        socket.send('{"type":"ping"}')
        socket.on('message', data => {
          answers.push(data.toString())
          if (answers.length === 2) socket.send('{"type":"connection_ack"}')
        })
      },
    })
    const report = await checkOnce(`ws://localhost:${server.port}/`, NEW)
    expect(report).toMatchObject({ outcome: 'accepted', finding: null })
    expect(answers).toEqual(['{"type":"connection_init"}', '{"type":"pong"}'])
  })

  it('may send what it acknowledges in fragments', async () => {
    await using server = await listenWebSocket({
      handleProtocols: () => 'graphql-transport-ws',
      onConnection(socket) {
        socket.send('{"type":"conn', { fin: false })
        socket.send('ection_', { fin: false })
        socket.send('ack"}', { fin: true })
      },
    })
    const report = await checkOnce(`ws://localhost:${server.port}/`, NEW)
    expect(report).toMatchObject({ outcome: 'accepted', finding: null })
  })
})

describe('a GraphQL server that refuses', () => {
  it.each<[string, () => Promise<Listening>, typeof NEW | typeof OLD, string, string]>([
    ['the client', () => listenGraphQl(() => false), NEW, 'graphql-connection-refused', '4403'],
    ['the client with a reason', () => listenOlder(refuse), OLD, 'graphql-connection-refused', '"Missing auth token!"'],
    ['the newer subprotocol', () => listenOlder(), NEW, 'graphql-subprotocol-refused', '1002'],
    ['a message', () => closeWith(4400), NEW, 'graphql-rules-broken', '4400'],
    ['whoever subscribes too early', () => closeWith(4401), NEW, 'graphql-connection-refused', '4401'],
    ['the subprotocol', () => closeWith(4406), NEW, 'graphql-subprotocol-refused', '4406'],
    ['whoever is too late', () => closeWith(4408), NEW, 'graphql-init-timeout', '4408'],
    ['a second subscriber', () => closeWith(4409), NEW, 'graphql-rules-broken', '4409'],
    ['a second connection_init', () => closeWith(4429), NEW, 'graphql-rules-broken', '4429'],
  ])('%s is named', async (_, open, protocol, kind, text) => {
    await using server = await open()
    const report = await checkOnce(`ws://localhost:${server.port}/`, protocol)
    expect(report).toMatchObject({ outcome: 'rejected', finding: { kind, layer: 'application', severity: 'error' } })
    expect(report.finding?.explanation).toContain(text)
  })

  it('the older subprotocol does so in the opening handshake', async () => {
    await using server = await listenGraphQl()
    const report = await checkOnce(`ws://localhost:${server.port}/`, OLD)
    expect(report.finding?.kind).toBe('subprotocol-not-agreed')
  })

  it('is only warned of where the protocol was a guess and a pong came', async () => {
    await using server = await listenGraphQl(() => false)
    const guessed = { protocol: { name: 'graphql-transport-ws', isGuess: true } } as const
    const report = await checkOnce(`ws://localhost:${server.port}/`, guessed)
    expect(report).toMatchObject({ outcome: 'accepted', finding: { severity: 'warning' } })
  })

  it('fails the check, guess or not, where it closes before a pong', async () => {
    await using server = await listenWebSocket({ autoPong: false, onConnection: socket => socket.close(4406) })
    const guessed = { protocol: { name: 'graphql-transport-ws', isGuess: true } } as const
    const report = await checkOnce(`ws://localhost:${server.port}/`, guessed)
    expect(report).toMatchObject({ outcome: 'rejected', finding: { severity: 'error' } })
  })
})

describe('what is no GraphQL server', () => {
  it('is only warned of when it was a guess, though it chooses no subprotocol', async () => {
    await using server = await listenWebSocket({ handleProtocols: () => false })
    const guessed = { protocol: { name: 'graphql-transport-ws', isGuess: true } } as const
    const report = await checkOnce(`ws://localhost:${server.port}/`, guessed)
    expect(report).toMatchObject({ outcome: 'accepted', finding: { kind: 'protocol-not-spoken', severity: 'warning' } })
  })

  it('is named when nothing comes of it in time', async () => {
    await using server = await listenWebSocket({ handleProtocols: () => 'graphql-transport-ws' })
    const report = await checkOnce(`ws://localhost:${server.port}/`, { ...NEW, attemptTimeoutMs: SOON_MS })
    expect(report).toMatchObject({ outcome: 'rejected', finding: { kind: 'protocol-not-spoken', severity: 'error' } })
    expect(report.finding?.explanation).toContain('"connection_ack"')
    expect(evidenceOf(report).frames?.end).toEqual({ kind: 'clean', code: 1000 })
  })
})

/** A server that answers connection_init by closing. */
function closeWith(code: number): Promise<Listening> {
  return listenWebSocket({
    handleProtocols: () => 'graphql-transport-ws',
    onConnection: socket => socket.on('message', () => socket.close(code)),
  })
}
