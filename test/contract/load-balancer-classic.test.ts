import { once } from 'node:events'
import { createServer } from 'node:http'
import { describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { openCertificateAuthority } from '../../src/local-beanstalk/certificate-authority.ts'
import type { TargetConfiguration } from '../../src/local-beanstalk/host/host-load-balancer.ts'
import { listenApp, listenEcho, say, sayOverWebSocket } from '../support/balanced-app.ts'
import { listen, listenTcp } from '../support/listening.ts'
import {
  forwardTo,
  type GivenGroup,
  healthBecomes,
  makeConfiguration,
  makeGroup,
  openBalancer,
} from '../support/load-balancer.ts'
import { ask, ending, get, openSocket } from '../support/raw-request.ts'

const authority = openCertificateAuthority()
const UPGRADE = {
  Connection: 'Upgrade',
  Upgrade: 'websocket',
  'Sec-WebSocket-Version': '13',
  'Sec-WebSocket-Key': 'dGhlIHNhbXBsZSBub25jZQ==',
}
const AT_CAPACITY = 'HTTP/1.1 503 Service Unavailable: Back-end server is at capacity'

const overTcp: GivenGroup = { protocol: 'TCP' }
const tcp = forwardTo('web', { protocol: 'TCP' })

async function openClassic(targets: readonly (number | TargetConfiguration)[], given = {}, group: GivenGroup = {}) {
  const balancer = await openBalancer('classic', { targetGroups: [makeGroup(targets, group)], ...given })
  return balancer
}

describe('a classic load balancer with an HTTP listener', () => {
  it('strips Upgrade, so that an app never sees that a WebSocket was asked for', async () => {
    await using app = await listenApp()
    await using balancer = await openClassic([app.port])
    await healthBecomes(balancer, 't0 healthy')
    const { statusLine, body } = await ask(balancer.port(), get('/', UPGRADE))
    expect(statusLine).toBe('HTTP/1.1 200 OK')
    const headers = JSON.parse(body)
    expect(headers).toMatchObject({ connection: 'keep-alive', 'sec-websocket-version': '13', 'x-forwarded-port': '80' })
    expect(headers).not.toHaveProperty('upgrade')
    expect(headers).not.toHaveProperty('x-amzn-trace-id')
    const client = new WebSocket(`ws://127.0.0.1:${balancer.port()}`)
    const [error] = await once(client, 'error')
    expect(String(error)).toContain('Unexpected server response: 200')
  })

  it.each([
    ['for its duration', 60_000, ';MAX-AGE=60'],
    ['for as long as the browser is open', undefined, ''],
  ])('binds a client to its instance by a cookie that it sends once, %s', async (_, cookieDurationMs, age) => {
    const listenNamed = (name: string) => listen(createServer((_, response) => response.end(name)))
    await using one = await listenNamed('one')
    await using two = await listenNamed('two')
    await using balancer = await openClassic([one.port, two.port], {}, { stickiness: { cookieDurationMs } })
    await healthBecomes(balancer, 't0 healthy', 't1 healthy')
    const first = await ask(balancer.port(), get('/', { Connection: 'close' }))
    const [, value = ''] = /\r\nSet-Cookie: AWSELB=([0-9A-F]+);/.exec(first.text) ?? []
    expect(first.text).toContain(`\r\nSet-Cookie: AWSELB=${value};PATH=/${age}\r\n`)
    expect(first.text).toContain(`\r\nSet-Cookie: AWSELBCORS=${value};PATH=/${age};SECURE;SAMESITE=None\r\n`)
    for (let request = 0; request < 3; request++) {
      const next = await ask(balancer.port(), get('/', { Connection: 'close', Cookie: `a=b; AWSELB=${value}` }))
      expect(next.body).toBe(first.body)
      expect(next.headers).not.toHaveProperty('set-cookie')
    }
  })

  it('answers without a body, Server or Date, with reasons of its own', async () => {
    await using silent = await listen(
      createServer((request, response) => {
        if (request.url === '/health') response.end()
      }),
    )
    await using closing = await listenTcp(socket => socket.once('data', () => socket.end()))
    await using speaking = await listenTcp(socket => socket.once('data', () => socket.end('nonsense')))
    const healthy = async (port: number) => {
      const healthCheck = port === silent.port ? { path: '/health' } : { protocol: 'TCP' as const }
      const balancer = await openClassic([port], { idleTimeoutMs: 600 }, { healthCheck })
      await healthBecomes(balancer, 't0 healthy')
      return balancer
    }
    const unfinished = 'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nhe'
    for (const [port, bytes, statusLine] of [
      [silent.port, get('/'), 'HTTP/1.1 504 GATEWAY_TIMEOUT'],
      [silent.port, 'NONSENSE\r\n\r\n', 'HTTP/1.1 400 BAD_REQUEST'],
      [silent.port, unfinished, 'HTTP/1.1 408 REQUEST_TIMEOUT'],
      [closing.port, get('/'), 'HTTP/1.1 504 GATEWAY_TIMEOUT'],
      [speaking.port, get('/'), 'HTTP/1.1 502 BAD_GATEWAY'],
    ] as const) {
      await using balancer = await healthy(port)
      const answer = await ask(balancer.port(), bytes)
      expect(answer.statusLine).toBe(statusLine)
      expect(answer.headers['content-length']).toBe('0')
      expect(answer.headers).not.toHaveProperty('server')
      expect(answer.headers).not.toHaveProperty('date')
    }
  })

  it('answers 503 when a healthy instance refuses the connection', async () => {
    const app = await listenApp()
    await using balancer = await openClassic(
      [app.port],
      {},
      { healthCheck: { intervalMs: 60_000, healthyThreshold: 1 } },
    )
    await healthBecomes(balancer, 't0 healthy')
    await app[Symbol.asyncDispose]()
    expect((await ask(balancer.port(), get('/'))).statusLine).toBe(AT_CAPACITY)
  })

  it('answers 503 when no instance is healthy or registered: it never fails open', async () => {
    await using sick = await listen(createServer((_, response) => response.writeHead(500).end()))
    await using balancer = await openClassic([sick.port])
    expect((await ask(balancer.port(), get('/'))).statusLine).toBe(AT_CAPACITY)
    await healthBecomes(balancer, 't0 unhealthy')
    expect((await ask(balancer.port(), get('/'))).statusLine).toBe(AT_CAPACITY)
    await balancer.configure(makeConfiguration({ targetGroups: [makeGroup([])] }))
    expect((await ask(balancer.port(), get('/'))).statusLine).toBe(AT_CAPACITY)
  })
})

describe('a classic load balancer with a TCP or SSL listener', () => {
  it('passes a WebSocket over TCP', async () => {
    await using app = await listenApp()
    await using balancer = await openClassic([app.port], { listeners: [tcp] }, overTcp)
    await healthBecomes(balancer, 't0 healthy')
    expect(await sayOverWebSocket(`ws://127.0.0.1:${balancer.port()}`)).toBe('app hello')
  })

  it('decrypts a WebSocket over SSL', async () => {
    await using app = await listenApp()
    const certificate = await authority.issue(['chat.test'])
    const listeners = [forwardTo('web', { port: 443, protocol: 'SSL', certificate })]
    await using balancer = await openClassic([app.port], { listeners }, overTcp)
    await healthBecomes(balancer, 't0 healthy')
    const trust = { ca: await authority.certificate(), servername: 'chat.test' }
    expect(await sayOverWebSocket(`wss://127.0.0.1:${balancer.port(443)}`, trust)).toBe('app hello')
  })

  it('closes a connection that was idle for too long, on both sides', async () => {
    const ended = Promise.withResolvers<void>()
    await using target = await listenTcp(socket => {
      socket.pipe(socket)
      socket.once('close', () => ended.resolve())
    })
    const given = { listeners: [tcp], idleTimeoutMs: 600 }
    await using balancer = await openClassic([target.port], given, {
      ...overTcp,
      healthCheck: { intervalMs: 60_000, healthyThreshold: 1 },
    })
    await healthBecomes(balancer, 't0 healthy')
    const client = await openSocket(balancer.port())
    expect(await say(client, 'hello')).toBe('hello')
    expect(await ending(client)).toBe('end')
    await ended.promise
  })

  it('closes a connection when no instance is healthy, or the one that is cannot be reached in time', async () => {
    await using echo = await listenEcho()
    const unreachable = { id: 't0', port: echo.port, reachable: false }
    const given = { listeners: [tcp], connectTimeoutMs: 100 }
    await using balancer = await openClassic([unreachable], given, overTcp)
    expect(await ending(await openSocket(balancer.port()))).toBe('end')
    await balancer.configure(makeConfiguration({ ...given, targetGroups: [makeGroup([echo.port], overTcp)] }))
    await healthBecomes(balancer, 't0 healthy')
    const slow = makeGroup([unreachable], { ...overTcp, healthCheck: { intervalMs: 60_000, timeoutMs: 60_000 } })
    await balancer.configure(makeConfiguration({ ...given, targetGroups: [slow] }))
    expect(await ending(await openSocket(balancer.port()))).toBe('end')
  })
})
