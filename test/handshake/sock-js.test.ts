import { describe, expect, it } from 'vitest'
import { checkOnce, evidenceOf, SOON_MS } from './check-once.ts'
import { listenSockJs } from './sock-js-server.ts'
import { listenWebSocket } from './websocket-server.ts'

const GIVEN = { protocol: { name: 'sockjs', isGuess: false } } as const

describe('SockJS', () => {
  it.each(['/chat', '/chat/', '/chat/123/my-session/websocket'])('is accepted at %s', async path => {
    await using server = await listenSockJs()
    const report = await checkOnce(`ws://localhost:${server.port}${path}`, GIVEN)
    expect(report).toMatchObject({ outcome: 'accepted', finding: null })
    expect(evidenceOf(report).frames?.greeting).toMatchObject({ kind: 'greeted' })
    expect(evidenceOf(report).target.path).toMatch(/^\/chat\/\d{3}\/[\w-]+\/websocket$/)
  })

  it('that closes the session is named with its code and reason', async () => {
    await using server = await listenSockJs('no token')
    const report = await checkOnce(`ws://localhost:${server.port}/chat`, GIVEN)
    expect(report).toMatchObject({ outcome: 'rejected', finding: { kind: 'sockjs-closed', severity: 'error' } })
    expect(report.finding?.explanation).toContain('"4001" "no token"')
  })

  it('that closes at once is named with its code and reason', async () => {
    await using server = await listenWebSocket({ onConnection: socket => socket.send('c[3000,"Go away!"]') })
    const report = await checkOnce(`ws://localhost:${server.port}/chat`, GIVEN)
    expect(report.finding).toMatchObject({ kind: 'sockjs-closed', severity: 'error' })
    expect(report.finding?.explanation).toContain('"3000" "Go away!"')
  })

  it('is not listened to beyond the length of a first message', async () => {
    await using server = await listenWebSocket({
      onConnection: socket => socket.send(`c[3000,"${'x'.repeat(70_000)}"]`),
    })
    const report = await checkOnce(`ws://localhost:${server.port}/chat`, { ...GIVEN, attemptTimeoutMs: SOON_MS })
    expect(report.finding?.kind).toBe('protocol-not-spoken')
  })

  it('is refused at another prefix, by the app', async () => {
    await using server = await listenSockJs()
    const report = await checkOnce(`ws://localhost:${server.port}/other`, GIVEN, { platformForwardsUpgrade: true })
    expect(report).toMatchObject({ outcome: 'rejected', finding: { layer: 'application' } })
  })
})
