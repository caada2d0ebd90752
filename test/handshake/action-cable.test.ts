import { describe, expect, it } from 'vitest'
import { listenActionCable } from '../support/action-cable.ts'
import { checkOnce, evidenceOf } from './check-once.ts'
import { listenWebSocket } from './websocket-server.ts'

const GIVEN = { protocol: { name: 'actioncable', isGuess: false } } as const

describe('Action Cable', () => {
  it('is accepted when it says welcome', async () => {
    await using server = await listenActionCable({ allowedOrigin: 'http://app.test' })
    const report = await checkOnce(`ws://localhost:${server.port}/`, { ...GIVEN, origin: 'http://app.test' })
    expect(report).toMatchObject({ outcome: 'accepted', finding: null })
    expect(evidenceOf(report).frames?.greeting).toMatchObject({ kind: 'greeted' })
  })

  it('is spoken to by itself where the path is its own', async () => {
    await using server = await listenActionCable()
    const report = await checkOnce(`ws://localhost:${server.port}/cable`)
    expect(evidenceOf(report)).toMatchObject({
      protocol: { name: 'actioncable', isGuess: true },
      frames: { greeting: { kind: 'greeted' } },
    })
  })

  it('may send a heartbeat before it says welcome', async () => {
    await using server = await listenWebSocket({
      onConnection(socket) {
        socket.send('{"type":"ping","message":1767225600}')
        socket.send('{"type":"welcome"}')
      },
    })
    expect((await checkOnce(`ws://localhost:${server.port}/`, GIVEN)).finding).toBeNull()
  })

  it.each([
    ['unauthorized', 'actioncable-unauthorized'],
    ['invalid_request', 'actioncable-disconnected'],
    ['server_restart', 'actioncable-disconnected'],
    ['remote', 'actioncable-disconnected'],
  ] as const)('that disconnects with %s is named', async (disconnect, kind) => {
    await using server = await listenActionCable({ disconnect })
    const report = await checkOnce(`ws://localhost:${server.port}/`, GIVEN)
    expect(report).toMatchObject({ outcome: 'rejected', finding: { kind, layer: 'application', severity: 'error' } })
    expect(report.finding?.explanation).toContain(`"${disconnect}"`)
  })

  it('is only warned of when it disconnects after a pong and the protocol was a guess', async () => {
    await using server = await listenWebSocket({
      onConnection: socket => socket.on('ping', () => socket.send('{"type":"disconnect","reason":"unauthorized"}')),
    })
    const report = await checkOnce(`ws://localhost:${server.port}/cable`)
    expect(report).toMatchObject({
      outcome: 'accepted',
      finding: { kind: 'actioncable-unauthorized', severity: 'warning' },
    })
  })

  it('fails the check, guess or not, when it disconnects before a pong', async () => {
    await using server = await listenActionCable({ disconnect: 'unauthorized' })
    const report = await checkOnce(`ws://localhost:${server.port}/cable`)
    expect(report).toMatchObject({ outcome: 'rejected', finding: { kind: 'actioncable-unauthorized' } })
  })

  it('that does not know the subprotocol is named', async () => {
    await using server = await listenActionCable({ subprotocol: 'actioncable-v2' })
    const report = await checkOnce(`ws://localhost:${server.port}/`, GIVEN)
    expect(report.finding?.kind).toBe('actioncable-subprotocol-refused')
  })

  it('that refuses the Origin is refused as a page that is not there', async () => {
    await using server = await listenActionCable({ allowedOrigin: 'http://app.test' })
    const report = await checkOnce(`ws://localhost:${server.port}/`, GIVEN, { platformForwardsUpgrade: true })
    expect(report.finding).toMatchObject({ kind: 'application-without-handler', layer: 'application' })
    expect(report.finding?.remedy).toContain('Rails refuses a foreign Origin')
  })
})
