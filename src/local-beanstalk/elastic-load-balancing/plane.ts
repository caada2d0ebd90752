/** Joins a load balancer of the model to the host: its data plane, and a front for each of its listeners. */

import { CLIENT_ADDRESS, groupsAdmit, internetReaches, type Passage } from '../ec2/reachable.ts'
import type { Front } from '../host/host.ts'
import type { LoadBalancing } from './load-balancing.ts'
import type { LoadBalancer, LoadBalancerPlane } from './load-balancing-model.ts'
import { configurationOf } from './plane-configuration.ts'

/** Opens the data plane of a load balancer that is about to be made; `loadBalancerOf` is asked from the first update on. */
export async function openPlane(
  loadBalancing: LoadBalancing,
  spec: Pick<LoadBalancer, 'name' | 'kind'>,
  loadBalancerOf: () => LoadBalancer,
): Promise<LoadBalancerPlane> {
  const host = await loadBalancing.host.openLoadBalancer({ name: spec.name, kind: spec.kind })
  const fronts = new Map<number, Front>()
  const followers = new Set<() => void>()
  let isClosed = false
  let last: Promise<void> = Promise.resolve()
  host.onTargetHealthChange(() => {
    for (const follow of [...followers]) follow()
  })
  const change = async () => {
    if (isClosed) return
    const loadBalancer = loadBalancerOf()
    await host.configure(await configurationOf(loadBalancing, loadBalancer))
    await alignFronts(loadBalancing, loadBalancer, { fronts, portOf: host.portOf })
  }
  return {
    // One after the other: the last one tells what is so in the end.
    update: () => {
      last = last.catch(() => {}).then(change)
      return last
    },
    portOf: listenerPort => host.portOf(listenerPort),
    frontOf: listenerPort => fronts.get(listenerPort),
    health: () => host.targetHealth(),
    onHealthChange: listener => {
      followers.add(listener)
      return () => void followers.delete(listener)
    },
    close: async () => {
      isClosed = true
      await last.catch(() => {})
      await Promise.all([...fronts.values()].map(front => front.close()))
      fronts.clear()
      await host.close()
      loadBalancing.world.names.delete(loadBalancerOf().dnsName)
      for (const follow of [...followers]) follow()
    },
  }
}

/** Does the load balancer let clients from the internet in on this port? */
export function admitsClients({ ec2 }: LoadBalancing, loadBalancer: LoadBalancer, port: number): boolean {
  const { region: name, scheme, groupIds, subnetIds } = loadBalancer
  const region = ec2.region(name)
  if (scheme === 'internal' || !subnetIds.some(subnetId => internetReaches(region, subnetId, port))) return false
  const asked: Passage = { direction: 'rules', port, peer: { address: CLIENT_ADDRESS } }
  return groupIds.length === 0 || groupsAdmit(region, groupIds, asked)
}

interface Fronts {
  readonly fronts: Map<number, Front>
  portOf(listenerPort: number): number | undefined
}

async function alignFronts(
  loadBalancing: LoadBalancing,
  loadBalancer: LoadBalancer,
  { fronts, portOf }: Fronts,
): Promise<void> {
  const { dnsName, listeners, subnetIds } = loadBalancer
  for (const [port, front] of fronts) {
    if (listeners.has(port)) continue
    fronts.delete(port)
    await front.close()
  }
  for (const port of listeners.keys()) {
    const spec = { name: dnsName, port: 0, addresses: subnetIds.length }
    const front = fronts.get(port) ?? (await loadBalancing.host.openFront(spec))
    fronts.set(port, front)
    loadBalancing.world.names.set(dnsName, front.addresses)
    await front.pointTo(portOf(port))
    await alignAddresses(loadBalancing, loadBalancer, { front, port })
    await front.setAdmitted(admitsClients(loadBalancing, loadBalancer, port))
  }
}

/** There is an address in each subnet, and one whose subnet the internet does not reach is silent. */
export async function alignAddresses(
  { ec2 }: LoadBalancing,
  { region, subnetIds }: LoadBalancer,
  { front, port }: { readonly front: Front; readonly port: number },
): Promise<void> {
  for (const [index, address] of front.addresses.entries()) {
    const subnetId = subnetIds[index]
    const isReached = subnetId !== undefined && internetReaches(ec2.region(region), subnetId, port)
    await front.setDead(address, !isReached)
  }
}
