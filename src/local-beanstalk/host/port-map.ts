/** Which port of this machine stands for which port of the instance. */

import type { ProxyMapping } from './map-proxy-file.ts'
import { type ReservedPort, reservePort } from './ports.ts'

export interface PortMap {
  /** Stands for the instance's port 80. */
  readonly proxyPort: number
  /** Where the app is told to listen. */
  readonly appPort: number
  /** Makes `appPort` stand for the environment property PORT, else for the platform's default; answers with that. */
  useAppPort(property: string | undefined): number
  /** Makes a port of this machine stand for another port that a proxy file listens on. */
  mapPort(instancePort: number): Promise<void>
  mapping(): ProxyMapping
  release(): void
}

export interface PortMapOptions extends Pick<ProxyMapping, 'root' | 'user' | 'knowsHttp2'> {
  readonly defaultAppPort: number
}

const PROXY_PORT = 80
const MAX_OTHER_PORTS = 64

/** Reserves the ports of an instance for its life. */
export async function openPortMap({ defaultAppPort, ...mapping }: PortMapOptions): Promise<PortMap> {
  const [proxy, app] = [await reservePort(), await reservePort()]
  const others = new Map<number, ReservedPort>()
  let instanceAppPort = defaultAppPort
  return {
    proxyPort: proxy.port,
    appPort: app.port,
    useAppPort(property) {
      instanceAppPort = isPort(property) ? Number(property) : defaultAppPort
      return instanceAppPort
    },
    async mapPort(instancePort) {
      const isMapped = [PROXY_PORT, instanceAppPort].includes(instancePort) || others.has(instancePort)
      if (!isMapped && others.size < MAX_OTHER_PORTS) others.set(instancePort, await reservePort())
    },
    mapping() {
      const ports = new Map([...others].map(([instancePort, { port }]) => [instancePort, port]))
      return { ...mapping, ports: ports.set(instanceAppPort, app.port).set(PROXY_PORT, proxy.port) }
    },
    release() {
      for (const { release } of [proxy, app, ...others.values()]) release()
    },
  }
}

function isPort(text: string | undefined): boolean {
  return text !== undefined && /^\d{1,5}$/.test(text) && Number(text) > 0 && Number(text) < 65_536
}
