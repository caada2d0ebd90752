import { createHash } from 'node:crypto'
import { GetObjectCommand, HeadBucketCommand, HeadObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type ContractAccount, createBucket, openContractAccount } from '../../support/contract-account.ts'

let account: ContractAccount
let Bucket: string
const Key = 'chat/v1.zip'
const bytes = Buffer.from('the bytes of a bundle')
const ChecksumSHA256 = createHash('sha256').update(bytes).digest('base64')

beforeAll(async () => {
  account = await openContractAccount()
  Bucket = await createBucket(account)
})
afterAll(() => account[Symbol.asyncDispose]())

it('an object is put with its SHA-256, told of, and given back as it was', async () => {
  const { s3 } = account.clients
  expect(await s3.send(new PutObjectCommand({ Bucket, Key, Body: bytes, ChecksumSHA256 }))).toMatchObject({
    ChecksumSHA256,
  })
  expect(await s3.send(new HeadObjectCommand({ Bucket, Key, ChecksumMode: 'ENABLED' }))).toMatchObject({
    ContentLength: bytes.length,
    ChecksumSHA256,
  })
  const { Body } = await s3.send(new GetObjectCommand({ Bucket, Key }))
  expect(Buffer.from((await Body?.transformToByteArray()) ?? [])).toEqual(bytes)
})

it('bytes that are not those of the SHA-256 are refused', async () => {
  const wrong = new PutObjectCommand({ Bucket, Key: 'wrong.zip', Body: Buffer.from('others'), ChecksumSHA256 })
  await expect(account.clients.s3.send(wrong)).rejects.toMatchObject({ $metadata: { httpStatusCode: 400 } })
  await expect(account.clients.s3.send(new HeadObjectCommand({ Bucket, Key: 'wrong.zip' }))).rejects.toMatchObject({
    name: 'NotFound',
  })
})

it('an object and a bucket that are not there are told apart', async () => {
  const { s3 } = account.clients
  await expect(s3.send(new GetObjectCommand({ Bucket, Key: 'gone.zip' }))).rejects.toMatchObject({ name: 'NoSuchKey' })
  await expect(s3.send(new HeadBucketCommand({ Bucket: `${Bucket}-gone` }))).rejects.toMatchObject({
    name: 'NotFound',
    $metadata: { httpStatusCode: 404 },
  })
})
