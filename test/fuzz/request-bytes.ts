/** A request down to its bytes: signed as the server will read it, then written to the wire with or without lies. */

import type { IncomingMessage } from 'node:http'
import {
  amzDateOf,
  type Credentials,
  canonicalRequest,
  encode,
  scopePath,
  sha256,
  sign,
  stringToSign,
} from '../../src/local-beanstalk/wire/canonical-request.ts'
import { readRequest } from '../../src/local-beanstalk/wire/request.ts'
import type { Random } from './random.ts'

export interface RequestParts {
  readonly service: string
  readonly method: string
  /** Percent-encoded, or not. */
  readonly path: string
  readonly query: ReadonlyArray<readonly [name: string, value: string]>
  readonly headers: ReadonlyArray<readonly [name: string, value: string]>
  readonly body: Buffer
}

export interface Wire {
  /** Written one after the other, with a pause after each but the last. */
  readonly pieces: readonly Buffer[]
  readonly pauseMs: number
  /** Whether a server that reads it as HTTP has to answer it. */
  readonly mustAnswer: boolean
}

export interface Signing {
  readonly credentials: Credentials
  readonly host: string
  readonly nowMs: number
}

const REGION = 'eu-central-1'

/** The parts with host, date, hash and a signature that the server has to accept. */
export function signParts(parts: RequestParts, { credentials, host, nowMs }: Signing): RequestParts {
  const amzDate = amzDateOf(nowMs)
  const bodyHash = sha256(parts.body)
  const isS3 = parts.service === 's3'
  const told = parts.headers.find(([name]) => name === 'x-amz-content-sha256')?.[1]
  const payloadHash = isS3 && told !== undefined && !/^[0-9a-f]{64}$/.test(told) ? told : bodyHash
  const headers: Array<readonly [string, string]> = [
    ['host', host],
    ['x-amz-date', amzDate],
    ...(isS3 ? [['x-amz-content-sha256', payloadHash] as const] : []),
    ...parts.headers.filter(([name]) => !/^(host|x-amz-date|x-amz-content-sha256|authorization)$/i.test(name)),
  ]
  const seen = readRequest(toMessage({ ...parts, headers }), '')
  const signedHeaders = Object.keys(seen.headers)
    .filter(name => name === 'host' || name.startsWith('x-amz-'))
    .sort()
  const canonical = canonicalRequest({ ...seen, signedHeaders, payloadHash })
  const scope = { date: amzDate.slice(0, 8), region: REGION, service: parts.service }
  const signature = sign(stringToSign(canonical, amzDate, scope), scope, credentials.secretAccessKey)
  const credential = `${credentials.accessKeyId}/${scopePath(scope)}`
  const authorization = `AWS4-HMAC-SHA256 Credential=${credential}, SignedHeaders=${signedHeaders.join(';')}, Signature=${signature}`
  return { ...parts, headers: [...headers, ['authorization', authorization]] }
}

/** As Node's parser would hand it over. */
function toMessage(parts: RequestParts): IncomingMessage {
  const headersDistinct: Record<string, string[]> = Object.create(null)
  for (const [name, value] of parts.headers) {
    const key = name.toLowerCase()
    headersDistinct[key] = [...(headersDistinct[key] ?? []), Buffer.from(clean(value)).toString('latin1').trim()]
  }
  const url = Buffer.from(targetOf(parts)).toString('latin1')
  return { url, method: parts.method, headersDistinct } as unknown as IncomingMessage
}

function targetOf({ path, query }: RequestParts): string {
  const search = query.map(([name, value]) =>
    value === '' ? encodeText(name) : `${encodeText(name)}=${encodeText(value)}`,
  )
  return clean(search.length > 0 ? `${path}?${search.join('&')}` : path).replaceAll(/[ \t]/g, '%20')
}

/** What has no percent-encoding goes as it is. */
function encodeText(text: string): string {
  return text.isWellFormed() ? encode(text) : text.replaceAll(/\p{Cs}/gu, '%ED%A0%80')
}

/** Node's parser ends the connection at a control character; other cases are for that. */
function clean(text: string): string {
  return text.replaceAll(/(?!\t)[\p{Cc}--[\x80-\x9f]]/gv, '')
}

