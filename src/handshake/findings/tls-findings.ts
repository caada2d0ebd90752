/** Findings about TLS and certificates. The check never offers to switch verification off. */

import { startsWithAlert } from '../rules/connection-rules.ts'
import type { Clues } from '../rules/rule.ts'
import { type CataloguePart, instruct, namePlace, quote } from './entry.ts'
import { completeChain, giveListenerTls, mendHandshake, nameRightHost, renewCertificate } from './tls-remedies.ts'
import { asksForCertificate, readCertificate, readCode, readReason } from './tls-words.ts'

export const tlsFindings = {
  'tls-expired': {
    layer: 'tls',
    severity: 'error',
    title: 'The certificate has expired',
    explain: clues =>
      `The certificate at ${namePlace(clues)} was no longer valid${tellEnd(clues)} (${readCode(clues)}).`,
    remedy: clues => renewCertificate(clues),
  },
  'tls-wrong-host': {
    layer: 'tls',
    severity: 'error',
    title: 'The certificate is for another name',
    explain: clues => `The certificate at ${namePlace(clues)} was for ${readNames(clues)}, not for that name.`,
    remedy: clues => nameRightHost(clues),
  },
  'tls-untrusted': {
    layer: 'tls',
    severity: 'error',
    title: 'The certificate is not trusted',
    explain: clues =>
      `The certificate at ${namePlace(clues)} did not lead to an authority that is trusted here (${readCode(clues)}).`,
    remedy: clues => completeChain(clues),
  },
  'tls-plain-port': {
    layer: 'tls',
    severity: 'error',
    title: 'The port does not speak TLS',
    explain: clues =>
      `${namePlace(clues)} was asked for TLS, and answered with something that is not TLS (${readCode(clues)}).`,
    remedy: clues => giveListenerTls(clues),
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
    remedy: () =>
      instruct(
        'Use "ws://" if this port is for plain HTTP. If it is for TLS, what listens there is stuck or overloaded: look at its load, or start it anew.',
      ),
  },
  'tls-other': {
    layer: 'tls',
    severity: 'error',
    title: 'The TLS handshake failed',
    explain: clues =>
      asksForCertificate(clues)
        ? `${namePlace(clues)} asked for a client certificate and closed the connection without one (${readCode(clues)}).`
        : `The TLS handshake with ${namePlace(clues)} failed with ${readCode(clues)}${readReason(clues)}.`,
    remedy: clues => mendHandshake(clues),
  },
} as const satisfies CataloguePart

function tellEnd(clues: Clues): string {
  const end = readCertificate(clues)?.validTo
  return end ? ` since ${quote(end)}` : ''
}

function readNames(clues: Clues): string {
  const certificate = readCertificate(clues)
  return quote(certificate?.alternativeNames || certificate?.subject || 'another name')
}
