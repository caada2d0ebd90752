import { createHash, randomBytes } from 'node:crypto'
import { readdir } from 'node:fs/promises'
import { Readable } from 'node:stream'
import {
  AbortMultipartUploadCommand,
  type CompletedPart,
  CompleteMultipartUploadCommand,
  CreateBucketCommand,
  CreateMultipartUploadCommand,
  DeleteBucketCommand,
  DeleteObjectCommand,
  GetBucketLocationCommand,
  GetObjectCommand,
  HeadBucketCommand,
  HeadObjectCommand,
  ListBucketsCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  type S3Client,
  UploadPartCommand,
  UploadPartCopyCommand,
} from '@aws-sdk/client-s3'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { openNoHost } from '../../src/local-beanstalk/host/no-host.ts'
import { openClients, REGION, type StartedBeanstalk, startBeanstalk } from '../support/local-beanstalk.ts'
import { listOpenFiles } from '../support/open-files.ts'
import { listFiles, openWorkspace } from '../support/workspace.ts'

let local: StartedBeanstalk
let s3: S3Client
const Bucket = 'bundles'
const CreateBucketConfiguration = { LocationConstraint: REGION } as const

beforeAll(async () => {
  local = await startBeanstalk({ host: openNoHost() })
  s3 = local.clients.s3
  await s3.send(new CreateBucketCommand({ Bucket, CreateBucketConfiguration }))
})

afterAll(() => local.beanstalk.stop())

const md5 = (data: Buffer) => `"${createHash('md5').update(data).digest('hex')}"`
const bytesOf = async (Key: string, Range?: string) => {
  const { Body } = await s3.send(new GetObjectCommand({ Bucket, Key, ...(Range && { Range }) }))
  return Buffer.from((await Body?.transformToByteArray()) ?? [])
}
/** The error's code and status, as the SDK gives them. */
const refusal = (promise: Promise<unknown>) =>
  promise.then(
    () => 'accepted',
    error => [error.name, error.$metadata?.httpStatusCode],
  )

describe('a bucket', () => {
  it('is made, found, located and listed', async () => {
    const { Buckets = [] } = await s3.send(new ListBucketsCommand({}))
    expect(Buckets.map(({ Name }) => Name)).toContain(Bucket)
    expect(await s3.send(new HeadBucketCommand({ Bucket }))).toMatchObject({ BucketRegion: REGION })
    expect(await s3.send(new GetBucketLocationCommand({ Bucket }))).toMatchObject({ LocationConstraint: REGION })
  })

  it('is refused a second time, with a wrong location, and under a name that is none', async () => {
    const create = (input: {
      Bucket: string
      CreateBucketConfiguration: { LocationConstraint: 'eu-west-1' | typeof REGION }
    }) => refusal(s3.send(new CreateBucketCommand(input)))
    expect(await create({ Bucket, CreateBucketConfiguration })).toEqual(['BucketAlreadyOwnedByYou', 409])
    expect(await create({ Bucket: 'other', CreateBucketConfiguration: { LocationConstraint: 'eu-west-1' } })).toEqual([
      'IllegalLocationConstraintException',
      400,
    ])
    expect(await create({ Bucket: 'Not_A_Name', CreateBucketConfiguration })).toEqual(['InvalidBucketName', 400])
  })

  it('is not there for those who ask for another one, or in another region', async () => {
    expect(await refusal(s3.send(new HeadBucketCommand({ Bucket: 'missing' })))).toEqual(['NotFound', 404])
    expect(await refusal(s3.send(new PutObjectCommand({ Bucket: 'missing', Key: 'k', Body: 'x' })))).toEqual([
      'NoSuchBucket',
      404,
    ])
    const elsewhere = openClients(local.beanstalk, { region: 'us-east-1' }).s3
    expect(await refusal(elsewhere.send(new GetObjectCommand({ Bucket, Key: 'k' })))).toEqual([
      'PermanentRedirect',
      301,
    ])
  })

  it('goes when it is empty', async () => {
    await s3.send(new CreateBucketCommand({ Bucket: 'short-lived', CreateBucketConfiguration }))
    await s3.send(new PutObjectCommand({ Bucket: 'short-lived', Key: 'k', Body: 'x' }))
    expect(await refusal(s3.send(new DeleteBucketCommand({ Bucket: 'short-lived' })))).toEqual(['BucketNotEmpty', 409])
    await s3.send(new DeleteObjectCommand({ Bucket: 'short-lived', Key: 'k' }))
    await s3.send(new DeleteBucketCommand({ Bucket: 'short-lived' }))
    expect(await refusal(s3.send(new HeadBucketCommand({ Bucket: 'short-lived' })))).toEqual(['NotFound', 404])
  })
})

