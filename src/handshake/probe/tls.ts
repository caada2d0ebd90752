/** Asks a connected peer for TLS, and verifies whom it says to be. */

import { once } from 'node:events'
import type { Socket } from 'node:net'
import tls, { connect, createSecureContext, type PeerCertificate, type SecureContext, type TLSSocket } from 'node:tls'
import type { CertificateEvidence, TlsEvidence } from '../evidence.ts'
import { isAddress } from '../target.ts'
import { startStopwatch } from './deadline.ts'
import { readErrorCode } from './dns.ts'
import { ignoreLateError } from './tcp.ts'

export interface TlsProbe {
  readonly evidence: TlsEvidence
  /** Present when secured; the caller destroys it. */
  readonly socket?: TLSSocket
}

export interface TlsQuestion {
  readonly host: string
  /** PEM of one or more certificates that are trusted beside the system's. */
  readonly ca?: string
}

/**
 * Never throws. The certificate is always verified: `rejectUnauthorized` is said aloud because
 * NODE_TLS_REJECT_UNAUTHORIZED=0 in the environment would change the default. ALPN offers HTTP/1.1 alone, the only
 * version in which a WebSocket is opened by an Upgrade.
 */
export async function secure(plain: Socket, question: TlsQuestion, signal: AbortSignal): Promise<TlsProbe> {
  const elapsedMs = startStopwatch()
  const socket = connect({
    socket: plain,
    host: question.host,
    ...(isAddress(question.host) ? {} : { servername: question.host }),
    ...(question.ca === undefined ? {} : { secureContext: trustAlso(question.ca) }),
    ALPNProtocols: ['http/1.1'],
    rejectUnauthorized: true,
  })
  socket.on('error', ignoreLateError)
  try {
    await once(socket, 'secureConnect', { signal })
    return { evidence: { ...describeSession(socket), ms: elapsedMs() }, socket }
  } catch (error) {
    socket.destroy()
    if (signal.aborted) return { evidence: { kind: 'timeout', ms: elapsedMs() } }
    return { evidence: { ...describeFailure(error), ms: elapsedMs() } }
  }
}

const contexts = new Map<string, SecureContext>()

// To read the system's hundred and more certificates takes longer than a handshake, so it is done once. Node 20 tells
// only those that come with it.
function trustAlso(ca: string): SecureContext {
  const known = contexts.get(ca) ?? createSecureContext({ ca: [...listTrusted(), ca] })
  contexts.set(ca, known)
  return known
}

function listTrusted(): readonly string[] {
  return tls.getCACertificates?.('default') ?? tls.rootCertificates
}

function describeSession(socket: TLSSocket) {
  return {
    kind: 'secured' as const,
    protocol: socket.getProtocol() ?? '',
    alpn: socket.alpnProtocol || '',
    certificate: describeCertificate(socket.getPeerCertificate()),
  }
}

function describeFailure(error: unknown) {
  const certificate = readCertificate(error)
  return {
    kind: 'failed' as const,
    code: readErrorCode(error),
    message: cut(error instanceof Error ? error.message : ''),
    ...(certificate ? { certificate: describeCertificate(certificate) } : {}),
  }
}

/** Node attaches the certificate to the error only when its names do not fit the host. */
function readCertificate(error: unknown): Partial<PeerCertificate> | undefined {
  if (!(error instanceof Error && 'cert' in error)) return undefined
  return typeof error.cert === 'object' && error.cert !== null ? error.cert : undefined
}

function describeCertificate(certificate: Partial<PeerCertificate>): CertificateEvidence {
  const fingerprint = certificate.fingerprint256?.replaceAll(':', '').slice(0, 16).toLowerCase()
  return {
    subject: cut(String(certificate.subject?.CN ?? '')),
    alternativeNames: cut(certificate.subjectaltname ?? ''),
    ...(certificate.valid_from ? { validFrom: cut(certificate.valid_from) } : {}),
    validTo: cut(certificate.valid_to ?? ''),
    ...(fingerprint ? { fingerprint } : {}),
  }
}

function cut(text: string): string {
  return text.slice(0, 500)
}
