import { once } from 'node:events'
import { createServer, type RequestListener } from 'node:http'
import { describe, expect, it } from 'vitest'
import { findClosedPort, listen, listenAnswering, listenTcp } from '../support/listening.ts'
import { forwardTo, healthBecomes, makeConfiguration, makeGroup, openBalancer } from '../support/load-balancer.ts'
import { ask, ending, get, openSocket } from '../support/raw-request.ts'

const PAGES = {
  400: [122, '400 Bad Request'],
  502: [122, '502 Bad Gateway'],
  503: [162, '503 Service Temporarily Unavailable'],
  504: [132, '504 Gateway Time-out'],
} as const

function listenHttp(serve: RequestListener) {
  return listen(createServer(serve))
}

/** Answers with what it was sent. */
function listenEchoing(name = 'echo') {
  return listenHttp(async (request, response) => {
    // A health check hangs up as soon as it knows the status.
    const body = Buffer.concat(await request.toArray().catch(() => [])).toString()
    response.setHeader('X-Target', name)
    response.end(JSON.stringify({ method: request.method, url: request.url, headers: request.headers, body }))
  })
}

/** Passes its health checks, and does this with every other request. */
function listenHealthy(serve: RequestListener) {
  return listenHttp((request, response) => {
    if (request.headers['user-agent'] === 'ELB-HealthChecker/2.0') response.end('fine')
    else serve(request, response)
  })
}

async function behind(port: number, given: Parameters<typeof openBalancer>[1] = {}) {
  return openBalancer('application', { targetGroups: [makeGroup([port])], ...given })
}

function expectPage(answer: Awaited<ReturnType<typeof ask>>, status: keyof typeof PAGES) {
  const [length, title] = PAGES[status]
  expect(answer.statusLine).toBe(`HTTP/1.1 ${title}`)
  expect(answer.headers).toMatchObject({
    server: 'awselb/2.0',
    'content-type': 'text/html',
    'content-length': String(length),
  })
  expect(answer.body).toContain(`<center><h1>${title}</h1></center>`)
  expect(answer.body).not.toContain('nginx')
}

