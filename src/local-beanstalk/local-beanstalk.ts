/** Local Beanstalk: AWS's services on one port of 127.0.0.1, with a host that really runs what is deployed. */

import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type Background, openBackground } from './background.ts'
import { answerControl } from './control/control.ts'
import { type DnsServer, openDnsServer } from './dns/dns-server.ts'
import type { EnvironmentTruth } from './elastic-beanstalk/environment-truth.ts'
import type { RegionTruth } from './elastic-beanstalk/region-truth.ts'
import type { LoadBalancerTruth } from './elastic-load-balancing/load-balancer-truth.ts'
import type { Fault } from './faults/catalogue.ts'
import { withHostFaults } from './host/faulty-host.ts'
import type { Host } from './host/host.ts'
import type { LocalBeanstalkOptions } from './local-beanstalk-options.ts'
import { makeControlled } from './make-controlled.ts'
import { openServices } from './open-services.ts'
import { openWorld } from './open-world.ts'
import { listen, type RequestRecord } from './server.ts'
import { openTemporaryFolder, type TemporaryFolder } from './temporary-folder.ts'
import type { Credentials } from './wire/canonical-request.ts'
import type { World } from './world.ts'

export interface LocalBeanstalk {
  /** `http://127.0.0.1:PORT`. */
  readonly endpoint: string
  readonly credentials: Credentials
  /** `127.0.0.1:PORT`, UDP: the DNS server that knows the names of environments and load balancers. */
  readonly dns: string
  /** PEM of the authority that issues their certificates. */
  ca(): Promise<string>
  /** Every request that was answered, in the order of the answers. */
  readonly requests: readonly RequestRecord[]
  setFaults(faults: readonly Fault[]): void
  clearFaults(): void
  /** As the option `paceMsPerSecond`, from here on. */
  setPace(msPerSecond: number): void
  /** As the option `loadBalancerMsPerSecond`, from here on. */
  setLoadBalancerPace(msPerSecond: number): Promise<void>
  /** A certificate that every listener of the region may name. */
  certificateArn(region: string): string
  /** What is really so, past the API: undefined when no such environment lives. */
  lookUp(environmentName: string): EnvironmentTruth | undefined
  /** The same for a load balancer, by its name. */
  lookUpLoadBalancer(name: string): LoadBalancerTruth | undefined
  /** What no operation tells of a region: log groups, alarms, names that answer. */
  lookUpRegion(region: string): RegionTruth
  /** Ends every process, closes every port, removes every file. @throws AggregateError of the bugs that were met. */
  stop(): Promise<void>
}

/** @throws Error when the port is taken, or the host cannot start. */
export async function startLocalBeanstalk(options: LocalBeanstalkOptions = {}): Promise<LocalBeanstalk> {
  const folder = await openTemporaryFolder()
  let host: Host | undefined
  try {
    const world = openWorld(options, folder.path)
    host = withHostFaults(options.host ?? (await openProcessHost(folder.path, options)), world.faults)
    return await serve({ world, host, folder }, options)
  } catch (error) {
    await host?.stop()
    await folder.remove()
    throw error
  }
}

interface Ground {
  readonly world: World
  readonly host: Host
  readonly folder: TemporaryFolder
}

async function serve({ world, host, folder }: Ground, options: LocalBeanstalkOptions): Promise<LocalBeanstalk> {
  const { paceMsPerSecond = 0, loadBalancerMsPerSecond = 1000, frontPort = 0, certificates = [] } = options
  const pace = { msPerSecond: paceMsPerSecond }
  const background = openBackground()
  let endpoint = ''
  const opened = await openServices({
    ...{ world, host, background, pace, loadBalancerMsPerSecond, certificates, frontPort },
    endpoint: () => endpoint,
    roles: options.roles,
    addressQuota: options.addressQuota,
  })
  const { loadBalancing } = opened
  const requests: RequestRecord[] = []
  const controlled = makeControlled(opened, requests)
  const server = await listen({
    port: options.port ?? 0,
    clock: world.clock,
    faults: world.faults,
    control: (message, response) => answerControl(controlled, message, response),
    services: new Map(opened.services.map(service => [service.name, service])),
    record: request => requests.push(request),
  })
  endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const dns = await openDnsServer(world.names)
  return {
    endpoint,
    credentials: world.credentials,
    dns: `127.0.0.1:${dns.port}`,
    ca: world.authority.certificate,
    requests,
    setFaults: controlled.setFaults,
    setPace: controlled.setPace,
    setLoadBalancerPace: loadBalancing.setMsPerSecond,
    certificateArn: loadBalancing.certificates.defaultArn,
    lookUp: controlled.lookUp,
    lookUpLoadBalancer: controlled.lookUpLoadBalancer,
    lookUpRegion: controlled.lookUpRegion,
    clearFaults: () => world.faults.clear(),
    stop: () => stop({ server, dns, host, background, folder }),
  }
}

interface Running {
  readonly server: Server
  readonly dns: DnsServer
  readonly host: Host
  readonly background: Background
  readonly folder: TemporaryFolder
}

async function stop({ server, dns, host, background, folder }: Running): Promise<void> {
  const closed = new Promise(resolve => server.close(resolve))
  server.closeAllConnections()
  await closed
  try {
    await dns.close()
    background.cancel()
    // What still deploys ends with its host, so the host goes before the work is waited for.
    await host.stop()
    await background.end()
  } finally {
    await folder.remove()
  }
}

// Loaded only when it is wanted: whoever brings a host of his own needs no nginx.
async function openProcessHost(folder: string, { apps = {} }: LocalBeanstalkOptions): Promise<Host> {
  const { openProcessHost: open } = await import('./host/process-host.ts')
  return open({ folder, apps })
}
