/** Buckets and objects: what is known of them in memory, their bytes in files of a temporary folder. */

import { createHash, randomUUID } from 'node:crypto'
import { type FileHandle, mkdir, open, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { World } from '../world.ts'
import { s3Errors } from './s3-errors.ts'

export interface Bucket {
  readonly name: string
  readonly region: string
  readonly created: Date
  readonly objects: Map<string, StoredObject>
  readonly uploads: Map<string, Upload>
  /** By name; undefined where what a new bucket has was taken away. */
  readonly settings: Map<string, Readonly<Record<string, unknown>> | undefined>
  /** JSON, as it was sent. */
  policy: string | undefined
}

export interface Tag {
  readonly Key: string
  readonly Value: string
}

export interface StoredObject extends ObjectHeaders {
  readonly key: string
  /** The file that holds its bytes; written once, never changed. */
  readonly path: string
  readonly sizeBytes: number
  /** With its quotes. */
  readonly etag: string
  readonly lastModified: Date
  /** `x-amz-checksum-...` as the client sent and we verified it; of an upload in parts the checksum of theirs, `...-3`. */
  readonly checksum: readonly [header: string, value: string] | undefined
}

export interface ObjectHeaders {
  readonly contentType: string
  /** `x-amz-meta-*` and the few standard headers that S3 keeps. */
  readonly kept: Readonly<Record<string, string>>
  readonly tags?: readonly Tag[]
}

export interface Upload extends ObjectHeaders {
  readonly initiated: Date
  readonly id: string
  readonly key: string
  /** `SHA256`; undefined where none was asked for. */
  readonly checksumAlgorithm: string | undefined
  readonly parts: Map<number, Part>
}

export interface Part {
  readonly path: string
  readonly sizeBytes: number
  /** Hexadecimal. */
  readonly md5: string
  /** `x-amz-checksum-...` as the client sent and we verified it. */
  readonly checksum?: readonly [header: string, value: string] | undefined
  readonly lastModified: Date
}

export interface ObjectStore {
  readonly buckets: Map<string, Bucket>
  /** A path for a new file. */
  newPath(): string
  /** @throws ServiceError NoSuchBucket, PermanentRedirect. */
  bucket(name: string, region: string): Bucket
  createBucket(name: string, region: string): Bucket
  /**
   * The object with its file opened, so that nobody can take it away meanwhile; whoever asks closes the file.
   * @throws ServiceError NoSuchKey.
   */
  open(bucket: Bucket, key: string): Promise<OpenObject>
  /** Replaces what the key named before. */
  put(bucket: Bucket, object: StoredObject): Promise<void>
  putText(bucket: Bucket, key: string, text: string): Promise<void>
  remove(bucket: Bucket, key: string): Promise<void>
}

export interface OpenObject {
  readonly object: StoredObject
  readonly file: FileHandle
}

export async function openObjectStore(world: World): Promise<ObjectStore> {
  const folder = join(world.folder, 's3')
  await mkdir(folder, { recursive: true })
  const buckets = new Map<string, Bucket>()
  const now = () => new Date(world.clock.now())
  const newPath = () => join(folder, randomUUID())

  const put = async (bucket: Bucket, object: StoredObject) => {
    const former = bucket.objects.get(object.key)
    bucket.objects.set(object.key, object)
    if (former !== undefined) await rm(former.path, { force: true })
  }
  return {
    buckets,
    newPath,
    bucket: (name, region) => findBucket(buckets, name, region),
    createBucket: (name, region) => {
      const contents = { objects: new Map(), uploads: new Map(), settings: new Map(), policy: undefined }
      const bucket = { name, region, created: now(), ...contents }
      buckets.set(name, bucket)
      return bucket
    },
    open: openObject,
    put,
    putText: async (bucket, key, text) => {
      const path = newPath()
      await writeFile(path, text)
      const etag = `"${createHash('md5').update(text).digest('hex')}"`
      const headers = { contentType: 'text/plain', kept: {}, checksum: undefined }
      await put(bucket, { key, path, sizeBytes: Buffer.byteLength(text), etag, lastModified: now(), ...headers })
    },
    remove: async (bucket, key) => {
      const object = bucket.objects.get(key)
      bucket.objects.delete(key)
      if (object !== undefined) await rm(object.path, { force: true })
    },
  }
}

function findBucket(buckets: ReadonlyMap<string, Bucket>, name: string, region: string): Bucket {
  const bucket = buckets.get(name)
  if (bucket === undefined) throw s3Errors.noSuchBucket()
  if (bucket.region !== region) throw s3Errors.permanentRedirect(bucket.region)
  return bucket
}

async function openObject(bucket: Bucket, key: string): Promise<OpenObject> {
  for (;;) {
    const object = bucket.objects.get(key)
    if (object === undefined) throw s3Errors.noSuchKey()
    try {
      return { object, file: await open(object.path) }
    } catch (error) {
      // Replaced or removed while its file was being opened: the next look finds what is there now.
      if (bucket.objects.get(key) === object) throw error
    }
  }
}
