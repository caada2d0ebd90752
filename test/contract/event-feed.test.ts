import { UpdateEnvironmentCommand } from '@aws-sdk/client-elastic-beanstalk'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { type AwsClients, makeAwsClients } from '../../src/aws/clients.ts'
import type { Context } from '../../src/context.ts'
import { openEventFeed } from '../../src/environment/event-feed.ts'
import type { Fault } from '../../src/local-beanstalk/faults/catalogue.ts'
import { openNoHost } from '../../src/local-beanstalk/host/no-host.ts'
import { REGION, type StartedBeanstalk, startBeanstalk } from '../support/local-beanstalk.ts'

const NAMES = { application: 'chat', environment: 'chat-prod' }
const EMPTY_ZIP = Buffer.from('PK\x05\x06'.padEnd(22, '\0'))

let local: StartedBeanstalk
let aws: AwsClients
let environmentId: string
let context: Context

beforeEach(async () => {
  local = await startBeanstalk({ host: openNoHost() })
  environmentId = (await local.createEnvironment(NAMES)).EnvironmentId ?? ''
  for (const label of ['v1', 'v2']) await local.createVersion({ application: 'chat', label, bundle: EMPTY_ZIP })
  for (const [name, value] of Object.entries(local.environmentVariables)) vi.stubEnv(name, value)
  const { signal } = new AbortController()
  aws = makeAwsClients({ region: REGION, names: NAMES, maxRetries: 2, retryDelayMs: 1, signal, onRequest: () => {} })
  context = { aws } as Context
})

afterEach(async () => {
  aws.destroy()
  vi.unstubAllEnvs()
  await local.beanstalk.stop()
})

async function update(label: string, ...faults: Fault[]) {
  local.beanstalk.setFaults(faults)
  const command = new UpdateEnvironmentCommand({ EnvironmentId: environmentId, VersionLabel: label })
  const { $metadata } = await local.clients.elasticBeanstalk.send(command)
  await local.waitUntilSettled('chat-prod')
  return { requestId: $metadata.requestId ?? '' }
}

/** Signatures are good for five minutes. */
const SKEW_SECONDS = 200

const GOOD_END = 'Environment update completed successfully.'

describe('a feed of events', () => {
  it('begins behind what was there before, and tells each event once', async () => {
    await update('v1')
    const feed = await openEventFeed(context, environmentId)
    expect(await feed.readNew()).toEqual([])
    const { requestId } = await update('v2')
    const told = (await feed.readNew()).filter(event => event.requestId === requestId)
    expect(told.map(({ message }) => message)).toEqual(expect.arrayContaining([GOOD_END]))
    expect(told.map(({ atMs }) => atMs)).toEqual(told.map(({ atMs }) => atMs).toSorted((a, b) => a - b))
    expect(await feed.readNew()).toEqual([])
    expect(await feed.readNewOf(requestId)).toEqual([])
  })

  it('names the operation that has begun, and keeps its events', async () => {
    await update('v1')
    const feed = await openEventFeed(context, environmentId)
    expect(await feed.findBegun()).toBeUndefined()
    const { requestId } = await update('v2')
    expect(await feed.findBegun()).toBe(requestId)
    const told = (await feed.readNew()).filter(event => event.requestId === requestId)
    expect(told.map(({ message }) => message)).toContain(GOOD_END)
    expect(await feed.findBegun()).toBeUndefined()
  })

  it('loses none of several pages, and none that becomes visible late', async () => {
    const feed = await openEventFeed(context, environmentId)
    const flood = { kind: 'event-flood', count: 2500 } as const
    const { requestId } = await update('v2', flood, { kind: 'late-events', ms: 600_000, of: 'health' })
    const own = (await feed.readNew()).filter(event => event.requestId === requestId)
    expect(own.length).toBeGreaterThan(2500)
    expect(own.at(-1)?.message).toBe(GOOD_END)
    local.beanstalk.clearFaults()
    const late = await feed.readNew()
    expect(late.length).toBeGreaterThan(0)
    expect(new Set(late.map(event => event.requestId))).toEqual(new Set([undefined]))
  })

  it('finds the events of one operation whatever their dates', async () => {
    await update('v1', { kind: 'clock-skew', seconds: SKEW_SECONDS })
    const feed = await openEventFeed(context, environmentId)
    const { requestId } = await update('v2')
    expect((await feed.readNewOf(requestId)).at(-1)?.message).toBe(GOOD_END)
    expect(await feed.readNewOf(requestId)).toEqual([])
  })

  it.each([
    -SKEW_SECONDS,
    SKEW_SECONDS,
  ])("goes by AWS's dates alone, where its clock is ahead by %d s", async seconds => {
    local.beanstalk.setFaults([{ kind: 'clock-skew', seconds }])
    const feed = await openEventFeed(context, environmentId)
    const { requestId } = await update('v1', { kind: 'clock-skew', seconds })
    const told = (await feed.readNew()).filter(event => event.requestId === requestId)
    expect(told.at(-1)?.message).toBe(GOOD_END)
  })
})
