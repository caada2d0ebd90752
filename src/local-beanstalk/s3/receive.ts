/** Takes a body from the wire into a file, and believes none of its promises before they are verified. */

import { createHash, type Hash } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { rm } from 'node:fs/promises'
import { Readable, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { crc32 } from 'node:zlib'
import { AwsChunkedDecoder } from '../wire/aws-chunked.ts'
import { readChunks, type WireRequest } from '../wire/request.ts'
import { s3Errors } from './s3-errors.ts'

export interface Received {
  readonly path: string
  readonly sizeBytes: number
  /** Hexadecimal. */
  readonly md5: string
  readonly checksum: readonly [header: string, value: string] | undefined
}

interface Digest {
  update(chunk: Buffer): void
  /** Base64. */
  value(): string
}

// Amazon S3 User Guide: one PUT takes 5 GiB at most.
const PUT_LIMIT_BYTES = 5 * 1024 ** 3
const STREAMING = 'STREAMING-UNSIGNED-PAYLOAD-TRAILER'
const ALGORITHMS = ['crc32', 'sha1', 'sha256', 'crc32c', 'crc64nvme']

/** @throws ServiceError XAmzContentSHA256Mismatch, BadDigest, IncompleteBody, ...; then no file is left. */
export async function receiveBody(request: WireRequest, path: string): Promise<Received> {
  const { headers } = request
  const contentSha256 = headers['x-amz-content-sha256'] ?? ''
  if (!/^([0-9a-f]{64}|UNSIGNED-PAYLOAD|STREAMING-UNSIGNED-PAYLOAD-TRAILER)$/.test(contentSha256))
    throw s3Errors.invalidContentSha256()
  const algorithm = announcedAlgorithm(headers)
  const checksum = algorithm === undefined ? undefined : openDigest(algorithm)
  const [md5, sha256] = [createHash('md5'), createHash('sha256')]
  const meter = openMeter([hashDigest(md5), hashDigest(sha256), ...(checksum ? [checksum] : [])])
  const decoder = contentSha256 === STREAMING ? new AwsChunkedDecoder() : undefined
  try {
    const steps = decoder ? [decoder, meter.stream] : [meter.stream]
    // The request itself must survive a failure: the answer goes back on its connection.
    const body = Readable.from(readChunks(request.body))
    await pipeline([body, ...steps, createWriteStream(path)])
    const md5Hex = md5.digest('hex')
    const expectedBytes = headers['x-amz-decoded-content-length']
    if (expectedBytes !== undefined && Number(expectedBytes) !== meter.sizeBytes()) throw s3Errors.incompleteBody()
    if (contentSha256.length === 64 && sha256.digest('hex') !== contentSha256) throw s3Errors.bodyHashMismatch()
    const contentMd5 = headers['content-md5']
    if (contentMd5 !== undefined && Buffer.from(contentMd5, 'base64').toString('hex') !== md5Hex)
      throw s3Errors.badDigest('Content-MD5')
    return {
      path,
      sizeBytes: meter.sizeBytes(),
      md5: md5Hex,
      checksum: verifyChecksum({ algorithm, checksum, headers, decoder }),
    }
  } catch (error) {
    await rm(path, { force: true })
    throw error
  }
}

interface Announced {
  readonly algorithm: string | undefined
  readonly checksum: Digest | undefined
  readonly headers: Readonly<Record<string, string>>
  readonly decoder: AwsChunkedDecoder | undefined
}

function verifyChecksum({ algorithm, checksum, headers, decoder }: Announced): Received['checksum'] {
  if (algorithm === undefined || checksum === undefined) return undefined
  const name = `x-amz-checksum-${algorithm}`
  const value = checksum.value()
  if ((headers[name] ?? decoder?.trailers.get(name)) !== value) throw s3Errors.badDigest(algorithm.toUpperCase())
  return [name, value]
}

function announcedAlgorithm(headers: Readonly<Record<string, string>>): string | undefined {
  const trailer = headers['x-amz-trailer']?.toLowerCase()
  return ALGORITHMS.find(name => `x-amz-checksum-${name}` in headers || trailer === `x-amz-checksum-${name}`)
}

/** @throws ServiceError NotImplemented for the algorithms that are not served. */
export function openDigest(algorithm: string): Digest {
  if (algorithm === 'sha1' || algorithm === 'sha256') return hashDigest(createHash(algorithm))
  if (algorithm !== 'crc32') throw s3Errors.notImplemented(`the checksum ${algorithm}`)
  let sum = 0
  return {
    update: chunk => {
      sum = crc32(chunk, sum)
    },
    value: () => {
      const bytes = Buffer.alloc(4)
      bytes.writeUInt32BE(sum)
      return bytes.toString('base64')
    },
  }
}

function hashDigest(hash: Hash): Digest {
  return { update: chunk => void hash.update(chunk), value: () => hash.digest('base64') }
}

function openMeter(digests: readonly Digest[]): { stream: Transform; sizeBytes(): number } {
  let sizeBytes = 0
  const stream = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      sizeBytes += chunk.length
      if (sizeBytes > PUT_LIMIT_BYTES) return done(s3Errors.entityTooLarge())
      for (const digest of digests) digest.update(chunk)
      done(null, chunk)
    },
  })
  return { stream, sizeBytes: () => sizeBytes }
}
