/** Tokens of OpenID Connect, as GitHub hands them to workflows. Their signatures are not verified: their issuer is not asked. */

import { stsErrors } from './sts-errors.ts'

export interface WebIdentity {
  readonly issuer: string
  readonly subject: string
  readonly audience: string
}

// What aws-actions/configure-aws-credentials asks GitHub for.
const AUDIENCE = 'sts.amazonaws.com'

/** @throws ServiceError InvalidIdentityToken, ExpiredTokenException. */
export function readWebIdentity(token: string, nowMs: number): WebIdentity {
  const { iss, sub, aud, exp } = readClaims(token)
  if (typeof iss !== 'string' || typeof sub !== 'string') throw stsErrors.noJwt()
  const audience = [aud].flat().find(name => name === AUDIENCE)
  if (audience === undefined) throw stsErrors.wrongAudience()
  const nowSeconds = Math.floor(nowMs / 1000)
  if (typeof exp === 'number' && exp <= nowSeconds) throw stsErrors.tokenExpired(nowSeconds, exp)
  return { issuer: iss.replace(/^https:\/\//, ''), subject: sub, audience: AUDIENCE }
}

function readClaims(token: string): Readonly<Record<string, unknown>> {
  const [header, claims, signature, ...more] = token.split('.')
  if (!header || !claims || !signature || more.length > 0) throw stsErrors.noJwt()
  try {
    const read: unknown = JSON.parse(Buffer.from(claims, 'base64url').toString('utf8'))
    if (typeof read === 'object' && read !== null) return read as Readonly<Record<string, unknown>>
  } catch {
    // No JSON, no token.
  }
  throw stsErrors.noJwt()
}
