import {
  CreateApplicationCommand,
  DescribeApplicationsCommand,
  DescribeEnvironmentsCommand,
  DescribeEventsCommand,
} from '@aws-sdk/client-elastic-beanstalk'
import {
  CreateBucketCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListBucketsCommand,
  PutObjectCommand,
} from '@aws-sdk/client-s3'
import { GetCallerIdentityCommand } from '@aws-sdk/client-sts'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { Clock } from '../../src/local-beanstalk/clock.ts'
import type { Fault } from '../../src/local-beanstalk/faults/catalogue.ts'
import { openNoHost } from '../../src/local-beanstalk/host/no-host.ts'
import { openClients, type StartedBeanstalk, startBeanstalk } from '../support/local-beanstalk.ts'
import { listOpenFiles } from '../support/open-files.ts'

let local: StartedBeanstalk
const time = { aheadMs: 0 }
const clock: Clock = { now: () => Date.now() + time.aheadMs, sleep: async () => {} }

beforeAll(async () => {
  local = await startBeanstalk({ host: openNoHost(), clock })
})
afterEach(() => local.beanstalk.clearFaults())
afterAll(() => local.beanstalk.stop())

const ask = () => local.clients.elasticBeanstalk.send(new DescribeEnvironmentsCommand({}))
const nameOf = (asked: Promise<unknown>) =>
  asked.then(
    () => 'accepted',
    (error: Error & { readonly code?: string }) => error.code ?? error.name,
  )
const set = (...faults: Fault[]) => local.beanstalk.setFaults(faults)
const applications = async () => {
  const { Applications = [] } = await local.clients.elasticBeanstalk.send(new DescribeApplicationsCommand({}))
  return Applications.map(({ ApplicationName }) => ApplicationName)
}
const create = (ApplicationName: string, attempts = 1) =>
  openClients(local.beanstalk, { maxAttempts: attempts }).elasticBeanstalk.send(
    new CreateApplicationCommand({ ApplicationName }),
  )

describe('an operation of a fault', () => {
  it("may be a pattern, and is the service's own", async () => {
    set({ kind: 'denied', operation: 'elasticbeanstalk:Describe*' })
    const { elasticBeanstalk, sts } = local.clients
    expect(await nameOf(ask())).toBe('AccessDenied')
    expect(await nameOf(elasticBeanstalk.send(new DescribeEventsCommand({})))).toBe('AccessDenied')
    expect(await nameOf(create('pattern'))).toBe('accepted')
    expect(await nameOf(sts.send(new GetCallerIdentityCommand({})))).toBe('accepted')
  })

  it('strikes as often as was asked for, each fault by itself', async () => {
    set(
      { kind: 'denied', operation: 'elasticbeanstalk:*', times: 1 },
      { kind: 'throttled', operation: 'elasticbeanstalk:*', times: 1 },
    )
    expect([await nameOf(ask()), await nameOf(ask()), await nameOf(ask())]).toEqual([
      'AccessDenied',
      'Throttling',
      'accepted',
    ])
  })
})

describe('rate-limited', () => {
  it('throttles what comes faster than the bucket is filled', async () => {
    set({ kind: 'rate-limited', operation: 'elasticbeanstalk:Describe*', perSecond: 2, burst: 3 })
    const burst = async (calls: number) => {
      const names = []
      for (let call = 0; call < calls; call += 1) names.push(await nameOf(ask()))
      return names.filter(name => name === 'accepted').length
    }
    const before = performance.now()
    const accepted = await burst(12)
    const refilled = Math.ceil(((performance.now() - before) / 1000) * 2)
    expect(accepted).toBeGreaterThanOrEqual(3)
    expect(accepted).toBeLessThanOrEqual(3 + refilled)
    time.aheadMs += 60_000
    // However long nobody asks, the bucket holds no more than its burst.
    set({ kind: 'rate-limited', operation: 'elasticbeanstalk:Describe*' })
    expect(await burst(15)).toBe(15)
    time.aheadMs = 0
  })
})

