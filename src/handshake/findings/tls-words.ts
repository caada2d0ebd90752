/** What TLS said, in the words of a finding. */

import type { CertificateEvidence } from '../evidence.ts'
import type { Clues } from '../rules/rule.ts'
import { quote } from './entry.ts'

/** An alert may come only after the handshake, in the place of an answer. */
export function readCode({ evidence: { tls, upgrade } }: Clues): string {
  if (tls?.kind === 'failed') return tls.code
  return upgrade?.kind === 'closed' && upgrade.code !== undefined ? upgrade.code : 'no code'
}

export function readCertificate({ evidence: { tls } }: Clues): CertificateEvidence | undefined {
  return tls?.kind === 'failed' ? tls.certificate : undefined
}

/** By the alert that TLS 1.3 has for it. */
export function asksForCertificate(clues: Clues): boolean {
  return /ALERT_CERTIFICATE_REQUIRED$/.test(readCode(clues))
}

/** What OpenSSL says of it, without the places in its own source; with a colon before it. */
export function readReason({ evidence: { tls } }: Clues): string {
  if (tls?.kind !== 'failed') return ''
  const [, reason = tls.message] = /:error:[0-9A-F]+:[^:]*:[^:]*:([^:]+)/.exec(tls.message) ?? []
  return `: ${quote(reason.trim())}`
}
