/** Sends a stretch of the source bundle as a stream, and once more where that was interrupted. */

import { Readable } from 'node:stream'
import { ActionError } from '../action-error.ts'
import { isAwsError, isTransient } from '../aws/refusals.ts'
import type { SourceBundle, Stretch } from '../bundle/extend-bundle.ts'
import type { Context } from '../context.ts'
import type { CountBytes } from './upload-progress.ts'

export interface Sending<Output> {
  readonly bundle: SourceBundle
  readonly stretch: Stretch
  /** Completes "... was interrupted": "Part 3 of 12". */
  readonly what: string
  /** Ends it, as the signal of the run does. */
  readonly signal: AbortSignal
  /** After so long without a byte going out it counts as interrupted. */
  readonly stallMs: number
  readonly count: CountBytes
  readonly send: (body: Readable, abortSignal: AbortSignal) => Promise<Output>
}

/** The SDK does not repeat a request whose body is a stream, so that is done here, with a new stream each time. */
const ATTEMPTS = 4
const LONGEST_FIRST_PAUSE_MS = 1000

/** What S3 says of a body that did not come as it was sent; RequestTimeout, of one that stopped on its way, is a 400. */
const BAD_DELIVERY = ['RequestTimeout', 'BadDigest', 'IncompleteBody', 'XAmzContentChecksumMismatch']

export async function sendStretch<Output>(context: Context, sending: Sending<Output>): Promise<Output> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await sendOnce(sending)
    } catch (error) {
      sending.signal.throwIfAborted()
      if (!isInterruption(error) || attempt === ATTEMPTS) throw error
      context.log.info(`${sending.what} was interrupted (${error.message}); it is sent again.`)
      await context.clock.sleep(Math.random() * LONGEST_FIRST_PAUSE_MS * 2 ** (attempt - 1), sending.signal)
    }
  }
}

function isInterruption(error: unknown): error is ActionError {
  return isTransient(error) || isAwsError(error, ...BAD_DELIVERY)
}

async function sendOnce<Output>({ bundle, stretch, stallMs, ...sending }: Sending<Output>): Promise<Output> {
  const stalled = new AbortController()
  const timer = setTimeout(() => stalled.abort(stoodStill(sending.what, stallMs)), stallMs)
  let sentBytes = 0
  const onBytes = (bytes: number) => {
    sentBytes += bytes
    sending.count(bytes)
    timer.refresh()
  }
  const body = Readable.from(countBytes(bundle.open(stretch), onBytes), { objectMode: false })
  try {
    return await sending.send(body, AbortSignal.any([sending.signal, stalled.signal]))
  } catch (error) {
    sending.count(-sentBytes)
    throw stalled.signal.aborted ? stalled.signal.reason : error
  } finally {
    clearTimeout(timer)
    body.destroy()
  }
}

async function* countBytes(stream: AsyncIterable<Buffer>, onBytes: (bytes: number) => void): AsyncGenerator<Buffer> {
  for await (const chunk of stream) {
    onBytes(chunk.length)
    yield chunk
  }
}

function stoodStill(what: string, stallMs: number): ActionError {
  return new ActionError({
    code: 'aws-unreachable',
    message: `${what} stood still: for ${Math.round(stallMs / 1000)} s S3 took no byte of it.`,
    hint: 'Run the job again; on a self-hosted runner, look at its way to S3.',
  })
}
