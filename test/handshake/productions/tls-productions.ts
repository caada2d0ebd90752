/** Productions of the findings about TLS, with certificates of an authority that only the check is told to trust. */

import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createServer } from 'node:tls'
import type { tlsFindings } from '../../../src/handshake/findings/tls-findings.ts'
import { makeCertificate } from '../../support/certificates.ts'
import { findClosedPort, listen, listenTcp } from '../../support/listening.ts'
import { startNginx } from '../../support/nginx.ts'
import { checkOnce, SOON_MS } from '../check-once.ts'
import { listenSecureWebSocket, listenWebSocket } from '../websocket-server.ts'
import type { ProductionsOf } from './production.ts'

export const tlsProductions: ProductionsOf<typeof tlsFindings> = {
  'tls-expired': async () => {
    const expired = await makeCertificate({ name: 'localhost', days: -1 })
    await using server = await listenSecureWebSocket(expired)
    return await checkOnce(`wss://localhost:${server.port}/`, { ca: expired.ca })
  },
  'tls-wrong-host': async () => {
    const other = await makeCertificate({ name: 'www.example.com' })
    await using server = await listenSecureWebSocket(other)
    return await checkOnce(`wss://localhost:${server.port}/`, { ca: other.ca })
  },
  'tls-untrusted': async () => {
    await using server = await listenSecureWebSocket(await makeCertificate({ name: 'localhost' }))
    return await checkOnce(`wss://localhost:${server.port}/`)
  },
  'tls-plain-port': async () => {
    await using server = await listenWebSocket()
    return await checkOnce(`wss://localhost:${server.port}/`)
  },
  'tls-required': async () => {
    const port = await findClosedPort()
    const folder = await mkdtemp(join(tmpdir(), 'tls-required-'))
    const { key, cert } = await makeCertificate({ name: 'localhost' })
    await writeFile(join(folder, 'key.pem'), key)
    await writeFile(join(folder, 'cert.pem'), cert)
    const certificate = `ssl_certificate ${folder}/cert.pem; ssl_certificate_key ${folder}/key.pem;`
    await using _ = await startNginx(`listen 127.0.0.1:${port} ssl; ${certificate} location / { return 204; }`)
    await rm(folder, { recursive: true })
    return await checkOnce(`ws://localhost:${port}/`)
  },
  'tls-not-answered': async () => {
    await using server = await listenTcp(socket => void socket.resume())
    return await checkOnce(`wss://localhost:${server.port}/`, { attemptTimeoutMs: SOON_MS })
  },
  'tls-other': async () => {
    const certificate = await makeCertificate({ name: 'localhost' })
    const server = createServer({ ...certificate, ALPNProtocols: ['h2'] })
    server.on('tlsClientError', () => undefined)
    await using listening = await listen(server)
    return await checkOnce(`wss://localhost:${listening.port}/`, { ca: certificate.ca })
  },
}