describe('an application load balancer', () => {
  it('tells the target who asked and how, keeps Host, and leaves out what concerns only the connection', async () => {
    await using target = await listenEchoing()
    await using balancer = await behind(target.port)
    const sent = { 'X-Forwarded-For': '192.0.2.7', 'X-Forwarded-Proto': 'https', Upgrade: 'h2c', 'Keep-Alive': 'x' }
    const answer = await ask(balancer.port(), get('/a?b=c', { ...sent, Connection: 'keep-alive, Upgrade' }))
    const { url, headers } = JSON.parse(answer.body)
    expect(url).toBe('/a?b=c')
    expect(headers).toMatchObject({
      host: 'chat.test',
      'x-forwarded-for': '192.0.2.7, 127.0.0.1',
      'x-forwarded-proto': 'http',
      'x-forwarded-port': '80',
      'x-amzn-trace-id': expect.stringMatching(/^Root=1-[0-9a-f]{8}-[0-9a-f]{24}$/),
    })
    expect(headers).not.toHaveProperty('upgrade')
    expect(headers).not.toHaveProperty('keep-alive')
    expect(answer.headers).toMatchObject({ 'x-target': 'echo', connection: 'keep-alive' })
    expect(answer.headers).not.toHaveProperty('server')
  })

  it('puts its own part before a trace that came', async () => {
    await using target = await listenEchoing()
    await using balancer = await behind(target.port)
    const root = 'Root=1-00000000-000000000000000000000000'
    const { body } = await ask(balancer.port(), get('/', { 'X-Amzn-Trace-Id': root }))
    expect(JSON.parse(body).headers['x-amzn-trace-id']).toMatch(new RegExp(`^Self=1-[0-9a-f-]+;${root}$`))
  })

  it.each([
    ['with a length', 'Content-Length: 5\r\n\r\nhello'],
    ['in chunks', 'Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n'],
  ])('passes on a body %s', async (_, rest) => {
    await using target = await listenEchoing()
    await using balancer = await behind(target.port)
    const { body } = await ask(balancer.port(), `POST / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n${rest}`)
    expect(body).toContain('"method":"POST"')
    expect(body).toContain('"body":"hello"')
  })

  it('serves several requests over one connection', async () => {
    await using target = await listenEchoing()
    await using balancer = await behind(target.port)
    const socket = await openSocket(balancer.port())
    for (const path of ['/1', '/2', '/3']) {
      socket.write(get(path))
      const [answer] = await once(socket, 'data')
      expect(String(answer)).toContain(`"url":"${path}"`)
    }
    socket.destroy()
  })

  it('serves the next request of a connection after a body that the target did not take', async () => {
    await using balancer = await behind(await findClosedPort())
    const socket = await openSocket(balancer.port())
    const large = 'x'.repeat(1024 * 1024)
    socket.write(`POST / HTTP/1.1\r\nHost: x\r\nContent-Length: ${large.length}\r\n\r\n${large}`)
    expect(String((await once(socket, 'data'))[0])).toMatch(/^HTTP\/1.1 502 /)
    socket.write(get('/next'))
    expect(String((await once(socket, 'data'))[0])).toMatch(/^HTTP\/1.1 502 /)
    socket.destroy()
  })

  it.each([
    ['no request at all', 'NONSENSE\r\n\r\n'],
    ['a request without Host', 'GET / HTTP/1.1\r\n\r\n'],
    ['a space in the path', 'GET /a b HTTP/1.1\r\nHost: x\r\n\r\n'],
    ['CONNECT', 'CONNECT x:443 HTTP/1.1\r\nHost: x\r\n\r\n'],
    ['a header longer than 16 KB', get('/', { 'X-Long': 'x'.repeat(16 * 1024) })],
    ['a request line longer than 16 KB', get(`/${'x'.repeat(16 * 1024)}`)],
    [
      'headers of more than 64 KB',
      get('/', Object.fromEntries([1, 2, 3, 4, 5].map(n => [`X-${n}`, 'x'.repeat(15 * 1024)]))),
    ],
  ])('answers 400 to %s', async (_, bytes) => {
    await using target = await listenEchoing()
    await using balancer = await behind(target.port)
    expectPage(await ask(balancer.port(), bytes), 400)
  })

  it('answers 502 when the target refuses the connection', async () => {
    await using balancer = await behind(await findClosedPort())
    expectPage(await ask(balancer.port(), get('/')), 502)
  })

  it('answers 502 when the target closes or resets while a request is outstanding', async () => {
    await using closing = await listenTcp(socket => socket.once('data', () => socket.end()))
    await using resetting = await listenTcp(socket => socket.once('data', () => socket.resetAndDestroy()))
    for (const { port } of [closing, resetting]) {
      await using balancer = await behind(port)
      expectPage(await ask(balancer.port(), get('/')), 502)
    }
  })

  it('answers 502 when the target does not speak HTTP, or its headers are too large', async () => {
    await using speaking = await listenAnswering('SSH-2.0-OpenSSH_9.2\r\n')
    await using boasting = await listenAnswering(`HTTP/1.1 200 OK\r\nX-Long: ${'x'.repeat(33 * 1024)}\r\n\r\n`)
    for (const { port } of [speaking, boasting]) {
      await using balancer = await behind(port)
      expectPage(await ask(balancer.port(), get('/')), 502)
    }
  })

  it('answers 503 when no target is registered', async () => {
    await using balancer = await openBalancer('application', { targetGroups: [makeGroup([])] })
    expectPage(await ask(balancer.port(), get('/')), 503)
  })

  it('answers 504 when the target says nothing until the idle timeout', async () => {
    await using target = await listenHealthy(() => {})
    await using balancer = await behind(target.port, { idleTimeoutMs: 600 })
    const begun = performance.now()
    expectPage(await ask(balancer.port(), get('/')), 504)
    expect(performance.now() - begun).toBeGreaterThan(590)
  })

  it('answers 504 when a security group keeps it from the target', async () => {
    await using target = await listenEchoing()
    const unreachable = { id: 't0', port: target.port, reachable: false }
    const targetGroups = [makeGroup([unreachable])]
    await using balancer = await openBalancer('application', { targetGroups, connectTimeoutMs: 100 })
    expectPage(await ask(balancer.port(), get('/')), 504)
  })

  it('answers 408 when the client does not send all of its request', async () => {
    await using target = await listenEchoing()
    await using balancer = await behind(target.port, { idleTimeoutMs: 600 })
    const { statusLine } = await ask(balancer.port(), 'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nhe')
    expect(statusLine).toBe('HTTP/1.1 408 Request Time-out')
  })

  it.each(['HTTP2', 'GRPC'] as const)('answers 464 to HTTP/1.1 where the group speaks %s', async protocolVersion => {
    await using target = await listenEchoing()
    const targetGroups = [makeGroup([target.port], { protocolVersion })]
    await using balancer = await openBalancer('application', { targetGroups })
    const { statusLine, headers } = await ask(balancer.port(), get('/'))
    expect(statusLine).toBe('HTTP/1.1 464 ')
    expect(headers.server).toBe('awselb/2.0')
  })

  it('ends a connection that was idle for too long, and cuts an answer that stops in the middle', async () => {
    await using target = await listenHealthy((_, response) => {
      response.writeHead(200, { 'Content-Length': 10 }).write('half')
    })
    await using balancer = await behind(target.port, { idleTimeoutMs: 600 })
    expect(await ending(await openSocket(balancer.port()))).toBe('end')
    const { body, statusLine } = await ask(balancer.port(), get('/'))
    expect([statusLine, body]).toEqual(['HTTP/1.1 200 OK', 'half'])
  })

  it('gives each healthy target its turn', async () => {
    await using one = await listenEchoing('one')
    await using two = await listenEchoing('two')
    await using balancer = await openBalancer('application', { targetGroups: [makeGroup([one.port, two.port])] })
    await healthBecomes(balancer, 't0 healthy', 't1 healthy')
    const names: unknown[] = []
    for (let request = 0; request < 4; request++) names.push((await ask(balancer.port(), get('/'))).headers['x-target'])
    expect(names.sort()).toEqual(['one', 'one', 'two', 'two'])
  })

  it('leaves out an unhealthy target while another is healthy, and fails open when none is', async () => {
    await using sick = await listenHttp((_, response) => response.writeHead(500, { 'X-Target': 'sick' }).end())
    await using well = await listenEchoing('well')
    const sickOnly = makeGroup([sick.port])
    await using balancer = await openBalancer('application', { targetGroups: [makeGroup([sick.port, well.port])] })
    await healthBecomes(balancer, 't0 unhealthy', 't1 healthy')
    for (let request = 0; request < 4; request++)
      expect((await ask(balancer.port(), get('/'))).headers['x-target']).toBe('well')
    await balancer.configure(makeConfiguration({ targetGroups: [sickOnly] }))
    expect((await ask(balancer.port(), get('/', { Connection: 'close' }))).headers['x-target']).toBe('sick')
  })

  it('keeps its ports, and open connections, when it is configured anew', async () => {
    await using one = await listenEchoing('one')
    await using two = await listenEchoing('two')
    await using balancer = await behind(one.port)
    const [before, socket] = [balancer.port(), await openSocket(balancer.port())]
    const listeners = [forwardTo('web'), forwardTo('web', { port: 8080 })]
    await balancer.configure(makeConfiguration({ listeners, targetGroups: [makeGroup([two.port])] }))
    expect(balancer.port()).toBe(before)
    expect(balancer.port(8080)).not.toBe(before)
    socket.write(get('/'))
    const [chunk] = await new Promise<Buffer[]>(resolve => socket.once('data', (...args) => resolve(args)))
    expect(String(chunk)).toContain('X-Target: two')
    await balancer.configure(makeConfiguration({ listeners: [] }))
    expect(balancer.portOf(80)).toBeUndefined()
    expect(await ending(socket)).toMatch(/end|close/)
  })

  it('listens nowhere once it is closed, whatever it is told then', async () => {
    const balancer = await behind(await findClosedPort())
    await balancer.close()
    await balancer.configure(makeConfiguration({ targetGroups: [makeGroup([await findClosedPort()])] }))
    expect(balancer.portOf(80)).toBeUndefined()
    expect(balancer.targetHealth()).toEqual([])
  })
})
