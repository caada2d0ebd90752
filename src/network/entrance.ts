/** Where the internet arrives at an environment: its load balancer, or its single instance. */

import type { ActionError } from '../action-error.ts'

export interface Entrance {
  readonly kind: 'instance' | 'classic' | 'application' | 'network'
  /** For people: "the instance", "the Application Load Balancer awseb-AWSEB-1R4XG24EFD6OC". */
  readonly title: string
  /** The groups that decide who gets in: those of the instances where a Network Load Balancer has none. */
  readonly groupIds: readonly string[]
  /** Undefined where only the environment's settings tell, and where they could not be read. */
  readonly listeners: readonly EntranceListener[] | undefined
  readonly isInternal: boolean
  /** Where it stands: their network ACLs and routes decide, too. */
  readonly subnetIds: readonly string[]
  /** Those of instances behind it that are reached with the clients' own addresses: their network ACLs decide, too. */
  readonly targetSubnetIds: readonly string[]
  readonly vpcId: string | undefined
  /** Can a client come by IPv6? */
  readonly hasIpv6: boolean
  /** The network interfaces that the groups are meant for. */
  readonly interfaces: { readonly instanceIds: readonly string[]; readonly description: string | undefined }
  /** Of the environment. */
  readonly instanceIds: readonly string[]
  /** What AWS refused to tell, while the rest could be read. */
  readonly refusals: readonly ActionError[]
}

export interface EntranceListener {
  /** Where clients connect. */
  readonly listenerPort: number
  /** Which the groups have to admit: another one where they are those of the instances. */
  readonly port: number
  /** The load balancer's addresses, where the instances see these in the place of its clients'; `unknown`: perhaps. */
  readonly seenAs?: SeenAs
}

/** Empty: nobody knows which these are. */
export type SeenAs = readonly string[] | 'unknown'

export type FoundEntrance = Entrance | UnknownEntrance

/** Which instances are behind it only the environment tells. */
export type FoundLoadBalancer = Omit<Entrance, 'instanceIds'> | UnknownEntrance

interface UnknownEntrance {
  readonly kind: 'unknown'
  readonly reason: string
}
