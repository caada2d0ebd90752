/** The host that really runs what is deployed: an nginx and the app's process for each instance. */

import { mkdtemp, realpath } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { AppOptions } from './app-options.ts'
import { openFront, type ProcessFront } from './front.ts'
import type { Host, HostInstance } from './host.ts'
import type { HostLoadBalancer } from './host-load-balancer.ts'
import { findHttpd } from './httpd.ts'
import { openLoadBalancer } from './load-balancer/load-balancer.ts'
import { findNginx } from './nginx.ts'
import { launchProcessInstance } from './process-instance.ts'
import { openSilentPorts, type SilentPorts } from './silent-port.ts'
import { openSupervisor } from './supervisor-client.ts'

export interface ProcessHostOptions {
  /** Where the host makes a folder of its own, which it removes; the system's temporary folder by default. */
  readonly folder?: string
  /** The nginx to run; found on the search path by default. */
  readonly nginxPath?: string
  readonly apps?: AppOptions
  /** That of this machine by default. */
  readonly system?: NodeJS.Platform
}

/**
 * Opens a host. Its processes, ports and folder end with this process, however it ends.
 * On systems other than Linux a closed port refuses instead of staying silent, and a front has one address.
 * @throws Error when nginx is not installed.
 */
export async function openProcessHost(options: ProcessHostOptions = {}): Promise<Host> {
  const { apps = {}, system } = options
  const [nginx, httpd] = await Promise.all([findNginx(options.nginxPath), findHttpd()])
  const hostFolder = await realpath(await mkdtemp(join(options.folder ?? tmpdir(), 'local-beanstalk-')))
  const supervisor = await openSupervisor(hostFolder)
  const instances = new Map<number, HostInstance>()
  const fronts = new Set<ProcessFront>()
  const loadBalancers = new Set<HostLoadBalancer>()
  let silentPorts: SilentPorts | undefined
  // Behind a port that is no instance's there may be a load balancer: it is up until a connection is refused.
  const isUp = (port: number) => instances.get(port)?.status().proxy !== 'stopped'
  const onProxyChange = async () => void (await Promise.allSettled([...fronts].map(front => front.refresh())))
  return {
    async launchInstance(spec) {
      const instance = await launchProcessInstance(spec, { nginx, httpd, supervisor, hostFolder, apps, onProxyChange })
      // A terminated one stays known, as stopped, until another instance gets its port.
      instances.set(instance.proxyPort, instance)
      return instance
    },
    async openFront(spec) {
      silentPorts ??= openSilentPorts(system)
      const addresses = silentPorts.isReal ? (spec.addresses ?? 1) : 1
      const front = await openFront({ ...spec, addresses }, silentPorts, isUp)
      const close = async () => {
        fronts.delete(opened)
        await front.close()
      }
      const opened = { ...front, close }
      fronts.add(opened)
      return opened
    },
    async openLoadBalancer(spec) {
      const loadBalancer = openLoadBalancer(spec)
      const close = async () => {
        loadBalancers.delete(opened)
        await loadBalancer.close()
      }
      const opened = { ...loadBalancer, close }
      loadBalancers.add(opened)
      return opened
    },
    async stop() {
      await Promise.all([...fronts].map(front => front.close()))
      await Promise.all([...loadBalancers].map(loadBalancer => loadBalancer.close()))
      await Promise.all([...instances.values()].map(instance => instance.terminate()))
      await silentPorts?.stop()
      await supervisor.close()
    },
  }
}
