/** Which ports of the entrance clients of the environment come by. Pure. */

import type { Entrance, SeenAs } from './entrance.ts'

export interface EntrancePort {
  /** That of the groups' rules. */
  readonly port: number
  /** Where clients connect: the same, unless the groups are those of instances behind a load balancer. */
  readonly listenerPorts: readonly number[]
  /** As listeners have it; undefined where the instances see their clients. */
  readonly seenAs?: SeenAs
  /** Its listener comes with this deployment. */
  readonly isComing?: true
}

export interface PortsWanted {
  /** Of the listeners that the environment's settings enable; undefined where they could not be read. */
  readonly enabledPorts: readonly number[] | undefined
  /** Those among them that come with this deployment. */
  readonly newPorts: readonly number[]
  /** The port of the URL that a person gave for the WebSocket. */
  readonly websocketPort: number | undefined
  /** The same where the host of the URL is the environment's own. */
  readonly ownPort: number | undefined
}

/**
 * A listener that somebody added beside the settings is not the environment's, unless the WebSocket is opened there.
 * Empty where nothing is known of listeners.
 */
export function listPorts(
  { kind, listeners, interfaces }: Pick<Entrance, 'kind' | 'listeners' | 'interfaces'>,
  { enabledPorts, newPorts, websocketPort, ownPort = HTTP_PORT }: PortsWanted,
): EntrancePort[] {
  // TLS may end on the instance itself, at a port that Beanstalk does not open.
  if (kind === 'instance') return [...new Set([HTTP_PORT, ownPort])].map(toPort)
  if (listeners === undefined) return (enabledPorts ?? []).map(toPort)
  const isWanted = (port: number) => (enabledPorts ?? USUAL_PORTS).includes(port) || port === websocketPort
  const wanted = listeners.filter(({ listenerPort }) => isWanted(listenerPort))
  const isThere = (port: number) => listeners.some(({ listenerPort }) => listenerPort === port)
  // Where the instances' groups decide, Beanstalk alone knows which of their ports a new listener will forward to.
  const coming = interfaces.instanceIds.length > 0 ? [] : newPorts.filter(port => !isThere(port))
  const ports = new Set(wanted.map(({ port }) => port))
  const found = [...ports].map(port => {
    const own = wanted.filter(listener => listener.port === port)
    const seenAs = own.find(listener => listener.seenAs !== undefined)?.seenAs
    const listenerPorts = own.map(({ listenerPort }) => listenerPort)
    return { port, listenerPorts, ...(seenAs === undefined ? {} : { seenAs }) }
  })
  return [...found, ...coming.map(port => ({ ...toPort(port), isComing: true as const }))]
}

/** Where nginx listens on every platform. */
const HTTP_PORT = 80

const USUAL_PORTS: readonly number[] = [HTTP_PORT, 443]

function toPort(port: number): EntrancePort {
  return { port, listenerPorts: [port] }
}
