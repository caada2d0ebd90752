import { createServer } from 'node:http'
import { describe, expect, it } from 'vitest'
import { listen, listenAnswering, listenTcp } from '../support/listening.ts'
import { checkOnce, evidenceOf } from './check-once.ts'
import { listenSwitching } from './switching-server.ts'
import { listenWebSocket } from './websocket-server.ts'

/** What hangs would take all of its time or more; a busy machine takes some of it. */
const HANGING_MS = 10_000

describe('the answer to the opening handshake', () => {
  it('accepts a real server, and measures each layer', async () => {
    await using server = await listenWebSocket()
    const report = await checkOnce(`ws://localhost:${server.port}/`)
    expect(report).toMatchObject({ outcome: 'accepted', finding: null, attemptCount: 1 })
    expect(report.latency?.upgradeMs).toBeGreaterThan(0)
    expect(report.latency?.pingMs).toBeGreaterThan(0)
    expect(report.latency).not.toHaveProperty('tlsMs')
  })

  it('sends what RFC 6455 asks for, the Origin of the site, and the given headers', async () => {
    const requests: string[] = []
    await using server = await listenTcp(socket =>
      socket.on('data', bytes => {
        requests.push(bytes.toString())
        socket.end()
      }),
    )
    await checkOnce(`ws://localhost:${server.port}/a%20b?c=d`, {
      headers: [['X-Token', 'secret-token']],
      subprotocols: ['one', 'two'],
    })
    const [upgrade = '', control = ''] = requests
    expect(upgrade).toMatch(/^GET \/a%20b\?c=d HTTP\/1\.1\r\n(.+\r\n)+\r\n$/)
    expect(upgrade.trimEnd().split('\r\n').slice(1).sort()).toEqual([
      'Accept: */*',
      'Connection: Upgrade',
      `Host: localhost:${server.port}`,
      `Origin: http://localhost:${server.port}`,
      expect.stringMatching(/^Sec-WebSocket-Key: [A-Za-z0-9+/]{22}==$/),
      'Sec-WebSocket-Protocol: one, two',
      'Sec-WebSocket-Version: 13',
      'Upgrade: websocket',
      'User-Agent: beanstalk-websockets (WebSocket check)',
      'X-Token: secret-token',
    ])
    expect(control).toContain('Connection: close\r\n')
    expect(control).not.toMatch(/upgrade|websocket-/i)
  })

  it('sends no Origin when it is empty', async () => {
    let request = ''
    await using server = await listenTcp(socket =>
      socket.once('data', bytes => {
        request ||= bytes.toString()
        socket.end()
      }),
    )
    await checkOnce(`ws://localhost:${server.port}/`, { origin: '' })
    expect(request).toContain('Upgrade: websocket')
    expect(request).not.toContain('Origin')
  })

  it.each([
    [
      'a wrong accept value',
      { 'Sec-WebSocket-Accept': 'AAAAAAAAAAAAAAAAAAAAAAAAAAA=' },
      'invalid-accept',
      'accept-wrong',
    ],
    ['no accept value', { 'Sec-WebSocket-Accept': undefined }, 'invalid-accept', 'accept-missing'],
    ['no Upgrade', { Upgrade: undefined }, 'invalid-upgrade-response', 'upgrade-missing'],
    ['another Upgrade', { Upgrade: 'h2c' }, 'invalid-upgrade-response', 'upgrade-not-websocket'],
    ['no Connection', { Connection: undefined }, 'invalid-upgrade-response', 'connection-without-upgrade'],
    ['Connection: keep-alive', { Connection: 'keep-alive' }, 'invalid-upgrade-response', 'connection-without-upgrade'],
    ['an extension', { 'Sec-WebSocket-Extensions': 'x' }, 'invalid-upgrade-response', 'extension-not-requested'],
    ['a subprotocol', { 'Sec-WebSocket-Protocol': 'x' }, 'subprotocol-not-agreed', 'subprotocol-not-requested'],
  ])('refuses a 101 with %s', async (_, headers, kind, problem) => {
    await using server = await listenSwitching(headers)
    const report = await checkOnce(`ws://localhost:${server.port}/`)
    expect(report).toMatchObject({ outcome: 'rejected', finding: { kind, sure: 'certain' } })
    expect(evidenceOf(report).upgrade).toMatchObject({ status: 101, problems: [problem] })
  })

  it('refuses a 101 that chooses none of the subprotocols', async () => {
    await using server = await listenWebSocket({ handleProtocols: () => false })
    const report = await checkOnce(`ws://localhost:${server.port}/`, { subprotocols: ['chat'] })
    expect(report.finding?.kind).toBe('subprotocol-not-agreed')
  })

  it('takes "WebSocket" for "websocket", a list in Connection and an empty reason', async () => {
    await using server = await listenSwitching(
      { Upgrade: 'WebSocket', Connection: 'keep-alive, UPGRADE' },
      'HTTP/1.1 101 ',
    )
    const report = await checkOnce(`ws://localhost:${server.port}/`)
    expect(evidenceOf(report).upgrade).toMatchObject({ status: 101, reason: '', problems: [] })
  })

  it('passes over interim answers', async () => {
    await using server = await listenSwitching(
      {},
      'HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\nHTTP/1.1 101 Switching Protocols',
    )
    const report = await checkOnce(`ws://localhost:${server.port}/`)
    expect(evidenceOf(report).upgrade).toMatchObject({ status: 101, problems: [] })
  })

  it('passes over no more interim answers than a head may be long', async () => {
    await using server = await listenTcp(socket => {
      const write = () => {
        while (socket.write('HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n')) if (socket.destroyed) return
      }
      socket.on('drain', write).once('data', write)
    })
    const report = await checkOnce(`ws://localhost:${server.port}/`, { attemptTimeoutMs: 60_000 })
    expect(evidenceOf(report).upgrade).toMatchObject({ kind: 'garbage', problem: 'head-too-large' })
  })

  it('names a redirect, and does not follow it', async () => {
    const paths: (string | undefined)[] = []
    await using server = await listen(
      createServer((request, response) => {
        paths.push(request.url)
        response.writeHead(301, { Location: 'https://example.com/ws?token=1' }).end()
      }),
    )
    const report = await checkOnce(`ws://localhost:${server.port}/from`)
    expect(report.finding).toMatchObject({ kind: 'redirected' })
    expect(report.finding?.explanation).toContain('"https://example.com/ws"')
    expect(report.finding?.remedy).toContain('Use the URL to which it is redirected')
    expect(new Set(paths)).toEqual(new Set(['/from']))
  })

  it('keeps no more of a body than its beginning', async () => {
    await using server = await listen(createServer((_, response) => response.writeHead(404).end('x'.repeat(100_000))))
    const { upgrade } = evidenceOf(await checkOnce(`ws://localhost:${server.port}/`))
    expect(upgrade?.kind === 'answered' && upgrade.body.length).toBe(4096)
    expect(upgrade).toMatchObject({ isBodyCut: true })
  })

  it('joins a chunked body', async () => {
    const answer =
      'HTTP/1.1 400 Bad Request\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n4;x=y\r\ndefg\r\n0\r\n\r\n'
    await using server = await listenAnswering(answer, { staysOpen: true })
    const { upgrade, totalMs } = evidenceOf(
      await checkOnce(`ws://localhost:${server.port}/`, { attemptTimeoutMs: 2 * HANGING_MS }),
    )
    expect(upgrade).toMatchObject({ body: 'abcdefg', isBodyCut: false })
    expect(totalMs).toBeLessThan(HANGING_MS)
  })

  it('keeps the secrets that were sent out of the evidence and the finding', async () => {
    const echo = createServer(({ headers, url }, response) => {
      response.writeHead(500, { 'X-Echo': String(headers.authorization) }).end(`${url} ${headers.authorization}`)
    })
    await using server = await listen(echo)
    const report = await checkOnce(`ws://localhost:${server.port}/?token=query-secret`, {
      headers: [['Authorization', 'Bearer header-secret']],
    })
    expect(report.finding?.kind).toBe('application-error')
    expect(JSON.stringify(report)).not.toContain('-secret')
    expect(report.printableUrl).toBe(`ws://localhost:${server.port}/?token=***`)
  })

  it.each([
    ['ws://user:pass@localhost/', 'user name'],
    ['ws://localhost/#part', 'fragment'],
    ['ftp://localhost/', '"ftp:"'],
    ['localhost:80', '"localhost:"'],
    ['/path', 'not absolute'],
    ['ws://localhost/\r\nX: y', 'control character'],
  ])('asks nothing for %s', async (url, problem) => {
    const report = await checkOnce(url)
    expect(report).toMatchObject({ outcome: 'unknown', attemptCount: 0, finding: null })
    expect(report.problems?.join()).toContain(problem)
  })

  it.each([
    ['X-A', 'b\r\nX-C: d'],
    ['X A', 'b'],
    ['Host', 'elsewhere'],
    ['Sec-WebSocket-Key', 'mine'],
  ])('sends no header %s: %j', async (name, value) => {
    const report = await checkOnce('ws://localhost:1/', { headers: [[name, value]] })
    expect(report).toMatchObject({ outcome: 'unknown', attemptCount: 0 })
    expect(report.problems).toHaveLength(1)
  })
})
