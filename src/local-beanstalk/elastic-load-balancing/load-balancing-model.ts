/** What Elastic Load Balancing knows: load balancers of all kinds with their listeners, and target groups; per region. */

import type { Front } from '../host/host.ts'
import type { LoadBalancerKind, TargetHealth } from '../host/host-load-balancer.ts'
import type { ListenerProtocol, TargetGroup } from './target-group-model.ts'

export interface LoadBalancingRegion {
  readonly name: string
  /** By their ids. */
  readonly loadBalancers: Map<string, LoadBalancer>
  /** By their ARNs; the instances of a classic load balancer are not among them. */
  readonly targetGroups: Map<string, TargetGroup>
}

export interface LoadBalancer {
  /** The ARN; of a classic one, which has none, the name. */
  readonly id: string
  readonly name: string
  readonly kind: LoadBalancerKind
  readonly region: string
  readonly scheme: Scheme
  readonly created: Date
  readonly dnsName: string
  readonly vpcId: string
  ipAddressType: string
  /** A network one may have none, and then admits everybody. */
  groupIds: readonly string[]
  subnetIds: readonly string[]
  /** By AWS's keys: `idle_timeout.timeout_seconds`. */
  readonly attributes: Map<string, string>
  readonly tags: Map<string, string>
  /** By their ports. */
  readonly listeners: Map<number, Listener>
  /** What only a classic one has. */
  readonly classic: ClassicParts | undefined
  readonly plane: LoadBalancerPlane
}

export type Scheme = 'internet-facing' | 'internal'

export interface ClassicParts {
  /** Its instances, and how their health is checked. Its ARN is the load balancer's name. */
  readonly instances: TargetGroup
  /** By their names. */
  readonly policies: Map<string, CookiePolicy>
}

export interface CookiePolicy {
  readonly name: string
  /** Undefined: for as long as the browser is open. */
  readonly cookieSeconds: number | undefined
}

/** The joining of the model to what really listens. */
export interface LoadBalancerPlane {
  /** Tells the host what the model says now, and opens and closes the fronts accordingly. */
  update(): Promise<void>
  /** Where the listener answers on 127.0.0.1, security groups or not. */
  portOf(listenerPort: number): number | undefined
  /** What clients connect to: silent where security groups, routes or network ACLs say so. */
  frontOf(listenerPort: number): Front | undefined
  health(): readonly TargetHealth[]
  /** Calls back whenever `health()` has changed; the answer ends that. */
  onHealthChange(listener: () => void): () => void
  close(): Promise<void>
}

export interface Listener {
  /** Empty for a classic load balancer's. */
  readonly arn: string
  readonly port: number
  protocol: ListenerProtocol
  /** The first is the default one. */
  certificateArns: readonly string[]
  sslPolicy: string | undefined
  alpnPolicy: readonly string[]
  /** In the order of their priorities; the last is the default one. None for a classic load balancer. */
  rules: readonly Rule[]
  readonly attributes: Map<string, string>
  readonly tags: Map<string, string>
  /** Of a classic load balancer. */
  readonly backend: { readonly protocol: ListenerProtocol; readonly port: number } | undefined
  /** Of a classic load balancer. */
  policyNames: readonly string[]
}

export interface Rule {
  readonly arn: string
  /** Undefined: the default rule. */
  readonly priority: number | undefined
  readonly conditions: readonly RuleCondition[]
  readonly action: RuleAction
  readonly tags: Map<string, string>
}

export interface RuleCondition {
  readonly field: 'host-header' | 'path-pattern'
  readonly values: readonly string[]
}

export type RuleAction =
  | { readonly kind: 'forward'; readonly targetGroupArn: string }
  | {
      readonly kind: 'redirect'
      readonly statusCode: 301 | 302
      readonly protocol: string
      readonly host: string
      readonly port: string
      readonly path: string
      readonly query: string
    }
  | {
      readonly kind: 'fixed-response'
      readonly statusCode: number
      readonly contentType: string
      readonly body: string
    }
