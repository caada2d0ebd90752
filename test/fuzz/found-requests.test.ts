/** What the fuzzed requests have found at Local Beanstalk, each by its name. */

import {
  CompleteMultipartUploadCommand,
  CreateBucketCommand,
  CreateMultipartUploadCommand,
  GetObjectCommand,
  PutObjectCommand,
  UploadPartCommand,
} from '@aws-sdk/client-s3'
import { expect, it, onTestFinished } from 'vitest'
import { systemClock } from '../../src/local-beanstalk/clock.ts'
import { openNoHost } from '../../src/local-beanstalk/host/no-host.ts'
import { openObjectStore } from '../../src/local-beanstalk/s3/store.ts'
import type { World } from '../../src/local-beanstalk/world.ts'
import { startBeanstalk } from '../support/local-beanstalk.ts'
import { openWorkspace } from '../support/workspace.ts'
import { exchange } from './exchange.ts'
import { type RequestParts, signParts } from './request-bytes.ts'

const Bucket = 'found-bucket'

async function open() {
  const local = await startBeanstalk({ host: openNoHost() })
  onTestFinished(() => local.beanstalk.stop())
  const { s3 } = local.clients
  await s3.send(new CreateBucketCommand({ Bucket, CreateBucketConfiguration: { LocationConstraint: 'eu-central-1' } }))
  const { credentials, endpoint, requests } = local.beanstalk
  const { port, host } = new URL(endpoint)
  /** Signed, with a change to the bytes of its head, and only part of its body. */
  const send = (
    parts: Partial<RequestParts>,
    change = (head: string) => head,
    sentBytes = Number.POSITIVE_INFINITY,
  ) => {
    const whole = {
      service: 's3',
      method: 'PUT',
      path: `/${Bucket}/k`,
      query: [],
      headers: [],
      body: Buffer.alloc(0),
      ...parts,
    }
    const signed = signParts(whole, { credentials, host, nowMs: Date.now() })
    const lines = signed.headers.map(([name, value]) => `${name}: ${value}\r\n`).join('')
    const head = `${whole.method} ${whole.path} HTTP/1.1\r\n${lines}content-length: ${whole.body.length}\r\n\r\n`
    const pieces = [Buffer.concat([Buffer.from(change(head)), whole.body.subarray(0, sentBytes)])]
    return exchange(Number(port), { pieces, pauseMs: 0, mustAnswer: sentBytes >= whole.body.length })
  }
  const failures = () => requests.filter(({ status }) => status === 500)
  return { ...local, s3, send, failures }
}

const FORM = [['content-type', 'application/x-www-form-urlencoded']] as const

it('takes a signed header that is called like a method of every object for one that was not sent', async () => {
  const { send } = await open()
  for (const name of ['constructor', 'toString', '__proto__']) {
    const { answer } = await send({}, head => head.replace('SignedHeaders=', `SignedHeaders=${name};`))
    expect(answer.toString()).toContain('SignatureDoesNotMatch')
  }
})

it('answers a form whose Version is called like a member of every object', async () => {
  const { send } = await open()
  for (const version of ['__proto__', 'constructor', 'toString']) {
    const body = Buffer.from(`Action=DescribeApplications&Version=${version}`)
    const { answer } = await send({ service: 'elasticbeanstalk', method: 'POST', path: '/', headers: FORM, body })
    expect(answer.toString()).toContain('InvalidAction')
  }
})

it('refuses to answer with a header that HTTP cannot hold', async () => {
  const { s3 } = await open()
  await s3.send(new PutObjectCommand({ Bucket, Key: 'k', Body: 'text' }))
  for (const ResponseContentDisposition of ['\u0001', '漢字', 'a\r\nb: c']) {
    const asked = s3.send(new GetObjectCommand({ Bucket, Key: 'k', ResponseContentDisposition }))
    await expect(asked).rejects.toMatchObject({ name: 'InvalidArgument' })
  }
})

it('counts a client that leaves in the middle of its request as no failure of its own', async () => {
  const { send, failures } = await open()
  await send({ body: Buffer.alloc(5000) }, undefined, 100)
  await send(
    { service: 'elasticbeanstalk', method: 'POST', path: '/', headers: FORM, body: Buffer.alloc(5000) },
    undefined,
    9,
  )
  expect(failures()).toEqual([])
})

it('ends the connection of a client whose body it has refused before its end', async () => {
  const { send } = await open()
  const headers = [
    ['content-encoding', 'aws-chunked'],
    ['x-amz-content-sha256', 'STREAMING-UNSIGNED-PAYLOAD-TRAILER'],
  ] as const
  const refused = await send({ headers, body: Buffer.alloc(300_000, 'x') })
  expect(refused.answer.toString()).toContain('IncompleteBody')
  expect(refused.ended).toBe(true)
  const tooLarge = {
    service: 'elasticbeanstalk',
    method: 'POST',
    path: '/',
    headers: FORM,
    body: Buffer.alloc(2_000_000, 'a'),
  }
  expect((await send(tooLarge)).ended).toBe(true)
})

it('writes no character into an answer that XML cannot hold', async () => {
  const { send } = await open()
  const form = { service: 'elasticbeanstalk', method: 'POST', path: '/', headers: FORM }
  const { answer } = await send({ ...form, body: Buffer.from('Action=%00%1b%EF%BF%BF&Version=2010-12-01') })
  expect(answer.toString()).toContain('Could not find operation ��� for version 2010-12-01')
})

it('completes an upload once, whoever else completes it or replaces its parts meanwhile', async () => {
  const { s3, failures } = await open()
  const { UploadId } = await s3.send(new CreateMultipartUploadCommand({ Bucket, Key: 'k' }))
  const part = { Bucket, Key: 'k', UploadId, PartNumber: 1 }
  const { ETag } = await s3.send(new UploadPartCommand({ ...part, Body: Buffer.alloc(500_000) }))
  const MultipartUpload = { Parts: [{ PartNumber: 1, ETag }] }
  const complete = () => s3.send(new CompleteMultipartUploadCommand({ Bucket, Key: 'k', UploadId, MultipartUpload }))
  const replace = () => s3.send(new UploadPartCommand({ ...part, Body: Buffer.alloc(500_000) }))
  const ends = await Promise.allSettled([complete(), replace(), complete(), replace(), complete()])
  expect(failures()).toEqual([])
  expect([ends[0], ends[2], ends[4]].filter(end => end?.status === 'fulfilled')).toHaveLength(1)
  const { Body } = await s3.send(new GetObjectCommand({ Bucket, Key: 'k' }))
  expect((await Body?.transformToByteArray())?.length).toBe(500_000)
})

it('sends the object that is there by now when the one that was looked up is replaced meanwhile', async () => {
  const folder = await openWorkspace()
  const store = await openObjectStore({ folder: folder.path, clock: systemClock } as World)
  const bucket = store.createBucket(Bucket, 'eu-central-1')
  await store.putText(bucket, 'k', 'the new text')
  const now = bucket.objects.get('k')
  if (!now) throw new Error('nothing was put')
  bucket.objects.set('k', { ...now, path: folder.file('s3/gone') })
  const opening = store.open(bucket, 'k')
  bucket.objects.set('k', now)
  const { file } = await opening
  expect(await file.readFile('utf8')).toBe('the new text')
  await file.close()
})
