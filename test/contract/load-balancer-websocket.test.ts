import { once } from 'node:events'
import { createServer } from 'node:http'
import { describe, expect, it } from 'vitest'
import { WebSocket, WebSocketServer } from 'ws'
import { findClosedPort, listen } from '../support/listening.ts'
import {
  describeHealth,
  forwardTo,
  healthBecomes,
  makeConfiguration,
  makeGroup,
  openBalancer,
} from '../support/load-balancer.ts'
import { ask, get } from '../support/raw-request.ts'

const HANDSHAKE = {
  Connection: 'Upgrade',
  Upgrade: 'websocket',
  'Sec-WebSocket-Version': '13',
  'Sec-WebSocket-Key': 'dGhlIHNhbXBsZSBub25jZQ==',
}

/** An app that answers each message with its own name and the message, and says 426 to what is no Upgrade. */
async function listenWebSocket(name = 'app') {
  const server = createServer((_, response) => response.writeHead(426, { 'Content-Length': 0 }).end())
  const sockets = new WebSocketServer({ server })
  sockets.on('connection', (socket, { headers }) => {
    socket.on('message', data => socket.send(`${name} ${data} ${headers['x-forwarded-proto']}`))
  })
  return listen(server)
}

async function open(url: string, options: object = {}) {
  const socket = new WebSocket(url, options)
  const upgraded = once(socket, 'upgrade')
  await once(socket, 'open')
  const [answer] = await upgraded
  return { socket, headers: answer.headers }
}

async function say(socket: WebSocket, text: string): Promise<string> {
  socket.send(text)
  const [data] = await once(socket, 'message')
  return String(data)
}

async function closing(socket: WebSocket): Promise<number> {
  const [code] = await once(socket, 'close')
  return code
}

describe('a WebSocket through an application load balancer', () => {
  it('is opened, and carries messages both ways', async () => {
    await using target = await listenWebSocket()
    await using balancer = await openBalancer('application', { targetGroups: [makeGroup([target.port])] })
    const { socket } = await open(`ws://127.0.0.1:${balancer.port()}`)
    expect(await say(socket, 'hello')).toBe('app hello http')
    expect(await say(socket, 'x'.repeat(100_000))).toHaveLength(100_009)
    socket.close(1000)
    expect(await closing(socket)).toBe(1000)
  })

  it('is cut without a close frame when it was silent for the idle timeout, and not before', async () => {
    await using target = await listenWebSocket()
    const targetGroups = [makeGroup([target.port])]
    await using balancer = await openBalancer('application', { targetGroups, idleTimeoutMs: 1000 })
    const { socket } = await open(`ws://127.0.0.1:${balancer.port()}`)
    const closed = closing(socket)
    let spokenAtMs = 0
    for (let message = 0; message < 4; message++) {
      await new Promise(resolve => setTimeout(resolve, 300))
      spokenAtMs = performance.now()
      expect(await say(socket, 'still here')).toBe('app still here http')
    }
    expect(await closed).toBe(1006)
    expect(performance.now() - spokenAtMs).toBeGreaterThan(950)
  })

  it('lives on while its target drains, and is cut when the delay is over', async () => {
    await using target = await listenWebSocket('old')
    await using other = await listenWebSocket('new')
    const leaving = makeGroup([target.port], { deregistrationDelayMs: 1500 })
    await using balancer = await openBalancer('application', { targetGroups: [leaving] })
    await healthBecomes(balancer, 't0 healthy')
    const { socket } = await open(`ws://127.0.0.1:${balancer.port()}`)
    const closed = closing(socket)
    const targets = [{ id: 't1', port: other.port, reachable: true }]
    await balancer.configure(makeConfiguration({ targetGroups: [{ ...leaving, targets }] }))
    expect(describeHealth(balancer.targetHealth())).toContain('t0 draining Target.DeregistrationInProgress')
    expect(await say(socket, 'on')).toBe('old on http')
    const later = await open(`ws://127.0.0.1:${balancer.port()}`)
    expect(await say(later.socket, 'on')).toBe('new on http')
    expect(await closed).toBe(1006)
    expect(balancer.targetHealth().map(({ targetId }) => targetId)).toEqual(['t1'])
    later.socket.terminate()
  })

  it('gets the answer of a target that opens none', async () => {
    await using target = await listen(createServer((_, response) => response.writeHead(404).end('no such socket')))
    await using balancer = await openBalancer('application', { targetGroups: [makeGroup([target.port])] })
    const { statusLine, body } = await ask(balancer.port(), get('/', HANDSHAKE))
    expect(statusLine).toBe('HTTP/1.1 404 Not Found')
    expect(body).toContain('no such socket')
  })

  it('gets 502, 503 and 504 from the load balancer itself', async () => {
    await using silent = await listen(
      createServer((_, response) => response.end()).on('upgrade', (_, socket) => socket.on('error', () => {})),
    )
    const statuses: string[] = []
    for (const ports of [[await findClosedPort()], [], [silent.port]]) {
      const targetGroups = [makeGroup(ports)]
      await using balancer = await openBalancer('application', { targetGroups, idleTimeoutMs: 600 })
      const { statusLine, headers } = await ask(balancer.port(), get('/', HANDSHAKE))
      statuses.push(statusLine.slice(9, 12))
      expect(headers.server).toBe('awselb/2.0')
    }
    expect(statuses).toEqual(['502', '503', '504'])
  })

  it('ends with its target, and its target with it', async () => {
    const target = await listenWebSocket()
    await using balancer = await openBalancer('application', { targetGroups: [makeGroup([target.port])] })
    const { socket } = await open(`ws://127.0.0.1:${balancer.port()}`)
    const closed = closing(socket)
    await target[Symbol.asyncDispose]()
    expect(await closed).toBe(1006)
  })
})

