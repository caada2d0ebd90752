/** Elastic Load Balancing as one Local Beanstalk has it: its regions, and where its targets really are. */

import type { Background } from '../background.ts'
import type { Ec2 } from '../ec2/ec2-model.ts'
import type { Host } from '../host/host.ts'
import type { World } from '../world.ts'
import type { Certificates } from './certificates.ts'
import type { LoadBalancer, LoadBalancingRegion } from './load-balancing-model.ts'

export interface LoadBalancingSpec {
  readonly world: World
  readonly host: Host
  readonly ec2: Ec2
  readonly background: Background
  readonly certificates: Certificates
  /** How long a second of its timers takes: 1000 is real. */
  readonly msPerSecond: number
}

export interface LoadBalancing extends LoadBalancingSpec {
  readonly regions: ReadonlyMap<string, LoadBalancingRegion>
  region(name: string): LoadBalancingRegion
  /** For all timers of all load balancers, from here on. */
  setMsPerSecond(msPerSecond: number): Promise<void>
  /** Where an instance's port is on 127.0.0.1; undefined: nothing of that instance listens there. */
  resolveTarget: ResolveTarget
  /** Says where instances really are from here on. */
  setTargetResolver(resolve: ResolveTarget): void
  /** Called, and awaited, when a change of groups, routes or subnets may let other clients in to a load balancer. */
  onAdmissionChange(listener: (loadBalancer: LoadBalancer) => Promise<void>): void
  admissionChanged(loadBalancer: LoadBalancer): Promise<void>
}

export type ResolveTarget = (instanceId: string, port: number) => { readonly port: number } | undefined

export function openLoadBalancing(spec: LoadBalancingSpec): LoadBalancing {
  const regions = new Map<string, LoadBalancingRegion>()
  const admissionListeners: Array<(loadBalancer: LoadBalancer) => Promise<void>> = []
  let { msPerSecond } = spec
  let resolveTarget: ResolveTarget = () => undefined
  const loadBalancing: LoadBalancing = {
    ...spec,
    get msPerSecond() {
      return msPerSecond
    },
    regions,
    region: name => {
      const region = regions.get(name) ?? { name, loadBalancers: new Map(), targetGroups: new Map() }
      regions.set(name, region)
      return region
    },
    setMsPerSecond: async next => {
      msPerSecond = next
      for (const region of regions.keys()) await updatePlanes(loadBalancing, region)
    },
    resolveTarget: (instanceId, port) => resolveTarget(instanceId, port),
    setTargetResolver: resolve => {
      resolveTarget = resolve
    },
    onAdmissionChange: listener => admissionListeners.push(listener),
    admissionChanged: async loadBalancer => {
      for (const listener of admissionListeners) await listener(loadBalancer)
    },
  }
  // A rule of one group can let the load balancer in to its targets, or a client in to the load balancer.
  spec.ec2.onRulesChanged(({ region }) => followNetwork(loadBalancing, region))
  spec.ec2.onNetworkChanged(region => followNetwork(loadBalancing, region))
  return loadBalancing
}

/** Tells every load balancer of the region's what the model says now: for whoever changed where instances are. */
export async function updatePlanes(loadBalancing: LoadBalancing, region: string): Promise<void> {
  const loadBalancers = loadBalancing.regions.get(region)?.loadBalancers.values() ?? []
  await Promise.all([...loadBalancers].map(({ plane }) => plane.update()))
}

async function followNetwork(loadBalancing: LoadBalancing, region: string): Promise<void> {
  await updatePlanes(loadBalancing, region)
  for (const loadBalancer of loadBalancing.regions.get(region)?.loadBalancers.values() ?? [])
    await loadBalancing.admissionChanged(loadBalancer)
}
