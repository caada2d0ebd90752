/** The load balancer of the host that really runs things: listeners on 127.0.0.1, and targets whose health it checks. */

import type {
  HostLoadBalancer,
  ListenerConfiguration,
  LoadBalancerConfiguration,
  LoadBalancerSpec,
  TargetGroupConfiguration,
} from '../host-load-balancer.ts'
import type { Balancing } from './balancing.ts'
import { type Listener, openListener } from './listener.ts'
import { openStickyCookies } from './sticky-cookie.ts'
import { openTargetGroup, type TargetGroup } from './target-group.ts'
import type { TargetRecord } from './target-record.ts'

const NOTHING: LoadBalancerConfiguration = { listeners: [], targetGroups: [], idleTimeoutMs: 0, connectTimeoutMs: 0 }

/** Opens one that listens nowhere until it is configured. Everything of it lives in this process. */
export function openLoadBalancer({ kind }: LoadBalancerSpec): HostLoadBalancer {
  const listeners = new Map<number, OpenListener>()
  const groups = new Map<string, TargetGroup>()
  const followers: (() => void)[] = []
  let configuration = NOTHING
  let isClosed = false
  let last: Promise<void> = Promise.resolve()
  const onChange = () => {
    for (const follow of followers) follow()
  }
  const balancing: Balancing = {
    kind,
    cookies: openStickyCookies(kind),
    idleTimeoutMs: () => configuration.idleTimeoutMs,
    connectTimeoutMs: () => configuration.connectTimeoutMs,
    group: id => groups.get(id),
  }
  // The instances of a classic one are checked by themselves, whatever its listeners want of them.
  const listRecords = () =>
    new Map(kind === 'classic' ? [...groups.values()].flatMap(group => [...group.records()]) : [])
  const openGroup = (group: TargetGroupConfiguration, known: Records) =>
    openTargetGroup({ kind, configuration: group, idleTimeoutMs: configuration.idleTimeoutMs, known, onChange })
  // One change at a time, for each looks at what the one before has left.
  const configure = (next: LoadBalancerConfiguration): Promise<void> => {
    last = last
      .catch(() => {})
      .then(() => {
        // Whoever still works when it is closed must not open it again.
        configuration = isClosed ? NOTHING : next
        const known = listRecords()
        configureGroups(groups, configuration.targetGroups, group => openGroup(group, known))
        return configureListeners(listeners, configuration.listeners, balancing)
      })
    return last
  }
  return {
    portOf: listenerPort => listeners.get(listenerPort)?.listener.port,
    configure,
    targetHealth: () => [...groups.values()].flatMap(group => group.health()),
    onTargetHealthChange: follow => void followers.push(follow),
    async close() {
      followers.length = 0
      isClosed = true
      await configure(NOTHING)
      for (const group of groups.values()) group.close()
      groups.clear()
    },
  }
}

type Records = ReadonlyMap<string, TargetRecord>

interface OpenListener {
  readonly protocol: ListenerConfiguration['protocol']
  readonly listener: Listener
}

// A group that is configured no more stays for as long as its targets drain.
function configureGroups(
  groups: Map<string, TargetGroup>,
  wanted: readonly TargetGroupConfiguration[],
  open: (group: TargetGroupConfiguration) => TargetGroup,
): void {
  const ids = new Set(wanted.map(({ id }) => id))
  for (const [id, group] of groups) {
    if (ids.has(id)) continue
    group.configure({ ...group.configuration(), targets: [] })
    if (group.health().length === 0) groups.delete(id)
  }
  for (const group of wanted) {
    const known = groups.get(group.id)
    if (known) known.configure(group)
    else groups.set(group.id, open(group))
  }
}

async function configureListeners(
  listeners: Map<number, OpenListener>,
  wanted: readonly ListenerConfiguration[],
  balancing: Balancing,
): Promise<void> {
  for (const [port, { protocol, listener }] of listeners) {
    if (wanted.some(other => other.port === port && other.protocol === protocol)) continue
    listeners.delete(port)
    await listener.close()
  }
  for (const configuration of wanted) {
    const { port, protocol } = configuration
    const known = listeners.get(port)
    if (known) known.listener.configure(configuration)
    else listeners.set(port, { protocol, listener: await openListener(balancing, configuration) })
  }
}