describe('stickiness', () => {
  const sticky = { stickiness: { cookieDurationMs: 60_000 } }
  const cookieOf = (headers: Readonly<Record<string, unknown>>) => String(headers['set-cookie'])

  it('binds a client to its target by a cookie, whose value is another one each time', async () => {
    await using one = await listenWebSocket('one')
    await using two = await listenWebSocket('two')
    const targetGroups = [makeGroup([one.port, two.port], sticky)]
    await using balancer = await openBalancer('application', { targetGroups })
    await healthBecomes(balancer, 't0 healthy', 't1 healthy')
    const first = await open(`ws://127.0.0.1:${balancer.port()}`)
    const name = (await say(first.socket, '')).split(' ')[0]
    let cookie = /AWSALB=[^;]+/.exec(cookieOf(first.headers))?.[0] ?? ''
    for (let connection = 0; connection < 3; connection++) {
      const next = await open(`ws://127.0.0.1:${balancer.port()}`, { headers: { Cookie: `a=b; ${cookie}` } })
      expect((await say(next.socket, '')).split(' ')[0]).toBe(name)
      const value = /AWSALB=[^;]+/.exec(cookieOf(next.headers))?.[0] ?? ''
      expect(value).not.toBe(cookie)
      cookie = value
      next.socket.terminate()
    }
    first.socket.terminate()
  })

  it('sends both cookies with every answer of a target, and none when it is off or the answer is its own', async () => {
    await using target = await listenWebSocket()
    await using balancer = await openBalancer('application', { targetGroups: [makeGroup([target.port], sticky)] })
    const { text } = await ask(balancer.port(), get('/'))
    expect(text).toMatch(/\r\nSet-Cookie: AWSALB=[\w+/=]+; Expires=[^;]+ GMT; Path=\/\r\n/)
    expect(text).toMatch(/\r\nSet-Cookie: AWSALBCORS=[\w+/=]+; Expires=[^;]+ GMT; Path=\/; SameSite=None\r\n/)
    await balancer.configure(makeConfiguration({ targetGroups: [makeGroup([target.port])] }))
    expect((await ask(balancer.port(), get('/'))).text).not.toContain('AWSALB')
    await balancer.configure(makeConfiguration({ targetGroups: [makeGroup([], sticky)] }))
    expect((await ask(balancer.port(), get('/'))).text).not.toContain('AWSALB')
  })

  it('chooses again for a cookie that has expired, is foreign, or names a target that is gone', async () => {
    await using one = await listenWebSocket('one')
    await using two = await listenWebSocket('two')
    const short = { stickiness: { cookieDurationMs: 0 } }
    await using balancer = await openBalancer('application', {
      targetGroups: [makeGroup([one.port, two.port], short)],
    })
    await healthBecomes(balancer, 't0 healthy', 't1 healthy')
    const names = new Set<string | undefined>()
    let cookie = `AWSALB=${Buffer.alloc(60).toString('base64')}`
    for (let connection = 0; connection < 2; connection++) {
      const { socket, headers } = await open(`ws://127.0.0.1:${balancer.port()}`, { headers: { Cookie: cookie } })
      names.add((await say(socket, '')).split(' ')[0])
      cookie = /AWSALB=[^;]+/.exec(cookieOf(headers))?.[0] ?? ''
      socket.terminate()
    }
    expect(names.size).toBe(2)
  })
})

describe('the rules of an application load balancer', () => {
  it('choose by host and path, redirect with the placeholders filled in, and answer by themselves', async () => {
    await using target = await listenWebSocket()
    const redirect = { protocol: 'HTTPS', host: '#{host}', port: '443', path: '/#{path}', query: '#{query}' }
    const listener = forwardTo('web')
    const rules = [
      {
        conditions: [{ kind: 'path', patterns: ['/old/*', '/o?'] }],
        action: { kind: 'redirect', statusCode: 301, location: redirect },
      },
      {
        conditions: [
          { kind: 'host', patterns: ['*.EXAMPLE.test'] },
          { kind: 'path', patterns: ['/only.here'] },
        ],
        action: { kind: 'fixed-response', statusCode: 503, contentType: 'text/plain', body: 'Unknown host' },
      },
      ...listener.rules,
    ] as const
    await using balancer = await openBalancer('application', {
      listeners: [{ ...listener, rules }],
      targetGroups: [makeGroup([target.port])],
    })
    const moved = await ask(balancer.port(), get('/old/a?b=c'))
    expect(moved.statusLine).toBe('HTTP/1.1 301 Moved Permanently')
    expect(moved.headers).toMatchObject({ server: 'awselb/2.0', location: 'https://chat.test:443/old/a?b=c' })
    expect((await ask(balancer.port(), get('/ox', HANDSHAKE))).headers.location).toBe('https://chat.test:443/ox')
    const fixed = await ask(balancer.port(), get('/only.here', { Host: 'a.example.test:80' }))
    expect([fixed.statusLine, fixed.body]).toEqual(['HTTP/1.1 503 Service Unavailable', 'Unknown host'])
    for (const [path, host] of [
      ['/only.here', 'example.test'],
      ['/onlyXhere', 'a.example.test'],
      ['/OLD/a', 'x'],
    ] as const)
      expect((await ask(balancer.port(), get(path, { Host: host }))).statusLine).toContain('426')
  })
})