describe('an object', () => {
  it('comes back as it went, with its metadata', async () => {
    const body = randomBytes(100_000)
    const Metadata = { sha256: 'abc', commit: '1234' }
    const put = await s3.send(
      new PutObjectCommand({ Bucket, Key: 'a/b c+d=é.zip', Body: body, Metadata, ContentType: 'application/zip' }),
    )
    expect(put.ETag).toBe(md5(body))
    const head = await s3.send(new HeadObjectCommand({ Bucket, Key: 'a/b c+d=é.zip' }))
    expect(head).toMatchObject({ ContentLength: 100_000, ETag: md5(body), Metadata, ContentType: 'application/zip' })
    expect(await bytesOf('a/b c+d=é.zip')).toEqual(body)
    expect(await bytesOf('a/b c+d=é.zip', 'bytes=10-19')).toEqual(body.subarray(10, 20))
    expect(await bytesOf('a/b c+d=é.zip', 'bytes=-5')).toEqual(body.subarray(-5))
  })

  it('is taken as a stream in chunks, its trailing checksum verified', async () => {
    const body = randomBytes(300_001)
    const Body = Readable.from([body.subarray(0, 7), body.subarray(7, 200_000), body.subarray(200_000)])
    const put = await s3.send(new PutObjectCommand({ Bucket, Key: 'stream', Body, ContentLength: body.length }))
    expect(put.ETag).toBe(md5(body))
    const head = await s3.send(new HeadObjectCommand({ Bucket, Key: 'stream' }))
    expect(head.ContentEncoding).toBeUndefined()
    expect(await bytesOf('stream')).toEqual(body)
  })

  it('is refused when a checksum does not fit, be it a header or a trailer', async () => {
    const wrongChecksum = openClients(local.beanstalk).s3
    wrongChecksum.middlewareStack.add(
      next => args => {
        const { headers } = args.request as { headers: Record<string, string> }
        if (headers['x-amz-checksum-crc32']) headers['x-amz-checksum-crc32'] = 'AAAAAA=='
        return next(args)
      },
      { step: 'build', priority: 'low', name: 'wrong-checksum' },
    )
    expect(await refusal(wrongChecksum.send(new PutObjectCommand({ Bucket, Key: 'bad', Body: 'text' })))).toEqual([
      'BadDigest',
      400,
    ])
    const short = new PutObjectCommand({
      Bucket,
      Key: 'bad',
      Body: Readable.from([Buffer.from('text')]),
      ContentLength: 5,
    })
    expect(await refusal(s3.send(short))).toEqual(['IncompleteBody', 400])
    expect(await refusal(s3.send(new HeadObjectCommand({ Bucket, Key: 'bad' })))).toEqual(['NotFound', 404])
  })

  it('is not overwritten by one that must be new', async () => {
    await s3.send(new PutObjectCommand({ Bucket, Key: 'once', Body: 'first', IfNoneMatch: '*' }))
    expect(
      await refusal(s3.send(new PutObjectCommand({ Bucket, Key: 'once', Body: 'second', IfNoneMatch: '*' }))),
    ).toEqual(['PreconditionFailed', 412])
    expect(String(await bytesOf('once'))).toBe('first')
  })

  it('is gone when it was deleted, and deleting it again succeeds', async () => {
    await s3.send(new PutObjectCommand({ Bucket, Key: 'gone', Body: 'x' }))
    await s3.send(new DeleteObjectCommand({ Bucket, Key: 'gone' }))
    await s3.send(new DeleteObjectCommand({ Bucket, Key: 'gone' }))
    expect(await refusal(s3.send(new GetObjectCommand({ Bucket, Key: 'gone' })))).toEqual(['NoSuchKey', 404])
  })

  it('is listed once for all that lies behind a delimiter', async () => {
    for (const Key of ['tree/a/1', 'tree/a/2', 'tree/b'])
      await s3.send(new PutObjectCommand({ Bucket, Key, Body: Key }))
    const listed = await s3.send(new ListObjectsV2Command({ Bucket, Prefix: 'tree/', Delimiter: '/' }))
    expect(listed).toMatchObject({
      KeyCount: 2,
      Contents: [{ Key: 'tree/b' }],
      CommonPrefixes: [{ Prefix: 'tree/a/' }],
    })
  })

  it('is listed by prefix, in pages', async () => {
    for (const Key of ['list/1', 'list/2', 'list/3']) await s3.send(new PutObjectCommand({ Bucket, Key, Body: Key }))
    const first = await s3.send(new ListObjectsV2Command({ Bucket, Prefix: 'list/', MaxKeys: 2 }))
    expect(first.Contents?.map(({ Key }) => Key)).toEqual(['list/1', 'list/2'])
    const second = await s3.send(
      new ListObjectsV2Command({ Bucket, Prefix: 'list/', ContinuationToken: first.NextContinuationToken }),
    )
    expect(second).toMatchObject({ IsTruncated: false, Contents: [{ Key: 'list/3', Size: 6 }] })
  })
})