describe('unavailable', () => {
  it('without a body leaves the SDK nothing but the status', async () => {
    set({ kind: 'unavailable', operation: 'elasticbeanstalk:*', body: 'none', times: 1 })
    await expect(ask()).rejects.toMatchObject({ name: 'Unknown', $metadata: { httpStatusCode: 503 } })
    set({ kind: 'unavailable', operation: 'elasticbeanstalk:*', body: 'none', times: 1 })
    const { elasticBeanstalk } = openClients(local.beanstalk, { maxAttempts: 2 })
    expect((await elasticBeanstalk.send(new DescribeEnvironmentsCommand({}))).$metadata.attempts).toBe(2)
  })
})

describe('expired-credentials', () => {
  it('strikes after as many requests as were asked for', async () => {
    set({ kind: 'expired-credentials', after: 2 })
    const { s3 } = local.clients
    expect([await nameOf(ask()), await nameOf(ask()), await nameOf(ask())]).toEqual([
      'accepted',
      'accepted',
      'ExpiredToken',
    ])
    expect(await nameOf(s3.send(new ListBucketsCommand({})))).toBe('ExpiredToken')
  })
})

describe('clock-skew', () => {
  it.each([
    ['ahead', 3600, 'Signature expired: '],
    ['behind', -3600, 'Signature not yet current: '],
  ])("%s refuses the signature, and says the service's time, by which an SDK corrects its own", async (_, seconds, message) => {
    // An SDK's client remembers what it has learned: each of these is new.
    const once = openClients(local.beanstalk).elasticBeanstalk
    set({ kind: 'clock-skew', seconds })
    await expect(once.send(new DescribeEnvironmentsCommand({}))).rejects.toMatchObject({
      name: 'SignatureDoesNotMatch',
      message: expect.stringContaining(message),
    })
    const { elasticBeanstalk } = openClients(local.beanstalk, { maxAttempts: 2 })
    const { $metadata } = await elasticBeanstalk.send(new DescribeEnvironmentsCommand({}))
    expect($metadata.attempts).toBe(2)
    const answer = await fetch(local.beanstalk.endpoint)
    const ahead = Date.parse(answer.headers.get('date') ?? '') - Date.now()
    expect(Math.abs(ahead - seconds * 1000)).toBeLessThan(60_000)
  })

  it('dates what is made meanwhile', async () => {
    set({ kind: 'clock-skew', seconds: 120 })
    const { Application } = await create('skewed')
    expect(Application?.DateCreated?.getTime()).toBeGreaterThan(Date.now() + 60_000)
  })
})

describe('slow', () => {
  it('answers late, for the request was carried out at once', async () => {
    const slept: number[] = []
    let wake: () => void = () => {}
    const sleeping = new Promise<void>(resolve => {
      wake = resolve
    })
    const patient: Clock = {
      now: () => Date.now(),
      sleep: ms => {
        slept.push(ms)
        return sleeping
      },
    }
    const other = await startBeanstalk({ host: openNoHost(), clock: patient })
    other.beanstalk.setFaults([{ kind: 'slow', operation: '*:CreateApplication', ms: 2500 }])
    const { elasticBeanstalk } = other.clients
    let answered = false
    const creating = elasticBeanstalk.send(new CreateApplicationCommand({ ApplicationName: 'late' })).then(() => {
      answered = true
    })
    await expect
      .poll(async () => (await elasticBeanstalk.send(new DescribeApplicationsCommand({}))).Applications?.length)
      .toBe(1)
    expect([answered, slept]).toEqual([false, [2500]])
    wake()
    await creating
    await other.beanstalk.stop()
  })

  it.runIf(process.platform === 'linux')('closes the object whose client has gone meanwhile', async () => {
    const client = new AbortController()
    const leaving: Clock = {
      now: () => Date.now(),
      sleep: (_ms, signal) =>
        new Promise((_resolve, reject) => {
          signal?.addEventListener('abort', () => reject(signal.reason))
          client.abort()
        }),
    }
    const other = await startBeanstalk({ host: openNoHost(), clock: leaving })
    const { s3 } = other.clients
    const object = { Bucket: 'left', Key: 'k' }
    await s3.send(new CreateBucketCommand(object))
    await s3.send(new PutObjectCommand({ ...object, Body: '0123456789' }))
    other.beanstalk.setFaults([{ kind: 'slow', operation: 's3:GetObject', ms: 2500 }])
    await expect(s3.send(new GetObjectCommand(object), { abortSignal: client.signal })).rejects.toBeDefined()
    await expect.poll(async () => (await listOpenFiles()).filter(path => path.includes('/s3/'))).toEqual([])
    await other.beanstalk.stop()
  })
})

