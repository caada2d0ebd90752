import { createServer as createHttpsServer } from 'node:https'
import { createServer, type TlsOptions } from 'node:tls'
import { beforeAll, describe, expect, it } from 'vitest'
import { type Certificate, makeCertificate } from '../support/certificates.ts'
import { listen, listenTcp } from '../support/listening.ts'
import { checkOnce, evidenceOf, SOON_MS } from './check-once.ts'
import { listenSecureWebSocket } from './websocket-server.ts'

/** What hangs would take all of its time or more; a busy machine takes some of it. */
const HANGING_MS = 10_000

describe('TLS', () => {
  let good: Certificate
  let expired: Certificate
  beforeAll(async () => {
    ;[good, expired] = await Promise.all([
      makeCertificate({ name: 'localhost' }),
      makeCertificate({ name: 'localhost', days: -1 }),
    ])
  })

  it('opens a WebSocket through TLS when the authority is trusted', async () => {
    await using server = await listenSecureWebSocket(good)
    const report = await checkOnce(`wss://localhost:${server.port}/`, { ca: good.ca })
    expect(report).toMatchObject({ outcome: 'accepted', finding: null })
    expect(evidenceOf(report).tls).toMatchObject({
      kind: 'secured',
      alpn: 'http/1.1',
      certificate: { subject: 'localhost' },
    })
    expect(report.latency?.tlsMs).toBeGreaterThan(0)
  })

  it('never accepts an untrusted certificate, whatever the environment says', async () => {
    await using server = await listenSecureWebSocket(good)
    process.env.NODE_TLS_REJECT_UNAUTHORIZED = '0'
    try {
      const report = await checkOnce(`wss://localhost:${server.port}/`)
      expect(report).toMatchObject({ outcome: 'rejected', finding: { kind: 'tls-untrusted', layer: 'tls' } })
    } finally {
      delete process.env.NODE_TLS_REJECT_UNAUTHORIZED
    }
  })

  it('names an expired certificate', async () => {
    await using server = await listenSecureWebSocket(expired)
    const report = await checkOnce(`wss://localhost:${server.port}/`, { ca: expired.ca })
    expect(report.finding).toMatchObject({ kind: 'tls-expired', sure: 'certain' })
  })

  it('names a client certificate that is asked for, in TLS 1.2 and 1.3', async () => {
    for (const version of ['TLSv1.2', 'TLSv1.3'] as const) {
      const limits = { minVersion: version, maxVersion: version, requestCert: true, rejectUnauthorized: true }
      const server = createHttpsServer({ key: good.key, cert: good.cert, ...limits })
      await using listening = await listen(server)
      const report = await checkOnce(`wss://localhost:${listening.port}/`, { ca: good.ca })
      expect(report.finding, version).toMatchObject({ layer: 'tls', kind: 'tls-other' })
      expect(report.finding?.remedy).toContain('client certificate')
    }
  })

  it('is a candidate where a TLS server of Node.js is asked without it', async () => {
    await using server = await listenSecureWebSocket(good)
    const report = await checkOnce(`ws://localhost:${server.port}/`)
    expect(report.finding?.candidates).toContain('tls')
    expect(report.finding?.remedy).toContain('wss://')
  })

  it('names the host that the certificate is for', async () => {
    await using server = await listenSecureWebSocket(good)
    const resolve = [{ host: 'chat.test', port: server.port, address: '127.0.0.1' }]
    const report = await checkOnce(`wss://chat.test:${server.port}/`, { ca: good.ca, resolve })
    expect(report.finding?.kind).toBe('tls-wrong-host')
    expect(report.finding?.explanation).toContain('"DNS:localhost"')
  })

  it('indicates the name of the URL while it connects to the pinned address', async () => {
    const names: string[] = []
    const SNICallback: TlsOptions['SNICallback'] = (name, done) => {
      names.push(name)
      done(null)
    }
    await using server = await listen(createServer({ ...good, SNICallback }))
    const resolve = [{ host: 'chat.test', port: server.port, address: '127.0.0.1' }]
    await checkOnce(`wss://chat.test:${server.port}/`, { ca: good.ca, resolve, attemptTimeoutMs: SOON_MS })
    expect(names[0]).toBe('chat.test')
  })

  it('says "ws" for a port that does not speak TLS', async () => {
    await using server = await listenTcp(socket =>
      socket.once('data', () => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n')),
    )
    const report = await checkOnce(`wss://localhost:${server.port}/`)
    expect(report.finding).toMatchObject({ kind: 'tls-plain-port' })
    expect(report.finding?.remedy).toContain('"ws://"')
  })

  it('says "wss" for a port that speaks TLS', async () => {
    await using server = await listenTcp(socket =>
      socket.once('data', () => socket.end('\x15\x03\x01\x00\x02\x02\x46', 'latin1')),
    )
    const report = await checkOnce(`ws://localhost:${server.port}/`)
    expect(report.finding?.kind).toBe('tls-required')
    expect(report.finding?.remedy).toContain('"wss://"')
  })

  it('names a server without HTTP/1.1', async () => {
    const server = createServer({ ...good, ALPNProtocols: ['h2'] })
    server.on('tlsClientError', () => undefined)
    await using listening = await listen(server)
    const report = await checkOnce(`wss://localhost:${listening.port}/`, { ca: good.ca })
    expect(report.finding?.kind).toBe('tls-other')
    expect(evidenceOf(report).tls).toMatchObject({ code: 'ERR_SSL_TLSV1_ALERT_NO_APPLICATION_PROTOCOL' })
  })

  it('holds its deadline against a server that says nothing to the TLS handshake', async () => {
    await using server = await listenTcp(socket => void socket.resume())
    const report = await checkOnce(`wss://localhost:${server.port}/`, { attemptTimeoutMs: SOON_MS })
    expect(report.finding?.kind).toBe('tls-not-answered')
    expect(evidenceOf(report).totalMs).toBeLessThan(HANGING_MS)
  })
})