export function writeParts(parts: RequestParts, random: Random): Wire {
  const framing = random.chance(0.7) ? 'plain' : random.pick(FRAMINGS)
  const { body } = parts
  const lengths = {
    plain: [['content-length', String(body.length)]],
    chunked: [['transfer-encoding', 'chunked']],
    'too-long': [['content-length', String(body.length + 1 + random.int(100_000))]],
    'too-short': [['content-length', String(Math.max(0, body.length - 1 - random.int(50)))]],
    both: [
      ['content-length', String(body.length)],
      ['transfer-encoding', 'chunked'],
    ],
    none: [],
    expect: [
      ['content-length', String(body.length)],
      ['expect', random.pick(['100-continue', '100-continue, x', 'x'])],
    ],
  } as const
  const isKnown = framing in lengths
  const length = isKnown ? lengths[framing as keyof typeof lengths] : lengths.plain
  const alive = random.chance(0.15) ? [] : [['connection', 'close'] as const]
  const lines = [...parts.headers, ...length, ...alive].map(([name, value]) => `${name}: ${clean(value)}`)
  const head = Buffer.from(`${parts.method} ${targetOf(parts)} HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n`)
  const isChunked = framing === 'chunked' || framing === 'both'
  const whole = Buffer.concat([head, isChunked ? chunk(body, random) : body])
  const isAsked = parts.headers.some(([name]) =>
    /^(transfer-encoding|content-length|expect|upgrade|connection|te)$/i.test(name),
  )
  const mustAnswer = !isAsked && ['plain', 'drip', 'split'].includes(framing)
  return { ...shape(whole, framing, random), mustAnswer: mustAnswer && alive.length > 0 }
}

const FRAMINGS = [
  ...['chunked', 'chunked', 'too-long', 'too-short', 'both', 'none', 'expect', 'drip', 'split', 'cut', 'twice'],
  ...['garbage', 'bare-lf', 'flipped'],
] as const

function shape(whole: Buffer, framing: string, random: Random): Pick<Wire, 'pieces' | 'pauseMs'> {
  const one = (bytes: Buffer) => ({ pieces: [bytes], pauseMs: 0 })
  if (framing === 'drip') return { pieces: cut(whole, 12, random), pauseMs: 15 }
  if (framing === 'split') return { pieces: cut(whole, 2, random), pauseMs: 1 }
  if (framing === 'cut') return one(whole.subarray(0, random.int(whole.length)))
  if (framing === 'twice') return one(Buffer.concat([whole, whole, Buffer.from('GET / HTTP/1.1\r\nhost: x\r\n\r\n')]))
  if (framing === 'garbage') return one(Buffer.concat([random.bytes(random.int(50)), whole]))
  if (framing === 'bare-lf') return one(Buffer.from(whole.toString('latin1').replaceAll('\r\n', '\n'), 'latin1'))
  if (framing === 'flipped') return one(flip(whole, 1 + random.int(5), random))
  return one(whole)
}

export function flip(bytes: Buffer, times: number, random: Random): Buffer {
  const flipped = Buffer.from(bytes)
  for (let time = 0; time < times && flipped.length > 0; time++) flipped[random.int(flipped.length)] = random.int(256)
  return flipped
}

function cut(bytes: Buffer, pieces: number, random: Random): Buffer[] {
  const marks = Array.from({ length: pieces - 1 }, () => random.int(bytes.length)).sort((a, b) => a - b)
  return [0, ...marks].map((mark, index) => bytes.subarray(mark, marks[index]))
}

function chunk(body: Buffer, random: Random): Buffer {
  const half = random.int(body.length + 1)
  const parts = [body.subarray(0, half), body.subarray(half)].filter(part => part.length > 0)
  const chunks = parts.map(part =>
    Buffer.concat([Buffer.from(`${part.length.toString(16)}\r\n`), part, Buffer.from('\r\n')]),
  )
  const end = random.chance(0.8)
    ? '0\r\n\r\n'
    : random.pick(['0\r\nx: y\r\n\r\n', 'zz\r\n', '0;a=b\r\n\r\n', 'fffffffff\r\n'])
  return Buffer.concat([...chunks, Buffer.from(end)])
}