describe('an upload in parts', () => {
  const start = async (Key: string) =>
    (await s3.send(new CreateMultipartUploadCommand({ Bucket, Key, Metadata: { label: 'v1' } }))).UploadId ?? ''
  const part = (Key: string, UploadId: string, PartNumber: number, Body: Buffer) =>
    s3.send(new UploadPartCommand({ Bucket, Key, UploadId, PartNumber, Body }))

  it('takes a part from another object, all of it or a stretch, an empty one too', async () => {
    await s3.send(new PutObjectCommand({ Bucket, Key: 'source', Body: 'hello world' }))
    await s3.send(new PutObjectCommand({ Bucket, Key: 'source-empty', Body: Buffer.alloc(0) }))
    const { UploadId } = await s3.send(new CreateMultipartUploadCommand({ Bucket, Key: 'copied' }))
    const copy = async (source: string, CopySourceRange?: string) => {
      const CopySource = `${Bucket}/${source}`
      const asked = { Bucket, Key: 'copied', UploadId, PartNumber: 1, CopySource, CopySourceRange }
      return (await s3.send(new UploadPartCopyCommand(asked))).CopyPartResult?.ETag
    }
    expect(await copy('source')).toBe(md5(Buffer.from('hello world')))
    expect(await copy('source', 'bytes=0-4')).toBe(md5(Buffer.from('hello')))
    expect(await copy('source-empty')).toBe(md5(Buffer.from('')))
    await expect(copy('source', 'bytes=0-11')).rejects.toMatchObject({ name: 'InvalidArgument' })
    await s3.send(new AbortMultipartUploadCommand({ Bucket, Key: 'copied', UploadId }))
  })

  it.runIf(process.platform === 'linux')('opens no file for a copy whose checksum it does not make', async () => {
    const asked = { Bucket, Key: 'unserved' }
    await s3.send(new PutObjectCommand({ ...asked, Body: 'hello' }))
    const { UploadId } = await s3.send(new CreateMultipartUploadCommand({ ...asked, ChecksumAlgorithm: 'CRC64NVME' }))
    const CopySource = `${Bucket}/unserved`
    const copied = s3.send(new UploadPartCopyCommand({ ...asked, UploadId, PartNumber: 1, CopySource }))
    expect(await refusal(copied)).toEqual(['NotImplemented', 501])
    expect((await listOpenFiles()).filter(path => path.includes('/s3/'))).toEqual([])
    await s3.send(new AbortMultipartUploadCommand({ ...asked, UploadId }))
  })

  it('is put together in the order of its parts', async () => {
    const [a, b] = [randomBytes(5 * 1024 * 1024), randomBytes(50)]
    const UploadId = await start('parts')
    const second = await part('parts', UploadId, 2, b)
    const first = await part('parts', UploadId, 1, a)
    const Parts = [
      { PartNumber: 1, ETag: first.ETag },
      { PartNumber: 2, ETag: second.ETag },
    ]
    const done = await s3.send(
      new CompleteMultipartUploadCommand({ Bucket, Key: 'parts', UploadId, MultipartUpload: { Parts } }),
    )
    expect(done.ETag).toMatch(/^"[0-9a-f]{32}-2"$/)
    // Byte by byte, a matcher takes a minute.
    expect(Buffer.concat([a, b]).equals(await bytesOf('parts'))).toBe(true)
    expect((await s3.send(new HeadObjectCommand({ Bucket, Key: 'parts' }))).Metadata).toEqual({ label: 'v1' })
  })

  it('has the checksum of its parts when it was begun with one, and is refused without theirs', async () => {
    const [Key, ChecksumAlgorithm] = ['summed', 'SHA256'] as const
    const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest()
    const { UploadId } = await s3.send(new CreateMultipartUploadCommand({ Bucket, Key, ChecksumAlgorithm }))
    const send = (PartNumber: number, Body: Buffer, algorithm: 'SHA256' | 'CRC32') =>
      s3.send(new UploadPartCommand({ Bucket, Key, UploadId, PartNumber, Body, ChecksumAlgorithm: algorithm }))
    expect(await refusal(send(1, Buffer.from('x'), 'CRC32'))).toEqual(['InvalidRequest', 400])
    const bodies = [Buffer.alloc(5 * 1024 * 1024, 'a'), Buffer.from('b')]
    const sent = await Promise.all(bodies.map((body, index) => send(index + 1, body, 'SHA256')))
    const Parts = sent.map(({ ETag, ChecksumSHA256 }, index) => ({ PartNumber: index + 1, ETag, ChecksumSHA256 }))
    const complete = (parts: CompletedPart[]) =>
      s3.send(new CompleteMultipartUploadCommand({ Bucket, Key, UploadId, MultipartUpload: { Parts: parts } }))
    const without = Parts.map(({ PartNumber, ETag }) => ({ PartNumber, ETag }))
    expect(await refusal(complete(without))).toEqual(['InvalidRequest', 400])
    const swapped = Parts.map((one, index) => ({ ...one, ChecksumSHA256: Parts[1 - index]?.ChecksumSHA256 }))
    expect(await refusal(complete(swapped))).toEqual(['InvalidPart', 400])
    const expected = `${sha256(Buffer.concat(bodies.map(sha256))).toString('base64')}-2`
    expect((await complete(Parts)).ChecksumSHA256).toBe(expected)
    const head = await s3.send(new HeadObjectCommand({ Bucket, Key, ChecksumMode: 'ENABLED' }))
    expect(head.ChecksumSHA256).toBe(expected)
  })

  it('is refused with its parts out of order, or with a small one that is not the last', async () => {
    const UploadId = await start('small')
    const Parts = [1, 2].map(async PartNumber => {
      const { ETag } = await part('small', UploadId, PartNumber, Buffer.from('x'))
      return { PartNumber, ETag }
    })
    const complete = (parts: CompletedPart[]) =>
      refusal(
        s3.send(
          new CompleteMultipartUploadCommand({ Bucket, Key: 'small', UploadId, MultipartUpload: { Parts: parts } }),
        ),
      )
    const sent = await Promise.all(Parts)
    expect(await complete(sent.toReversed())).toEqual(['InvalidPartOrder', 400])
    expect(await complete(sent)).toEqual(['EntityTooSmall', 400])
  })

  it('is refused with a part that was not sent, and forgotten when it is aborted', async () => {
    const UploadId = await start('aborted')
    await part('aborted', UploadId, 1, Buffer.from('x'))
    const MultipartUpload = { Parts: [{ PartNumber: 2, ETag: '"x"' }] }
    expect(
      await refusal(s3.send(new CompleteMultipartUploadCommand({ Bucket, Key: 'aborted', UploadId, MultipartUpload }))),
    ).toEqual(['InvalidPart', 400])
    await s3.send(new AbortMultipartUploadCommand({ Bucket, Key: 'aborted', UploadId }))
    expect(await refusal(part('aborted', UploadId, 1, Buffer.from('x')))).toEqual(['NoSuchUpload', 404])
  })
})

describe('stopping', () => {
  it('leaves no file behind', async () => {
    const workspace = await openWorkspace()
    vi.stubEnv('TMPDIR', workspace.path)
    try {
      const second = await startBeanstalk({ host: openNoHost() })
      await second.createVersion({ application: 'a', label: 'v', bundle: Buffer.from('x') })
      expect(await listFiles(workspace.path)).toHaveLength(1)
      await second.beanstalk.stop()
    } finally {
      vi.unstubAllEnvs()
    }
    expect(await readdir(workspace.path)).toEqual([])
  })
})
