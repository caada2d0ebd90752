/** Signature Version 4's arithmetic: the canonical request, the string to sign, the signature. */

import { createHash, createHmac } from 'node:crypto'
import { decode } from './request.ts'

export interface Canonical {
  readonly method: string
  readonly path: string
  readonly query: ReadonlyArray<readonly [name: string, value: string]>
  readonly headers: Readonly<Record<string, string>>
  readonly signedHeaders: readonly string[]
  readonly payloadHash: string
}

export interface Scope {
  /** YYYYMMDD. */
  readonly date: string
  readonly region: string
  readonly service: string
}

export interface Credentials {
  readonly accessKeyId: string
  readonly secretAccessKey: string
}

/** Source: AWS IAM User Guide, "Create a signed AWS API request". S3 does not encode the path twice. */
export function canonicalRequest(request: Canonical): string {
  const path = request.path.split('/').map(decode).map(encode).join('/')
  const query = request.query
    .map(([name, value]) => [encode(name), encode(value)] as const)
    .sort(([nameA, valueA], [nameB, valueB]) => compare(nameA, nameB) || compare(valueA, valueB))
    .map(pair => pair.join('='))
    .join('&')
  const headers = request.signedHeaders.map(
    name => `${name}:${(request.headers[name] ?? '').trim().replace(/ +/g, ' ')}\n`,
  )
  return [request.method, path, query, headers.join(''), request.signedHeaders.join(';'), request.payloadHash].join(
    '\n',
  )
}

export function stringToSign(canonical: string, amzDate: string, scope: Scope): string {
  return ['AWS4-HMAC-SHA256', amzDate, scopePath(scope), sha256(canonical)].join('\n')
}

export function sign(text: string, scope: Scope, secretAccessKey: string): string {
  const dateKey = hmac(`AWS4${secretAccessKey}`, scope.date)
  const serviceKey = hmac(hmac(dateKey, scope.region), scope.service)
  return hmac(hmac(serviceKey, 'aws4_request'), text).toString('hex')
}

export function scopePath(scope: Scope): string {
  return `${scope.date}/${scope.region}/${scope.service}/aws4_request`
}

/** YYYYMMDDTHHMMSSZ. */
export function amzDateOf(timeMs: number): string {
  return new Date(timeMs).toISOString().replace(/[-:]|\.\d{3}/g, '')
}

export function sha256(data: string | Buffer): string {
  return createHash('sha256').update(data).digest('hex')
}

/** RFC 3986's encoding, which is stricter than encodeURIComponent. */
export function encode(text: string): string {
  return encodeURIComponent(text).replace(/[!'()*]/g, char => `%${char.charCodeAt(0).toString(16).toUpperCase()}`)
}

function hmac(key: string | Buffer, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest()
}

function compare(a: string, b: string): number {
  if (a === b) return 0
  return a < b ? -1 : 1
}