describe('a connection', () => {
  it('is reset before the request is read, for the service that the signature names', async () => {
    set({ kind: 'reset-unread', service: 'elasticbeanstalk', times: 1 })
    expect(await nameOf(local.clients.sts.send(new GetCallerIdentityCommand({})))).toBe('accepted')
    const before = local.beanstalk.requests.length
    expect(await nameOf(create('unread'))).toMatch(/ECONNRESET|EPIPE/)
    expect(local.beanstalk.requests.length).toBe(before)
    expect(await applications()).not.toContain('unread')
  })

  it('is reset in place of the answer to what was carried out', async () => {
    set({ kind: 'answer-lost', operation: 'elasticbeanstalk:CreateApplication', times: 1 })
    expect(await nameOf(create('lost'))).toBe('ECONNRESET')
    expect(await applications()).toContain('lost')
    set({ kind: 'answer-lost', operation: 'elasticbeanstalk:CreateApplication', times: 1 })
    await expect(create('lost-and-repeated', 2)).rejects.toThrow('Application lost-and-repeated already exists.')
  })

  it('is reset in the middle of the answer', async () => {
    set({ kind: 'answer-reset', operation: 'elasticbeanstalk:CreateApplication', times: 1 })
    expect(await nameOf(create('reset'))).toMatch(/ECONNRESET|aborted/)
    expect(await applications()).toContain('reset')
  })
})

describe('an answer', () => {
  it('is cut, in a whole HTTP message', async () => {
    set({ kind: 'answer-cut', operation: 'elasticbeanstalk:CreateApplication', times: 1 })
    await expect(create('cut')).rejects.toBeDefined()
    expect(await applications()).toContain('cut')
  })

  it('is cut for S3, too: a shorter object', async () => {
    const { s3 } = local.clients
    await s3.send(new CreateBucketCommand({ Bucket: 'bytes' }))
    await s3.send(new PutObjectCommand({ Bucket: 'bytes', Key: 'k', Body: '0123456789' }))
    set({ kind: 'answer-cut', operation: 's3:GetObject', times: 1 })
    const get = () => s3.send(new GetObjectCommand({ Bucket: 'bytes', Key: 'k', ChecksumMode: 'DISABLED' as never }))
    const { Body, ContentLength } = await get()
    expect([ContentLength, await Body?.transformToString()]).toEqual([5, '01234'])
    expect((await get()).ContentLength).toBe(10)
  })

  it('keeps the length of what a HEAD asked about: there is no body to cut', async () => {
    const { s3 } = local.clients
    await s3.send(new CreateBucketCommand({ Bucket: 'heads' }))
    await s3.send(new PutObjectCommand({ Bucket: 'heads', Key: 'k', Body: '0123456789' }))
    set({ kind: 'answer-cut', operation: 's3:HeadObject', times: 1 })
    const { ContentLength } = await s3.send(new HeadObjectCommand({ Bucket: 'heads', Key: 'k' }))
    expect(ContentLength).toBe(10)
  })

  it.each([
    [undefined, 502],
    [503, 503],
  ])("is a proxy's page of HTML (status %s)", async (status, told) => {
    set({ kind: 'answer-html', operation: 'elasticbeanstalk:*', times: 1, ...(status !== undefined && { status }) })
    const error = await ask().catch((caught: unknown) => caught)
    expect(error).toMatchObject({ $metadata: { httpStatusCode: told } })
    set({ kind: 'answer-html', operation: 'elasticbeanstalk:*', times: 1, status: 200 })
    await expect(ask()).rejects.toBeDefined()
    await expect(ask()).resolves.toBeDefined()
  })
})
