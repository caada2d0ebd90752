/** Which port of this machine stands for which port of the instance. */

import { join } from 'node:path'
import type { ProxyTarget } from '../../platform/describe-proxy.ts'
import { type ReservedPort, reservePort } from './ports.ts'
import type { ProxyMapping } from './proxy-program.ts'

export interface PortMap {
  /** Stands for the instance's port 80. */
  readonly proxyPort: number
  /** Where the app is told to listen: behind the proxy, or in its place. */
  readonly appPort: number
  /** Where the app is waited for: `appPort`, or the path of its socket. */
  readonly appAddress: number | string
  /** Does a proxy file listen on the app's port? */
  readonly isAppPortContested: boolean
  /** Makes `appAddress` stand for what the platform's proxy forwards to. */
  useTarget(target: ProxyTarget): void
  /** Makes a port of this machine stand for another port that a proxy file listens on, or that nobody listens on. */
  mapPort(instancePort: number): Promise<void>
  mapping(): ProxyMapping
  release(): void
}

export interface PortMapOptions extends Pick<ProxyMapping, 'root' | 'user' | 'knowsHttp2'> {
  /** The instance's ports that the world reaches as port 80. */
  readonly frontPorts: readonly number[]
  /** The port of this machine that the app gets where it is free; 0: any. */
  readonly preferredAppPort?: number
}

const MAX_OTHER_PORTS = 64

/** Reserves the ports of an instance for its life. */
export async function openPortMap({ frontPorts, preferredAppPort, ...mapping }: PortMapOptions): Promise<PortMap> {
  const [proxy, app] = [await reservePort(), await reservePort(preferredAppPort)]
  const others = new Map<number, ReservedPort>()
  let target: ProxyTarget = { kind: 'unknown' }
  let isAppPortContested = false
  const appPort = () => (target.kind === 'itself' ? proxy.port : app.port)
  const loopback = () => (target.kind === 'loopback' ? [target.port] : [])
  return {
    proxyPort: proxy.port,
    get appPort() {
      return appPort()
    },
    get appAddress() {
      return target.kind === 'socket' ? toSocketPath(mapping.root, target.path) : appPort()
    },
    get isAppPortContested() {
      return isAppPortContested
    },
    useTarget(chosen) {
      target = chosen
      isAppPortContested = false
    },
    async mapPort(instancePort) {
      isAppPortContested ||= loopback().includes(instancePort)
      const isMapped = [...frontPorts, ...loopback()].includes(instancePort) || others.has(instancePort)
      if (!isMapped && others.size < MAX_OTHER_PORTS) others.set(instancePort, await reservePort())
    },
    mapping() {
      const ports = new Map([...others].map(([instancePort, { port }]) => [instancePort, port]))
      for (const port of loopback()) ports.set(port, app.port)
      for (const port of frontPorts) ports.set(port, proxy.port)
      const inContainer = target.kind === 'container' ? target.port : undefined
      return { ...mapping, ports, container: inContainer ? { port: inContainer, local: app.port } : undefined }
    },
    release() {
      for (const { release } of [proxy, app, ...others.values()]) release()
    },
  }
}

/** /var/run is a link to /run on the instance. */
function toSocketPath(root: string, path: string): string {
  return join(root, path.replace(/^\/var\/run\//, '/run/'))
}
