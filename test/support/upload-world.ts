/** Local Beanstalk's S3 with a bucket in it, and the product's own way of uploading a bundle to it. */

import { Readable } from 'node:stream'
import { CreateBucketCommand, GetObjectCommand, ListMultipartUploadsCommand } from '@aws-sdk/client-s3'
import { onTestFinished, vi } from 'vitest'
import { makeAwsClients } from '../../src/aws/clients.ts'
import type { SourceBundle } from '../../src/bundle/extend-bundle.ts'
import { startDeadline, systemClock } from '../../src/clock.ts'
import type { Context } from '../../src/context.ts'
import { type Ledger, openLedger } from '../../src/ledger.ts'
import type { Fault } from '../../src/local-beanstalk/faults/catalogue.ts'
import { openNoHost } from '../../src/local-beanstalk/host/no-host.ts'
import { actionsLog } from '../../src/log.ts'
import { uploadBundle } from '../../src/version/upload-bundle.ts'
import type { UploadBounds } from '../../src/version/upload-in-parts.ts'
import { REGION, startBeanstalk } from './local-beanstalk.ts'

export interface UploadWorld {
  readonly ledger: Ledger
  /** Lines of the log, warnings too. */
  readonly lines: readonly string[]
  upload(bytes: Buffer, options?: UploadOptions): Promise<void>
  setFaults(...faults: Fault[]): void
  /** How often S3 was asked for it, be it answered or not. */
  asked(operation: string): number
  /** The object's bytes, or undefined. */
  read(): Promise<Buffer | undefined>
  /** Uploads in parts that were begun and are neither complete nor taken back. */
  unfinished(): Promise<number>
}

export interface UploadOptions {
  readonly signal?: AbortSignal
  readonly bounds?: Partial<UploadBounds>
  readonly maxRetries?: number
}

/** The smallest parts that S3 takes. */
export const PART_BYTES = 5 * 1024 * 1024
const BOUNDS: UploadBounds = { inPartsAboveBytes: PART_BYTES, partBytes: PART_BYTES, parallel: 2, stallMs: 60_000 }
const PLACE = { bucket: 'bundles', key: 'chat/v1.zip' }

export async function openUploadWorld(): Promise<UploadWorld> {
  const { beanstalk, clients, environmentVariables } = await startBeanstalk({ host: openNoHost() })
  onTestFinished(() => beanstalk.stop())
  for (const [name, value] of Object.entries(environmentVariables)) vi.stubEnv(name, value)
  onTestFinished(() => void vi.unstubAllEnvs())
  const CreateBucketConfiguration = { LocationConstraint: 'eu-central-1' } as const
  await clients.s3.send(new CreateBucketCommand({ Bucket: PLACE.bucket, CreateBucketConfiguration }))
  const [ledger, lines] = [openLedger(), [] as string[]]
  const tell = (text: string) => void lines.push(text)
  const log = { ...actionsLog, info: tell, warning: tell, debug: () => {} }
  const upload = async (bytes: Buffer, { signal = new AbortController().signal, ...options }: UploadOptions = {}) => {
    const { bounds, maxRetries = 0 } = options
    const aws = makeAwsClients({
      names: { application: 'chat', environment: 'chat-prod' },
      region: REGION,
      maxRetries,
      retryDelayMs: 0,
      signal,
      onRequest: () => {},
    })
    const deadline = startDeadline(systemClock, 60_000)
    const context: Context = {
      ...{ aws, clock: systemClock, log, ledger, signal, deadline },
      ...{ temporaryFolder: '', searchPath: '' },
    }
    const names = { applicationName: 'chat', label: 'v1', description: undefined }
    const place = { bucketName: undefined, createBucket: false, key: PLACE.key, sizeBytes: bytes.length }
    const plan = { kind: 'create', ...names, ...place } as const
    try {
      await uploadBundle(context, { bucket: PLACE.bucket, plan, bundle: toBundle(bytes) }, { ...BOUNDS, ...bounds })
    } finally {
      aws.destroy()
    }
  }
  return {
    ledger,
    lines,
    upload,
    setFaults: (...faults) => beanstalk.setFaults(faults),
    asked: operation => beanstalk.requests.filter(request => request.operation === operation).length,
    read: async () => {
      const command = new GetObjectCommand({ Bucket: PLACE.bucket, Key: PLACE.key })
      const { Body } = await clients.s3.send(command).catch(() => ({ Body: undefined }))
      return Body && Buffer.from(await Body.transformToByteArray())
    },
    unfinished: async () => {
      const { Uploads = [] } = await clients.s3.send(new ListMultipartUploadsCommand({ Bucket: PLACE.bucket }))
      return Uploads.length
    },
  }
}

function toBundle(bytes: Buffer): SourceBundle {
  const open = ({ start, end } = { start: 0, end: bytes.length }) =>
    Readable.from(readBytes(bytes.subarray(start, end)))
  return { fileName: 'v1.zip', sizeBytes: bytes.length, fingerprint: 'f', open, close: async () => {} }
}

const CHUNK_BYTES = 256 * 1024

function* readBytes(bytes: Buffer): Generator<Buffer> {
  for (let start = 0; start < bytes.length; start += CHUNK_BYTES) yield bytes.subarray(start, start + CHUNK_BYTES)
}
