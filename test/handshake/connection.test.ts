import { describe, expect, it } from 'vitest'
import { findClosedPort, listenAnswering, listenTcp } from '../support/listening.ts'
import { startSilentPort } from '../support/silent-port.ts'
import { checkOnce, evidenceOf, SOON_MS } from './check-once.ts'
import { listenWebSocket } from './websocket-server.ts'

/** What hangs would take all of its time or more; a busy machine takes some of it. */
const HANGING_MS = 10_000

describe('names and connections', () => {
  it('names a host that does not exist', async () => {
    const report = await checkOnce('ws://nothing.invalid/')
    expect(report.finding).toMatchObject({ kind: 'name-not-found', layer: 'dns', sure: 'certain' })
    expect(evidenceOf(report)).toMatchObject({ dns: { kind: 'failed', code: 'ENOTFOUND' }, tcp: [] })
  })

  it('names a port where nothing listens', async () => {
    const port = await findClosedPort()
    const report = await checkOnce(`ws://127.0.0.1:${port}/`)
    expect(report).toMatchObject({ outcome: 'rejected', finding: { kind: 'connection-refused', layer: 'tcp' } })
  })

  it('names the security group when a port is silent', async () => {
    await using silent = await startSilentPort()
    const known = { portAdmitted: 'no', securityGroup: 'sg-0123', region: 'eu-central-1' } as const
    const report = await checkOnce(`ws://127.0.0.1:${silent.port}/`, { attemptTimeoutMs: 300 }, known)
    expect(report.finding).toMatchObject({ kind: 'connection-timed-out', layer: 'tcp', sure: 'certain' })
    expect(report.finding?.remedy).toContain(
      `aws ec2 authorize-security-group-ingress --group-id sg-0123 --protocol tcp --port ${silent.port} --cidr 0.0.0.0/0 --region eu-central-1`,
    )
    expect(evidenceOf(report).totalMs).toBeGreaterThanOrEqual(290)
    expect(evidenceOf(report).totalMs).toBeLessThan(HANGING_MS)
  })

  it('names the network ACL when the security group admits a silent port', async () => {
    await using silent = await startSilentPort()
    const url = `ws://127.0.0.1:${silent.port}/`
    const known = { portAdmitted: 'yes', securityGroup: 'sg-0123' } as const
    const report = await checkOnce(url, { attemptTimeoutMs: 200 }, known)
    expect(report.finding?.explanation).not.toContain('sg-0123')
    expect(report.finding?.remedy).toContain('network ACL')
    expect(report.finding?.remedy).not.toContain('authorize-security-group-ingress')
  })

  it('tries each address by itself until one connects, and records all of them', async () => {
    await using silent = await startSilentPort()
    await using server = await listenWebSocket({ host: '127.0.0.3', port: silent.port })
    const resolve = ['127.0.0.2', '127.0.0.1', '127.0.0.3'].map(address => ({
      host: 'app.test',
      port: server.port,
      address,
    }))
    const report = await checkOnce(`ws://app.test:${server.port}/`, { resolve, attemptTimeoutMs: 2 * SOON_MS })
    expect(report.finding?.kind).toBe('some-addresses-refuse')
    expect(evidenceOf(report).tcp).toMatchObject([
      { address: '127.0.0.2', kind: 'failed', code: 'ECONNREFUSED' },
      { address: '127.0.0.1', kind: 'timeout' },
      { address: '127.0.0.3', kind: 'connected' },
    ])
    expect(evidenceOf(report).dns).toMatchObject({ kind: 'resolved', isPinned: true, ms: 0 })
  })

  it('knows nothing about an address without a route', async () => {
    // TCP has no way to a multicast address on any machine.
    const resolve = [{ host: 'app.test', port: 9, address: '224.0.0.1' }]
    const report = await checkOnce('ws://app.test:9/', { resolve })
    expect(report).toMatchObject({ outcome: 'unknown', finding: { kind: 'no-route-from-here', severity: 'error' } })
    expect(report.finding?.remedy).toContain('the routes and the firewall of this machine')
  })

  it('names a connection that is closed without a byte', async () => {
    await using server = await listenTcp(socket => socket.once('data', () => socket.end()))
    const report = await checkOnce(`ws://127.0.0.1:${server.port}/`)
    expect(report.finding).toMatchObject({
      kind: 'connection-closed',
      candidates: ['proxy', 'application', 'load-balancer', 'tls'],
    })
    expect(evidenceOf(report)).toMatchObject({ upgrade: { kind: 'closed' }, control: { kind: 'closed' } })
  })

  it('names a connection that is reset', async () => {
    await using server = await listenTcp(socket => socket.once('data', () => socket.resetAndDestroy()))
    const report = await checkOnce(`ws://127.0.0.1:${server.port}/`)
    expect(report.finding?.kind).toBe('connection-closed')
    expect(evidenceOf(report).upgrade).toMatchObject({ kind: 'closed', code: 'ECONNRESET' })
  })

  it('names a port that speaks another protocol', async () => {
    await using server = await listenTcp(socket => socket.write('SSH-2.0-OpenSSH_9.2\r\n'))
    const report = await checkOnce(`ws://127.0.0.1:${server.port}/`)
    expect(report.finding).toMatchObject({ kind: 'not-http', sure: 'certain' })
    expect(report.finding?.explanation).toContain('SSH-2.0')
  })

  it('does not wait for more when the first bytes cannot become HTTP', async () => {
    await using server = await listenAnswering('\x00\x00\x12\x04', { staysOpen: true })
    const report = await checkOnce(`ws://127.0.0.1:${server.port}/`, { attemptTimeoutMs: 2 * HANGING_MS })
    expect(evidenceOf(report).upgrade?.kind).toBe('not-http')
    expect(evidenceOf(report).totalMs).toBeLessThan(HANGING_MS)
  })

  it('gives up on a head that never ends', async () => {
    await using server = await listenTcp(socket => {
      socket.write('HTTP/1.1 101 Switching Protocols\r\n')
      const drip = () => void socket.write(`X-Filler: ${'x'.repeat(8000)}\r\n`, error => error ?? setImmediate(drip))
      drip()
    })
    const report = await checkOnce(`ws://127.0.0.1:${server.port}/`)
    expect(evidenceOf(report).upgrade).toMatchObject({ kind: 'garbage', problem: 'head-too-large' })
  })

  it('holds its deadline against a server that drips', async () => {
    await using server = await listenTcp(socket => {
      socket.write('HTTP/1.1 200 OK\r\n')
      const timer = setInterval(() => socket.write('X: y\r\n'), 20)
      socket.on('close', () => clearInterval(timer))
    })
    const report = await checkOnce(`ws://127.0.0.1:${server.port}/`, { attemptTimeoutMs: SOON_MS })
    expect(report.finding?.kind).toBe('application-not-answering')
    expect(evidenceOf(report).totalMs).toBeLessThan(HANGING_MS)
  })

  it.each([
    ['a folded header', 'HTTP/1.1 200 OK\r\nA: b\r\n c\r\n\r\n'],
    ['a header without a name', 'HTTP/1.1 200 OK\r\n: b\r\n\r\n'],
    ['a control character', 'HTTP/1.1 200 OK\r\nA: b\x00\r\n\r\n'],
    ['a status of four digits', 'HTTP/1.1 2000 OK\r\n\r\n'],
    ['bare line feeds within', 'HTTP/1.1 200 OK\r\nA: b\nC: d\r\n\r\n'],
  ])('refuses %s', async (_, answer) => {
    await using server = await listenAnswering(answer)
    const report = await checkOnce(`ws://127.0.0.1:${server.port}/`)
    expect(evidenceOf(report).upgrade).toMatchObject({ kind: 'garbage', problem: 'head-malformed' })
    expect(report.finding?.kind).toBe('broken-answer')
  })

  it('says where a head was cut short', async () => {
    await using server = await listenAnswering('HTTP/1.1 101 Switching Protocols\r\nUpgrade: webso')
    const report = await checkOnce(`ws://127.0.0.1:${server.port}/`)
    expect(evidenceOf(report).upgrade).toMatchObject({ kind: 'garbage', problem: 'head-cut-short' })
  })
})
