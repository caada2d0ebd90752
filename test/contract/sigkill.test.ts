import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as wait } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import {
  CreateApplicationVersionCommand,
  CreateEnvironmentCommand,
  CreateStorageLocationCommand,
  DescribeEnvironmentsCommand,
  UpdateEnvironmentCommand,
} from '@aws-sdk/client-elastic-beanstalk'
import { PutObjectCommand } from '@aws-sdk/client-s3'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { CREDENTIALS } from '../../src/local-beanstalk/permissions/access-key.ts'
import { mulberry32 } from '../fuzz/random.ts'
import { policySettings, TWO_INSTANCES } from '../support/deployment-policies.ts'
import { type BeanstalkClients, NODE_24, openClients } from '../support/local-beanstalk.ts'
import { makeBundle, WEBSOCKET_APP } from '../support/make-bundle.ts'
import { findRemains, takeStock } from '../support/process-tree.ts'
import { scaled } from '../support/scale.ts'

const SEED = 20_261_126
const POINTS = scaled(6, 10)
const LAST_POINT_MS = 1500
const GONE_WITHIN_MS = 30_000
const PROGRAM = fileURLToPath(new URL('../support/run-beanstalk.ts', import.meta.url))

// Two instances behind a load balancer, deployed to one after the other.
const BALANCED = [...TWO_INSTANCES, ...policySettings('Rolling')]

let folder: string
let bundle: Buffer

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sigkill-test-'))
  bundle = await readFile(await makeBundle(join(folder, 'bundle.zip'), { 'app.js': WEBSOCKET_APP }))
})
afterAll(() => rm(folder, { recursive: true }))

/** What has happened when the wait for the point begins. */
type Phase = 'started' | 'listening' | 'ready'

interface Point {
  readonly after: Phase
  readonly ms: number
}

/** Kills Local Beanstalk at the point, in the midst of whatever it does then, and waits until nothing is left. */
async function killAt({ after, ms }: Point, host: 'processes' | 'none'): Promise<{ readonly held: number }> {
  const temporary = await mkdtemp(join(folder, 'tmp-'))
  const child = spawn(process.execPath, [PROGRAM, host], {
    env: { PATH: process.env.PATH, TMPDIR: temporary },
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  const exited = once(child, 'exit')
  const phases = { listening: Promise.withResolvers<void>(), ready: Promise.withResolvers<void>() }
  createInterface(child.stdout).once('line', endpoint => {
    phases.listening.resolve()
    // It is killed while it answers.
    work(endpoint, phases.ready.resolve).catch(() => {})
  })
  if (after !== 'started') await phases[after].promise
  await wait(ms)
  child.kill('SIGSTOP')
  const holdings = takeStock(child.pid ?? 0)
  child.kill('SIGKILL')
  await exited
  const deadline = performance.now() + GONE_WITHIN_MS
  for (;;) {
    const remains = [...findRemains(holdings, temporary), ...(await readdir(temporary))]
    if (remains.length === 0) break
    if (performance.now() > deadline) expect(remains, `killed ${ms} ms after it was ${after}`).toEqual([])
    await wait(50)
  }
  return { held: holdings.pids.length }
}

/** Uploads, launches and deploys without an end. */
async function work(endpoint: string, onReady: () => void): Promise<void> {
  const clients = openClients({ endpoint, credentials: CREDENTIALS })
  const { elasticBeanstalk, s3 } = clients
  const { S3Bucket } = await elasticBeanstalk.send(new CreateStorageLocationCommand({}))
  const upload = async () => {
    const Body = Buffer.alloc(16 * 1024 * 1024)
    for (;;) await s3.send(new PutObjectCommand({ Bucket: S3Bucket, Key: 'large', Body }))
  }
  await Promise.all([upload(), deploy(clients, S3Bucket ?? '', onReady)])
}

async function deploy({ elasticBeanstalk, s3 }: BeanstalkClients, S3Bucket: string, onReady: () => void) {
  const EnvironmentName = 'chat-prod'
  for (let number = 1; ; number += 1) {
    const version = { ApplicationName: 'chat', VersionLabel: `v${number}` }
    await s3.send(new PutObjectCommand({ Bucket: S3Bucket, Key: version.VersionLabel, Body: bundle }))
    const SourceBundle = { S3Bucket, S3Key: version.VersionLabel }
    await elasticBeanstalk.send(
      new CreateApplicationVersionCommand({ ...version, SourceBundle, AutoCreateApplication: true }),
    )
    const named = { ...version, EnvironmentName }
    if (number === 1)
      await elasticBeanstalk.send(
        new CreateEnvironmentCommand({ ...named, SolutionStackName: NODE_24, OptionSettings: BALANCED }),
      )
    else await elasticBeanstalk.send(new UpdateEnvironmentCommand(named))
    const look = new DescribeEnvironmentsCommand({ EnvironmentNames: [EnvironmentName] })
    while ((await elasticBeanstalk.send(look)).Environments?.[0]?.Status !== 'Ready') await wait(20)
    onReady()
  }
}

describe('Local Beanstalk, killed with SIGKILL', () => {
  it('leaves no process, no port and no file, at whatever point', async () => {
    const random = mulberry32(SEED)
    const phases: readonly Phase[] = ['started', 'listening', 'ready']
    const points = Array.from({ length: POINTS }, (_, index) => ({
      after: phases[index % phases.length] ?? 'started',
      ms: Math.round(random() * LAST_POINT_MS),
    }))
    const held: number[] = []
    const killNext = async () => {
      for (let point = points.shift(); point !== undefined; point = points.shift())
        held.push((await killAt(point, 'processes')).held)
    }
    // Two at a time: a point is mostly waiting.
    await Promise.all([killNext(), killNext()])
    expect(held).toHaveLength(POINTS)
    // It, its supervisor, the keeper of its folder, what holds silent ports, two apps and two proxies.
    expect(Math.max(...held)).toBeGreaterThanOrEqual(8)
  }, 240_000)

  it('leaves nothing without processes of its own either', async () => {
    expect((await killAt({ after: 'ready', ms: 200 }, 'none')).held).toBe(2)
  })
})
