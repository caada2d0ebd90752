/** Local Beanstalk: Elastic Beanstalk, EC2, S3 and STS on one port of 127.0.0.1, with a host that really runs what is deployed. */

import { mkdtemp, rm } from 'node:fs/promises'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Background, openBackground } from './background.ts'
import { type Clock, systemClock } from './clock.ts'
import { openEc2 } from './ec2/ec2.ts'
import { makeEc2Service } from './ec2/ec2-service.ts'
import { openBeanstalk } from './elastic-beanstalk/beanstalk.ts'
import { makeElasticBeanstalkService } from './elastic-beanstalk/elastic-beanstalk-service.ts'
import { type EnvironmentTruth, lookUpEnvironment } from './elastic-beanstalk/environment-truth.ts'
import { type Fault, openFaults } from './faults.ts'
import type { Host } from './host/host.ts'
import { type AccessKey, CREDENTIALS, EVERYTHING, openKeyRing } from './permissions/access-key.ts'
import { makeS3Service } from './s3/s3-service.ts'
import { openObjectStore } from './s3/store.ts'
import { listen, type RequestRecord } from './server.ts'
import type { Service } from './service.ts'
import { makeStsService } from './sts/sts-service.ts'
import type { Credentials } from './wire/canonical-request.ts'
import type { World } from './world.ts'

export interface LocalBeanstalk {
  /** `http://127.0.0.1:PORT`. */
  readonly endpoint: string
  readonly credentials: Credentials
  /** Every request that was answered, in the order of the answers. */
  readonly requests: readonly RequestRecord[]
  setFaults(faults: readonly Fault[]): void
  clearFaults(): void
  /** As the option `paceMsPerSecond`, from here on. */
  setPace(msPerSecond: number): void
  /** What is really so, past the API: undefined when no such environment lives. */
  lookUp(environmentName: string): EnvironmentTruth | undefined
  /** Ends every process, closes every port, removes every file. @throws AggregateError of the bugs that were met. */
  stop(): Promise<void>
}

export interface LocalBeanstalkOptions {
  /** 0, the default: any free port. */
  readonly port?: number
  /** By default the process host: a real proxy and the real app. */
  readonly host?: Host
  readonly clock?: Clock
  /** How long a second of recorded event streams takes: 0, the default, leaves every pause out; 1000 is real. */
  readonly paceMsPerSecond?: number
  /** The port of the first environment's front, where it can be had; 0, the default: any free port. */
  readonly frontPort?: number
  readonly faults?: readonly Fault[]
  readonly accountId?: string
  /** Who the default key belongs to; it may do everything. */
  readonly principalArn?: string
  /** Keys beside the default one, each with what it may do. */
  readonly keys?: readonly AccessKey[]
}

/** @throws Error when the port is taken, or the host cannot start. */
export async function startLocalBeanstalk(options: LocalBeanstalkOptions = {}): Promise<LocalBeanstalk> {
  const accountId = options.accountId ?? '123456789012'
  const principalArn = options.principalArn ?? `arn:aws:sts::${accountId}:assumed-role/deploy/session`
  const world: World = {
    accountId,
    credentials: CREDENTIALS,
    keys: openKeyRing([{ ...CREDENTIALS, principalArn, policies: [EVERYTHING] }, ...(options.keys ?? [])]),
    clock: options.clock ?? systemClock,
    faults: openFaults(options.faults ?? []),
    folder: await mkdtemp(join(tmpdir(), 'local-beanstalk-')),
  }
  let host: Host | undefined
  try {
    host = options.host ?? (await openProcessHost())
    return await serve(world, host, options)
  } catch (error) {
    await host?.stop()
    await rm(world.folder, { recursive: true, force: true })
    throw error
  }
}

async function serve(world: World, host: Host, options: LocalBeanstalkOptions): Promise<LocalBeanstalk> {
  const { paceMsPerSecond = 0, frontPort = 0 } = options
  const pace = { msPerSecond: paceMsPerSecond }
  const [ec2, store, background] = [openEc2(), await openObjectStore(world), openBackground()]
  let endpoint = ''
  const beanstalk = openBeanstalk({
    world,
    host,
    ec2,
    store,
    background,
    pace,
    frontPort,
    endpoint: () => endpoint,
  })
  const services: Service[] = [
    makeElasticBeanstalkService(beanstalk),
    makeEc2Service(world, ec2),
    makeS3Service(world, store),
    makeStsService(world),
  ]
  const requests: RequestRecord[] = []
  const server = await listen({
    port: options.port ?? 0,
    clock: world.clock,
    services: new Map(services.map(service => [service.name, service])),
    record: request => requests.push(request),
  })
  endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    endpoint,
    credentials: world.credentials,
    requests,
    setFaults: faults => world.faults.set(faults),
    clearFaults: () => world.faults.clear(),
    setPace: msPerSecond => void Object.assign(pace, { msPerSecond }),
    lookUp: name => lookUpEnvironment(beanstalk, name),
    stop: () => stop({ server, host, background, folder: world.folder }),
  }
}

interface Running {
  readonly server: Server
  readonly host: Host
  readonly background: Background
  readonly folder: string
}

async function stop({ server, host, background, folder }: Running): Promise<void> {
  const closed = new Promise(resolve => server.close(resolve))
  server.closeAllConnections()
  await closed
  try {
    background.cancel()
    // What still deploys ends with its host, so the host goes before the work is waited for.
    await host.stop()
    await background.end()
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

// Loaded only when it is wanted: whoever brings a host of his own needs no nginx.
async function openProcessHost(): Promise<Host> {
  const { openProcessHost: open } = await import('./host/process-host.ts')
  return open()
}
