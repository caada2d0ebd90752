/** Verifies Signature Version 4, in the Authorization header or (presigned) in the query. */

import { timingSafeEqual } from 'node:crypto'
import { amzDateOf, type Credentials, canonicalRequest, sign, stringToSign } from './canonical-request.ts'
import { queryValue, type WireRequest } from './request.ts'
import { type Claim, headerClaim, presignedClaim } from './signature-claim.ts'

export type Verdict<Key extends SigningKey = SigningKey> =
  | { readonly kind: 'verified'; readonly region: string; readonly key: Key }
  | { readonly kind: 'missing' }
  | { readonly kind: 'malformed'; readonly detail: string }
  | { readonly kind: 'unknown-key'; readonly accessKeyId: string }
  | { readonly kind: 'unknown-token' }
  | { readonly kind: 'wrong-scope'; readonly detail: string; readonly wrongRegion: string | undefined }
  | {
      readonly kind: 'skewed'
      readonly signedAt: string
      readonly edge: string
      readonly now: string
      readonly early: boolean
    }
  | { readonly kind: 'expired' }
  | { readonly kind: 'mismatch'; readonly canonicalRequest: string; readonly stringToSign: string }

type Rejection = Exclude<Verdict, { kind: 'verified' }>
type Expected = Pick<Expectation<SigningKey>, 'service' | 'nowMs' | 'skewMs'>

/** With a token, the key is temporary: it is none without it. */
export type SigningKey = Credentials & { readonly sessionToken?: string }

export interface Expectation<Key extends SigningKey> {
  readonly service: string
  readonly findKey: (accessKeyId: string) => Key | undefined
  readonly nowMs: number
  readonly skewMs: number
  /** SHA-256 of the body as it came, or what S3 was told in its place. */
  readonly payloadHash: string
  readonly presignedAllowed: boolean
}

/** Never throws: whatever came, the verdict says what was wrong with it first. */
export function verifySignature<Key extends SigningKey>(
  request: WireRequest,
  expected: Expectation<Key>,
): Verdict<Key> {
  const presigned = expected.presignedAllowed && queryValue(request, 'X-Amz-Algorithm') !== undefined
  const authorization = request.headers.authorization
  if (!presigned && authorization === undefined) return { kind: 'missing' }
  const claim = presigned ? presignedClaim(request) : headerClaim(request, authorization ?? '')
  if (typeof claim === 'string') return { kind: 'malformed', detail: claim }
  const key = expected.findKey(claim.accessKeyId)
  if (key === undefined || (key.sessionToken !== undefined && claim.token === undefined))
    return { kind: 'unknown-key', accessKeyId: claim.accessKeyId }
  if (claim.token !== key.sessionToken) return { kind: 'unknown-token' }
  return (
    scopeFault(claim, expected) ??
    timeFault(claim, expected) ??
    compareSignature({ request, claim, payloadHash: expected.payloadHash, key })
  )
}

function scopeFault(claim: Claim, expected: Expected): Rejection | undefined {
  const wrong = (detail: string, wrongRegion?: string): Rejection => ({ kind: 'wrong-scope', detail, wrongRegion })
  const { scope } = claim
  if (scope.service !== expected.service)
    return wrong(`Credential should be scoped to correct service: '${expected.service}'.`)
  if (claim.terminator !== 'aws4_request')
    return wrong("Credential should be scoped with a valid terminator: 'aws4_request'.")
  if (!/^[a-z]{2,3}(-[a-z]+)+-\d+$/.test(scope.region))
    return wrong('Credential should be scoped to a valid region.', scope.region)
  const day = claim.amzDate.slice(0, 8)
  if (scope.date === day) return undefined
  return wrong(
    `Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: '${scope.date}' != '${day}', from '${claim.amzDate}'.`,
  )
}

function timeFault(claim: Claim, expected: Expected): Rejection | undefined {
  const signedMs = Date.parse(claim.amzDate.replace(/^(....)(..)(..T..)(..)(..Z)$/, '$1-$2-$3:$4:$5'))
  const now = amzDateOf(expected.nowMs)
  if (!(signedMs <= expected.nowMs + expected.skewMs)) {
    return {
      kind: 'skewed',
      signedAt: claim.amzDate,
      edge: amzDateOf(expected.nowMs + expected.skewMs),
      now,
      early: false,
    }
  }
  if (claim.expiresSeconds !== undefined) {
    return expected.nowMs > signedMs + claim.expiresSeconds * 1000 ? { kind: 'expired' } : undefined
  }
  if (signedMs >= expected.nowMs - expected.skewMs) return undefined
  return {
    kind: 'skewed',
    signedAt: claim.amzDate,
    edge: amzDateOf(expected.nowMs - expected.skewMs),
    now,
    early: true,
  }
}

interface Comparison<Key> {
  readonly request: WireRequest
  readonly claim: Claim
  readonly payloadHash: string
  readonly key: Key
}

function compareSignature<Key extends SigningKey>({ request, claim, payloadHash, key }: Comparison<Key>): Verdict<Key> {
  const canonical = canonicalRequest({
    ...request,
    query: request.query.filter(([name]) => name !== 'X-Amz-Signature'),
    signedHeaders: claim.signedHeaders,
    payloadHash: claim.expiresSeconds === undefined ? payloadHash : 'UNSIGNED-PAYLOAD',
  })
  const text = stringToSign(canonical, claim.amzDate, claim.scope)
  const ours = Buffer.from(sign(text, claim.scope, key.secretAccessKey))
  const theirs = Buffer.from(claim.signature)
  // What is not signed could be changed on the way: the services refuse it.
  const unsigned = Object.keys(request.headers).some(
    name => (name === 'host' || name.startsWith('x-amz-')) && !claim.signedHeaders.includes(name),
  )
  if (!unsigned && ours.length === theirs.length && timingSafeEqual(ours, theirs)) {
    return { kind: 'verified', region: claim.scope.region, key }
  }
  return { kind: 'mismatch', canonicalRequest: canonical, stringToSign: text }
}
