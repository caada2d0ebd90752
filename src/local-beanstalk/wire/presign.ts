/** Presigned GET addresses, as Elastic Beanstalk hands them out for logs. */

import {
  amzDateOf,
  type Credentials,
  canonicalRequest,
  encode,
  scopePath,
  sign,
  stringToSign,
} from './canonical-request.ts'

export interface Presigned {
  /** `http://127.0.0.1:PORT`. */
  readonly endpoint: string
  readonly bucket: string
  readonly key: string
  readonly region: string
  readonly credentials: Credentials
  readonly nowMs: number
  readonly expiresSeconds: number
}

export function presignGet(asked: Presigned): string {
  const amzDate = amzDateOf(asked.nowMs)
  const scope = { date: amzDate.slice(0, 8), region: asked.region, service: 's3' }
  const path = `/${[asked.bucket, ...asked.key.split('/')].map(encode).join('/')}`
  const query: Array<[string, string]> = [
    ['X-Amz-Algorithm', 'AWS4-HMAC-SHA256'],
    ['X-Amz-Credential', `${asked.credentials.accessKeyId}/${scopePath(scope)}`],
    ['X-Amz-Date', amzDate],
    ['X-Amz-Expires', String(asked.expiresSeconds)],
    ['X-Amz-SignedHeaders', 'host'],
  ]
  const headers = { host: new URL(asked.endpoint).host }
  const canonical = canonicalRequest({
    method: 'GET',
    path,
    query,
    headers,
    signedHeaders: ['host'],
    payloadHash: 'UNSIGNED-PAYLOAD',
  })
  const signature = sign(stringToSign(canonical, amzDate, scope), scope, asked.credentials.secretAccessKey)
  const search = [...query, ['X-Amz-Signature', signature] as const].map(([name, value]) => `${name}=${encode(value)}`)
  return `${asked.endpoint}${path}?${search.join('&')}`
}
