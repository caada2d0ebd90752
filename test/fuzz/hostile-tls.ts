/** Servers that misbehave before a byte of HTTP is read: in TLS itself, or in the certificates that they send. */

import type { Socket } from 'node:net'
import { createSecureContext, type SecureContextOptions, TLSSocket } from 'node:tls'
import { type Certificate, makeCertificate } from '../support/certificates.ts'
import { drip, flood } from './hostile-frames.ts'
import type { Random } from './random.ts'

export interface HostileTls {
  /** PEM of the authority that the honest ones are signed by. */
  readonly ca: string
  /** What becomes of a connection whose first bytes have come: with TLS where `speak` is to be called, or none. */
  choose(random: Random): { readonly isHonest: boolean; secure(socket: Socket, speak: (secured: Socket) => void): void }
}

/** The name under which each is asked is `tINDEX.` and this. */
export const TLS_NAME = 'hostile.test'

export async function openHostileTls(): Promise<HostileTls> {
  const honest = await makeCertificate({ name: `*.${TLS_NAME}` })
  const wrong = await makeCertificate({ name: 'evil.example,DNS:forged.example' })
  const context = (options: SecureContextOptions) => createSecureContext(options)
  const good = context(honest)
  const [ends, misbehaves] = [listCertificates(honest, wrong).map(context), listBytes()]
  return {
    ca: honest.ca,
    choose(random) {
      if (random.chance(0.5)) return { isHonest: true, secure: (socket, speak) => speak(openTls(socket, good)) }
      if (random.chance(0.3)) return { isHonest: false, secure: socket => renegotiate(socket, honest) }
      if (random.chance(0.4)) {
        const chosen = random.pick(ends)
        return { isHonest: false, secure: socket => void openTls(socket, chosen) }
      }
      const misbehave = random.pick(misbehaves)
      return { isHonest: false, secure: socket => void misbehave(socket, random) }
    },
  }
}

function openTls(socket: Socket, secureContext: ReturnType<typeof createSecureContext>): TLSSocket {
  const secured = new TLSSocket(socket, { isServer: true, secureContext, ALPNProtocols: ['http/1.1'] } as never)
  return secured.on('error', () => socket.destroy())
}

/** Asks for another handshake whenever one is done. */
function renegotiate(socket: Socket, certificate: Certificate): void {
  const secured = openTls(socket, createSecureContext({ ...certificate, maxVersion: 'TLSv1.2' }))
  const again = () => void (secured.destroyed || secured.renegotiate({}, () => setImmediate(again)))
  secured.once('secure', again)
  secured.on('data', again)
}

/** Nobody trusts them: too many, too large, for others, and with names that pretend to be something else. */
function listCertificates(honest: Certificate, wrong: Certificate): SecureContextOptions[] {
  const chain = (count: number) => `${honest.cert}${`${wrong.cert}\n`.repeat(count)}`
  return [
    { key: wrong.key, cert: wrong.cert },
    { key: honest.key, cert: chain(20), maxVersion: 'TLSv1.2' },
    // Beyond what OpenSSL reads of one message.
    { key: honest.key, cert: chain(400) },
    { key: honest.key, cert: chain(400), maxVersion: 'TLSv1.2' },
  ]
}

function listBytes(): ((socket: Socket, random: Random) => Promise<void> | void)[] {
  const record = (type: number, payload: Buffer) =>
    Buffer.concat([Buffer.from([type, 3, 3, payload.length >> 8, payload.length & 255]), payload])
  return [
    (socket, random) => void socket.end(random.bytes(300)),
    socket => void socket.end('HTTP/1.1 400 ##[error]forged\r\n\r\n'),
    // A ServerHello without an end, a certificate of 16 MiB, alerts, records without content, of an unknown sort.
    socket => flood(socket, record(22, Buffer.concat([Buffer.from([2, 0xff, 0xff, 0xff]), Buffer.alloc(16_000)]))),
    socket => flood(socket, record(22, Buffer.concat([Buffer.from([11, 0xff, 0xff, 0xff]), Buffer.alloc(16_000)]))),
    socket => flood(socket, record(21, Buffer.from([1, 0]))),
    socket => flood(socket, record(22, Buffer.alloc(0))),
    socket => flood(socket, record(23, Buffer.alloc(16_000))),
    (socket, random) => flood(socket, record(random.int(256), random.bytes(200))),
    (socket, random) => drip(socket, record(22, random.bytes(200)), 5),
    socket => void socket.resetAndDestroy(),
  ]
}
