import { once } from 'node:events'
import { connect } from 'node:net'
import { connect as connectTls } from 'node:tls'
import { describe, expect, it } from 'vitest'
import { openCertificateAuthority } from '../../src/local-beanstalk/certificate-authority.ts'
import type { TargetConfiguration } from '../../src/local-beanstalk/host/host-load-balancer.ts'
import { listenApp, listenEcho, say, sayOverWebSocket } from '../support/balanced-app.ts'
import { findClosedPort, listenTcp } from '../support/listening.ts'
import {
  forwardTo,
  type GivenGroup,
  healthBecomes,
  makeConfiguration,
  makeGroup,
  openBalancer,
} from '../support/load-balancer.ts'
import { ending, openSocket } from '../support/raw-request.ts'

const authority = openCertificateAuthority()
const overTcp: GivenGroup = { protocol: 'TCP' }
const tcp = forwardTo('web', { protocol: 'TCP' })

describe('a network load balancer', () => {
  const openNetwork = (targets: readonly (number | TargetConfiguration)[], given = {}, group: GivenGroup = {}) =>
    openBalancer('network', {
      listeners: [tcp],
      targetGroups: [makeGroup(targets, { ...overTcp, ...group })],
      ...given,
    })

  it('passes a WebSocket over TCP, and decrypts one over TLS', async () => {
    await using app = await listenApp()
    const certificate = await authority.issue(['chat.test'])
    const listeners = [tcp, forwardTo('web', { port: 443, protocol: 'TLS', certificate })]
    await using balancer = await openNetwork([app.port], { listeners })
    const trust = { ca: await authority.certificate(), servername: 'chat.test' }
    expect(await sayOverWebSocket(`ws://127.0.0.1:${balancer.port()}`)).toBe('app hello')
    expect(await sayOverWebSocket(`wss://127.0.0.1:${balancer.port(443)}`, trust)).toBe('app hello')
  })

  it('passes on the end of one direction and still carries the other', async () => {
    await using target = await listenTcp(socket => {
      socket.resume().on('end', () => socket.end('bye'))
    })
    await using balancer = await openNetwork([target.port])
    const client = await openSocket(balancer.port())
    client.end()
    expect(String((await once(client, 'data'))[0])).toBe('bye')
  })

  it('forgets a connection that was idle for too long without a word, and resets whoever speaks next', async () => {
    await using echo = await listenEcho()
    await using balancer = await openNetwork([echo.port], { idleTimeoutMs: 600 })
    const client = await openSocket(balancer.port())
    expect(await say(client, 'hello')).toBe('hello')
    let hasEnded = false
    client.on('end', () => {
      hasEnded = true
    })
    await new Promise(resolve => setTimeout(resolve, 1200))
    expect(hasEnded).toBe(false)
    client.write('still there?')
    expect(await ending(client)).toBe('ECONNRESET')
  })

  it('does so over TLS, too', async () => {
    await using echo = await listenEcho()
    const certificate = await authority.issue(['chat.test'])
    const listeners = [forwardTo('web', { protocol: 'TLS', certificate })]
    await using balancer = await openNetwork([echo.port], { listeners, idleTimeoutMs: 600 })
    const client = connectTls({
      host: '127.0.0.1',
      port: balancer.port(),
      ca: await authority.certificate(),
      servername: 'chat.test',
    })
    client.on('error', () => {})
    await once(client, 'secureConnect')
    expect(await say(client, 'hello')).toBe('hello')
    await new Promise(resolve => setTimeout(resolve, 1200))
    client.write('still there?')
    expect(await ending(client)).toBe('ECONNRESET')
  })

  it('fails open when no target is healthy, and resets when none is registered', async () => {
    await using echo = await listenEcho()
    const sick = { healthCheck: { protocol: 'HTTP' as const, timeoutMs: 100 } }
    await using balancer = await openNetwork([echo.port], {}, sick)
    await healthBecomes(balancer, 't0 unhealthy')
    expect(await say(await openSocket(balancer.port()), 'hello')).toBe('hello')
    await balancer.configure(makeConfiguration({ listeners: [tcp], targetGroups: [] }))
    expect(await ending(connect(balancer.port(), '127.0.0.1'))).toBe('ECONNRESET')
  })

  it('resets a client whose target refuses', async () => {
    await using balancer = await openNetwork([await findClosedPort()])
    expect(await ending(connect(balancer.port(), '127.0.0.1'))).toBe('ECONNRESET')
  })

  it('lets a connection go on after the deregistration delay', async () => {
    await using echo = await listenEcho()
    const group = makeGroup([echo.port], { ...overTcp, deregistrationDelayMs: 50 })
    await using balancer = await openBalancer('network', { listeners: [tcp], targetGroups: [group] })
    const client = await openSocket(balancer.port())
    expect(await say(client, 'before')).toBe('before')
    const gone = Promise.withResolvers<void>()
    balancer.onTargetHealthChange(() => balancer.targetHealth().length === 0 && gone.resolve())
    await balancer.configure(makeConfiguration({ listeners: [tcp], targetGroups: [{ ...group, targets: [] }] }))
    await gone.promise
    expect(await say(client, 'after')).toBe('after')
  })
})
