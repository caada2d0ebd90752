import { randomBytes } from 'node:crypto'
import { describe, expect, it, vi } from 'vitest'
import { isDenied } from '../../src/aws/refusals.ts'
import type { Fault } from '../../src/local-beanstalk/faults/catalogue.ts'
import { openUploadWorld, PART_BYTES, type UploadWorld } from '../support/upload-world.ts'

/** Three parts, the last a small one. */
const LARGE = randomBytes(2 * PART_BYTES + 1000)
const SMALL = randomBytes(1000)
const FOREVER_MS = 600_000

const slow = (operation: string, times?: number): Fault => ({
  kind: 'slow',
  operation,
  ms: FOREVER_MS,
  ...(times && { times }),
})

async function expectBytes(world: UploadWorld, bytes: Buffer): Promise<void> {
  // Byte by byte, a matcher takes a minute.
  expect((await world.read())?.equals(bytes)).toBe(true)
  expect(await world.unfinished()).toBe(0)
}

describe('an upload', () => {
  it('goes in parts when the bundle is large, and in one go when it is not', async () => {
    const world = await openUploadWorld()
    await world.upload(LARGE)
    expect([world.asked('UploadPart'), world.asked('PutObject')]).toEqual([3, 0])
    await expectBytes(world, LARGE)
    await world.upload(SMALL)
    expect([world.asked('UploadPart'), world.asked('PutObject')]).toEqual([3, 1])
    await expectBytes(world, SMALL)
  })

  it('is left out where the same bytes are there, whichever way they came, and made where others are', async () => {
    const world = await openUploadWorld()
    for (const bytes of [
      LARGE,
      SMALL,
      Buffer.from(SMALL).fill('x', 0, 1),
      Buffer.concat([LARGE.subarray(1), SMALL.subarray(0, 1)]),
    ]) {
      await world.upload(bytes)
      const sent = () => world.asked('CompleteMultipartUpload') + world.asked('PutObject')
      const before = sent()
      await world.upload(bytes)
      expect(sent()).toBe(before)
      expect(world.lines.at(-1)).toContain('The same bytes are at s3://bundles/chat/v1.zip already')
      await expectBytes(world, bytes)
    }
    expect(world.ledger.entries()).toHaveLength(4)
  })

  it('is made where nobody may look whether the bytes are there', async () => {
    const world = await openUploadWorld()
    world.setFaults({ kind: 'denied', operation: 's3:GetObject', times: 1 })
    await world.upload(SMALL)
    await expectBytes(world, SMALL)
    expect(world.lines).toEqual([expect.stringMatching(/^Uploaded 1000 bytes/)])
  })

  it.each<[string, Fault]>([
    ['is refused with 503', { kind: 'unavailable', operation: 's3:UploadPart', times: 1 }],
    ['is throttled', { kind: 'throttled', operation: 's3:UploadPart', times: 1 }],
    ['gets no answer', { kind: 'answer-lost', operation: 's3:UploadPart', times: 1 }],
    ['stands still', slow('s3:UploadPart', 1)],
  ])('sends a part once more that %s, and no other', async (_, fault) => {
    const world = await openUploadWorld()
    world.setFaults(fault)
    await world.upload(LARGE, { bounds: { stallMs: 3000 } })
    expect(world.asked('UploadPart')).toBe(4)
    expect(world.lines).toEqual([
      expect.stringMatching(/^Part [12] of 3 was interrupted .*; it is sent again\.$/),
      expect.stringMatching(/^Uploaded 10 MiB/),
    ])
    await expectBytes(world, LARGE)
  })

  it.each([0, 2])('is done when only the answer to its last request was lost (%i retries)', async maxRetries => {
    const world = await openUploadWorld()
    world.setFaults({ kind: 'answer-lost', operation: 's3:CompleteMultipartUpload', times: 1 })
    await world.upload(LARGE, { maxRetries })
    await expectBytes(world, LARGE)
    expect(world.ledger.entries().map(({ outcome }) => outcome)).toEqual(['done'])
  })

  it('leaves no second upload where the answer to the first request was lost', async () => {
    const world = await openUploadWorld()
    world.setFaults({ kind: 'answer-lost', operation: 's3:CreateMultipartUpload', times: 1 })
    await world.upload(LARGE)
    expect(world.asked('CreateMultipartUpload')).toBe(2)
    await expectBytes(world, LARGE)
  })

  it('takes its parts back when one of them cannot be sent, and says why it failed', async () => {
    const world = await openUploadWorld()
    world.setFaults({ kind: 'denied', operation: 's3:UploadPart' })
    await expect(world.upload(LARGE)).rejects.toSatisfy(isDenied)
    expect([await world.unfinished(), await world.read()]).toEqual([0, undefined])
    expect(world.ledger.entries()).toMatchObject([
      { change: 'upload the source bundle to s3://bundles/chat/v1.zip', outcome: 'failed' },
      { change: 'take back the parts that were uploaded for s3://bundles/chat/v1.zip', outcome: 'done' },
    ])
  })

  it('says how to remove the parts where it may not', async () => {
    const world = await openUploadWorld()
    world.setFaults(
      { kind: 'unavailable', operation: 's3:UploadPart' },
      { kind: 'denied', operation: 's3:AbortMultipartUpload' },
    )
    await expect(world.upload(LARGE)).rejects.toMatchObject({ code: 'aws-unavailable' })
    expect(world.lines.at(-1)).toMatch(
      /may still be in the bucket: AWS denied s3:AbortMultipartUpload .*aws s3api abort-multipart-upload --bucket bundles --key chat\/v1.zip --upload-id /,
    )
  })
})

describe('an upload whose run is cancelled', () => {
  it.each([
    ['it is asked to begin', slow('s3:CreateMultipartUpload'), 'CreateMultipartUpload'],
    ['parts are on their way', slow('s3:UploadPart'), 'UploadPart'],
    ['a part is to be sent again', { kind: 'unavailable', operation: 's3:UploadPart' } as const, 'UploadPart'],
    ['it is asked to be put together', slow('s3:CompleteMultipartUpload'), 'CompleteMultipartUpload'],
  ])('leaves no parts when %s', async (_, fault, operation) => {
    const world = await openUploadWorld()
    world.setFaults(fault)
    const controller = new AbortController()
    const upload = world.upload(LARGE, { signal: controller.signal })
    const ended = expect(upload).rejects.toThrow('cancelled by the test')
    await vi.waitFor(() => expect(world.asked(operation)).toBeGreaterThan(0), { timeout: 30_000 })
    controller.abort(new Error('cancelled by the test'))
    await ended
    expect(await world.unfinished()).toBe(0)
  })

  it('ends soon where S3 does not answer any more', async () => {
    const world = await openUploadWorld()
    world.setFaults(slow('s3:UploadPart'), slow('s3:AbortMultipartUpload'))
    const controller = new AbortController()
    const upload = world.upload(LARGE, { signal: controller.signal })
    const ended = expect(upload).rejects.toThrow('cancelled by the test')
    await vi.waitFor(() => expect(world.asked('UploadPart')).toBeGreaterThan(0), { timeout: 30_000 })
    controller.abort(new Error('cancelled by the test'))
    await ended
    expect(world.lines.at(-1)).toContain('may still be in the bucket')
    expect(world.ledger.entries().at(-1)).toMatchObject({
      change: expect.stringMatching(/^take back/),
      outcome: 'asked',
    })
  })
})
