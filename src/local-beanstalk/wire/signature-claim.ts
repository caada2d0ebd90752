/** What a request says about its own signature, not yet believed. */

import type { Scope } from './canonical-request.ts'
import { queryValue, type WireRequest } from './request.ts'

export interface Claim {
  readonly accessKeyId: string
  readonly scope: Scope
  readonly terminator: string
  readonly signedHeaders: readonly string[]
  readonly signature: string
  readonly amzDate: string
  readonly token: string | undefined
  /** Set for a presigned request only. */
  readonly expiresSeconds: number | undefined
}

/** The claim, or what is malformed about it. */
export function headerClaim(request: WireRequest, authorization: string): Claim | string {
  const [algorithm, ...rest] = authorization.split(' ')
  if (algorithm !== 'AWS4-HMAC-SHA256') return `Unsupported Authorization Type: '${algorithm}'.`
  const fields = new Map<string, string>()
  for (const field of rest.join('').split(','))
    fields.set(field.slice(0, field.indexOf('=')), field.slice(field.indexOf('=') + 1))
  return makeClaim({
    credential: fields.get('Credential'),
    signedHeaders: fields.get('SignedHeaders'),
    signature: fields.get('Signature'),
    amzDate: request.headers['x-amz-date'],
    token: request.headers['x-amz-security-token'],
    expiresSeconds: undefined,
  })
}

export function presignedClaim(request: WireRequest): Claim | string {
  const expiresSeconds = Number(queryValue(request, 'X-Amz-Expires'))
  if (!(expiresSeconds >= 0 && expiresSeconds <= 604_800)) return 'X-Amz-Expires must be less than a week (in seconds)'
  return makeClaim({
    credential: queryValue(request, 'X-Amz-Credential'),
    signedHeaders: queryValue(request, 'X-Amz-SignedHeaders'),
    signature: queryValue(request, 'X-Amz-Signature'),
    amzDate: queryValue(request, 'X-Amz-Date'),
    token: queryValue(request, 'X-Amz-Security-Token'),
    expiresSeconds,
  })
}

type Fields = Record<'credential' | 'signedHeaders' | 'signature' | 'amzDate' | 'token', string | undefined>

function makeClaim(fields: Fields & { readonly expiresSeconds: number | undefined }): Claim | string {
  const { credential, signedHeaders, signature, amzDate, token, expiresSeconds } = fields
  if (credential === undefined) return "Authorization header requires 'Credential' parameter."
  if (signedHeaders === undefined) return "Authorization header requires 'SignedHeaders' parameter."
  if (signature === undefined) return "Authorization header requires 'Signature' parameter."
  if (amzDate === undefined || !/^\d{8}T\d{6}Z$/.test(amzDate))
    return "Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header."
  const [accessKeyId, date, region, service, terminator, ...more] = credential.split('/')
  if (!accessKeyId || !date || !region || !service || !terminator || more.length > 0) {
    return `Credential must have exactly 5 slash-delimited elements, e.g. keyid/date/region/service/term, got '${credential}'`
  }
  const scope = { date, region, service }
  return {
    accessKeyId,
    scope,
    terminator,
    signedHeaders: signedHeaders.split(';'),
    signature,
    amzDate,
    token,
    expiresSeconds,
  }
}
