/** Findings about TLS and certificates. The check never offers to switch verification off. */

import { startsWithAlert } from '../rules/connection-rules.ts'
import type { Clues } from '../rules/rule.ts'
import { type CataloguePart, instruct, nameListenerPort, namePlace, quote } from './entry.ts'

export const tlsFindings = {
  'tls-expired': {
    layer: 'tls',
    severity: 'error',
    title: 'The certificate has expired',
    explain: clues => `The certificate at ${namePlace(clues)} was no longer valid (${readCode(clues)}).`,
    remedy: () =>
      instruct(
        "Renew the certificate, or choose one that AWS Certificate Manager renews for the load balancer's listener.",
      ),
  },
  'tls-wrong-host': {
    layer: 'tls',
    severity: 'error',
    title: 'The certificate is for another name',
    explain: clues => `The certificate at ${namePlace(clues)} was for ${readNames(clues)}, not for that name.`,
    remedy: () =>
      instruct(
        'Set "websocket-url" to the domain that the certificate is for; the name of the environment or of its load balancer never is.',
      ),
  },
  'tls-untrusted': {
    layer: 'tls',
    severity: 'error',
    title: 'The certificate is not trusted',
    explain: clues =>
      `The certificate at ${namePlace(clues)} did not lead to an authority that is trusted here (${readCode(clues)}).`,
    remedy: () =>
      instruct(
        'Install the certificate together with its intermediate certificates, or use one of a public authority.',
      ),
  },
  'tls-plain-port': {
    layer: 'tls',
    severity: 'error',
    title: 'The port does not speak TLS',
    explain: clues => `${namePlace(clues)} answered TLS with something else (${readCode(clues)}).`,
    remedy: clues =>
      instruct(
        `Use "ws://" for this port, or give the listener on port ${nameListenerPort(clues)} the protocol HTTPS and a certificate.`,
      ),
  },
  'tls-required': {
    layer: 'tls',
    severity: 'error',
    title: 'The port speaks TLS',
    explain: clues => `${namePlace(clues)} got a plain HTTP request and said that it speaks TLS.`,
    remedy: ({ evidence }) =>
      instruct(
        startsWithAlert(evidence.upgrade)
          ? 'Use "wss://" in the URL, if it is not the app that speaks TLS behind a proxy; then let the proxy ask it by "https://", or the app speak plain HTTP.'
          : 'Use "wss://" in the URL.',
      ),
  },
  'tls-not-answered': {
    layer: 'tls',
    severity: 'error',
    title: 'The TLS handshake was not answered',
    explain: clues => `${namePlace(clues)} took the connection and then said nothing to the TLS handshake.`,
    remedy: () => instruct('Make sure that this port is meant for TLS, and that what listens there is not overloaded.'),
  },
  'tls-other': {
    layer: 'tls',
    severity: 'error',
    title: 'The TLS handshake failed',
    explain: clues =>
      asksForCertificate(clues)
        ? `${namePlace(clues)} asked for a client certificate and closed the connection without one (${readCode(clues)}).`
        : `The TLS handshake with ${namePlace(clues)} failed with ${readCode(clues)}${quoteReason(clues)}.`,
    remedy: clues =>
      instruct(
        asksForCertificate(clues)
          ? 'Let the port take clients without a client certificate: the check has none to send, and browsers ask people for one.'
          : 'Let the listener offer TLS 1.2 or newer and HTTP/1.1, for the name in the URL and without a client certificate.',
      ),
  },
} as const satisfies CataloguePart

/** An alert may come only after the handshake, in the place of an answer. */
function readCode({ evidence: { tls, upgrade } }: Clues): string {
  if (tls?.kind === 'failed') return tls.code
  return upgrade?.kind === 'closed' && upgrade.code !== undefined ? upgrade.code : 'no code'
}

function quoteReason({ evidence: { tls } }: Clues): string {
  return tls?.kind === 'failed' ? `: ${quote(tls.message)}` : ''
}

/** By the alert that TLS 1.3 has for it. */
function asksForCertificate(clues: Clues): boolean {
  return /ALERT_CERTIFICATE_REQUIRED$/.test(readCode(clues))
}

function readNames({ evidence: { tls } }: Clues): string {
  const certificate = tls?.kind === 'failed' ? tls.certificate : undefined
  return quote(certificate?.alternativeNames || certificate?.subject || 'another name')
}
