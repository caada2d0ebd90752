/** A certificate authority of Local Beanstalk's own, which nobody trusts who was not told to. */

import type { webcrypto } from 'node:crypto'
import { isIP } from 'node:net'

export interface CertificateAuthority {
  /** The authority's own certificate, PEM: what a client has to trust. Made when it is first asked for. */
  certificate(): Promise<string>
  /** Issues a certificate for these names and IP addresses; `expired`: one that was valid until yesterday. */
  issue(names: readonly string[], validity?: Validity): Promise<IssuedCertificate>
}

export type Validity = 'valid' | 'expired'

/** PEM, as a listener wants it. */
export interface IssuedCertificate {
  readonly key: string
  readonly chain: string
}

type X509 = typeof import('@peculiar/x509')

interface Authority {
  readonly x509: X509
  readonly keys: webcrypto.CryptoKeyPair
  readonly certificate: InstanceType<X509['X509Certificate']>
}

const KEY_ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256' } as const
const SIGNING_ALGORITHM = { name: 'ECDSA', hash: 'SHA-256' } as const
const NAME = 'CN=Local Beanstalk'
const DAY_MS = 24 * 60 * 60 * 1000
// A clock that is a little behind is no reason to refuse a certificate.
const VALID_BEFORE_MS = DAY_MS
const VALID_AFTER_MS = 30 * DAY_MS

export function openCertificateAuthority(): CertificateAuthority {
  let made: Promise<Authority> | undefined
  const authority = () => {
    made ??= makeAuthority()
    return made
  }
  return {
    certificate: async () => (await authority()).certificate.toString('pem'),
    issue: async (names, validity = 'valid') => issueCertificate(await authority(), names, validity),
  }
}

async function makeAuthority(): Promise<Authority> {
  // The library resolves its parts by the metadata of their types, which have to be there before it.
  await import('reflect-metadata')
  const x509 = await import('@peculiar/x509')
  const keys = await makeKeys()
  const certificate = await x509.X509CertificateGenerator.createSelfSigned({
    ...lifetime('valid'),
    name: NAME,
    keys,
    signingAlgorithm: SIGNING_ALGORITHM,
    extensions: [
      new x509.BasicConstraintsExtension(true, 0, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign, true),
      await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
    ],
  })
  return { x509, keys, certificate }
}

async function issueCertificate(authority: Authority, names: readonly string[], validity: Validity) {
  const { x509 } = authority
  const keys = await makeKeys()
  const certificate = await x509.X509CertificateGenerator.create({
    ...lifetime(validity),
    subject: names.slice(0, 1).map(name => ({ CN: [name] })),
    issuer: authority.certificate.subject,
    publicKey: keys.publicKey,
    signingKey: authority.keys.privateKey,
    signingAlgorithm: SIGNING_ALGORITHM,
    extensions: [
      new x509.BasicConstraintsExtension(false),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
      new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.serverAuth]),
      new x509.SubjectAlternativeNameExtension(names.map(value => ({ type: isIP(value) ? 'ip' : 'dns', value }))),
      await x509.AuthorityKeyIdentifierExtension.create(authority.keys.publicKey),
    ],
  })
  const key = await crypto.subtle.exportKey('pkcs8', keys.privateKey)
  return { key: x509.PemConverter.encode(key, 'PRIVATE KEY'), chain: certificate.toString('pem') }
}

function makeKeys(): Promise<webcrypto.CryptoKeyPair> {
  return crypto.subtle.generateKey(KEY_ALGORITHM, true, ['sign', 'verify'])
}

function lifetime(validity: Validity) {
  const now = Date.now() - (validity === 'expired' ? VALID_AFTER_MS + DAY_MS : 0)
  return { notBefore: new Date(now - VALID_BEFORE_MS), notAfter: new Date(now + VALID_AFTER_MS) }
}
