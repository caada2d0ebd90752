/** Undoes the content encoding aws-chunked while the bytes stream by, and keeps its trailer. */

import { Transform, type TransformCallback } from 'node:stream'
import { ServiceError } from '../service-error.ts'

// A chunk's size line and a trailer line are short; more is no chunked body.
const LINE_LIMIT_BYTES = 4096
const MAX_TRAILERS = 16

/**
 * Decodes `SIZE[;extension]\r\n BYTES \r\n ... 0\r\n name:value\r\n \r\n`.
 * Source: Amazon S3 API Reference, "Signature Calculations ... Including Trailing Headers (Chunked Upload)".
 */
export class AwsChunkedDecoder extends Transform {
  /** Lower-case names; complete once the stream has ended. */
  readonly trailers = new Map<string, string>()
  #state: 'size' | 'bytes' | 'after-bytes' | 'trailer' | 'end' = 'size'
  #line = Buffer.alloc(0)
  #leftBytes = 0

  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: TransformCallback): void {
    try {
      let rest = chunk
      while (rest.length > 0) rest = this.#state === 'bytes' ? this.#takeBytes(rest) : this.#takeLine(rest)
      done()
    } catch (error) {
      done(error instanceof Error ? error : new Error(String(error)))
    }
  }

  override _flush(done: TransformCallback): void {
    const ended = this.#state === 'end' || (this.#state === 'trailer' && this.#line.length === 0)
    done(ended ? null : incomplete())
  }

  #takeBytes(rest: Buffer): Buffer {
    const taken = rest.subarray(0, this.#leftBytes)
    this.push(taken)
    this.#leftBytes -= taken.length
    if (this.#leftBytes === 0) this.#state = 'after-bytes'
    return rest.subarray(taken.length)
  }

  #takeLine(rest: Buffer): Buffer {
    if (this.#state === 'end') throw incomplete()
    const end = rest.indexOf('\n')
    const taken = end < 0 ? rest : rest.subarray(0, end + 1)
    this.#line = Buffer.concat([this.#line, taken])
    if (this.#line.length > LINE_LIMIT_BYTES) throw incomplete()
    if (end >= 0) {
      const line = this.#line.toString('latin1').trimEnd()
      this.#line = Buffer.alloc(0)
      this.#readLine(line)
    }
    return rest.subarray(taken.length)
  }

  #readLine(line: string): void {
    if (this.#state === 'after-bytes') {
      if (line !== '') throw incomplete()
      this.#state = 'size'
    } else if (this.#state === 'size') {
      const size = line.split(';')[0] ?? ''
      if (!/^[0-9a-f]{1,12}$/i.test(size)) throw incomplete()
      this.#leftBytes = Number.parseInt(size, 16)
      this.#state = this.#leftBytes === 0 ? 'trailer' : 'bytes'
    } else if (line === '') {
      this.#state = 'end'
    } else {
      if (this.trailers.size >= MAX_TRAILERS) throw incomplete()
      const colon = line.indexOf(':')
      this.trailers.set(line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim())
    }
  }
}

function incomplete(): ServiceError {
  return new ServiceError('IncompleteBody', 'The request body terminated unexpectedly')
}
