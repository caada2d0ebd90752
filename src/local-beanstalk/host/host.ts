/**
 * Where Local Beanstalk's instances run. `processes` (process-host.ts) really runs proxy and app;
 * another host may run nothing, for large random histories.
 */

import type { FaultOf } from '../faults/catalogue.ts'

import type { HostLoadBalancer, LoadBalancerSpec } from './host-load-balancer.ts'

export interface Host {
  /** An empty instance: a folder, a port for its proxy, nothing running. */
  launchInstance(spec: InstanceSpec): Promise<HostInstance>
  /** A front that clients connect to: what an environment's CNAME names. It starts closed (silent). */
  openFront(spec: FrontSpec): Promise<Front>
  /** One that listens nowhere and has no targets until it is configured. Fronts are pointed at its ports. */
  openLoadBalancer(spec: LoadBalancerSpec): Promise<HostLoadBalancer>
  /** Ends everything that this host started. */
  stop(): Promise<void>
}

export interface InstanceSpec {
  readonly instanceId: string
  /** Solution stack name, such as "64bit Amazon Linux 2023 v6.7.2 running Node.js 24". */
  readonly platform: string
}

export interface HostInstance {
  readonly instanceId: string
  /** Where the instance's proxy answers while it runs; fixed for the instance's life. */
  readonly proxyPort: number
  /** The port of this machine that stands for one of the instance's: 80, the app's, another that its proxy listens on. */
  portOf(instancePort: number): number | undefined
  /**
   * Runs one deployment on the instance, step by step as the platform does.
   * `onStep` hears of each step when it happened. Never rejects for what is wrong with the bundle.
   */
  deploy(deployment: InstanceDeployment, onStep: (step: DeploymentStep) => void): Promise<DeploymentOutcome>
  /** Ends the app and starts it again, as it was deployed last. Nothing deployed: nothing happens. */
  restart(): Promise<DeploymentOutcome>
  /** The last lines of the instance's logs, in the layout of Beanstalk's tail logs. */
  tailLogs(): Promise<string>
  /** Is the proxy running, and does the app's process still run? */
  status(): InstanceStatus
  /** Calls back whenever `status()` has changed. */
  onStatusChange(listener: (status: InstanceStatus) => void): void
  terminate(): Promise<void>
}

export interface InstanceStatus {
  readonly proxy: 'running' | 'stopped'
  readonly app: 'running' | 'crashed' | 'stopped'
}

export interface InstanceDeployment {
  readonly versionLabel: string
  /** The bundle as it was uploaded, a zip on this machine. */
  readonly bundlePath: string
  /** Environment properties (aws:elasticbeanstalk:application:environment). */
  readonly environmentVariables: Readonly<Record<string, string>>
  /** The option ProxyServer; undefined stands for the platform's default. */
  readonly proxyServer?: string | undefined
  /** What a fault does to it. */
  readonly sabotage?: Sabotage
}

export type Sabotage = FaultOf<
  | 'instance-fails'
  | 'disk-full'
  | 'proxy-file-broken'
  | 'proxy-drops-upgrade'
  | 'proxy-stopped'
  | 'connections-exhausted'
  | 'app-crashes'
  | 'app-hangs'
>

/** What Beanstalk tells as an event while an instance deploys; the texts are made from it elsewhere. */
export type DeploymentStep =
  | { readonly kind: 'unpacked' }
  | { readonly kind: 'procfile-used' }
  | { readonly kind: 'dependencies-installed' }
  | { readonly kind: 'proxy-stopped' }
  | { readonly kind: 'application-flipped' }
  | { readonly kind: 'application-started' }
  | { readonly kind: 'proxy-started' }

export type DeploymentOutcome =
  | { readonly kind: 'succeeded' /** It says so, and runs what it ran before. */; readonly keptFormer?: true }
  | {
      readonly kind: 'failed'
      /** Where it failed, as the engine names the step: "app-deploy" - "start proxy with new configuration". */
      readonly step: string
      readonly reason: FailureReason
      /** What the engine wrote to eb-engine.log about it, without the time and "[ERROR]". */
      readonly engineLogLine: string
    }

export type FailureReason =
  | 'npm-install'
  | 'pip-install'
  | 'no-start-command'
  | 'proxy-configuration'
  | 'application-crashed'
  | 'bundle'
  | 'hook'

export interface FrontSpec {
  readonly name: string
  /** Taken where this process may listen there and nobody else does, else any other; 0: any free port. */
  readonly port: number
  /** On how many addresses it answers, as a load balancer does with one in each zone: 127.0.0.1 and those after it; 1 by default. */
  readonly addresses?: number
}

/**
 * A TCP port that behaves as an instance behind a security group: silent while closed (no refusal, no answer),
 * refusing while open with nothing behind it, else passing bytes on.
 */
export interface Front {
  /** The first of its addresses. */
  readonly host: string
  /** All have the same port. */
  readonly addresses: readonly string[]
  readonly port: number
  /** Points the front at a proxy's port, or at nothing. Connections through it end. */
  pointTo(proxyPort: number | undefined): Promise<void>
  /** What the security groups say. Closing ends no established connection: groups are stateful. */
  setAdmitted(admitted: boolean): Promise<void>
  /** Makes one of its addresses silent although the groups admit, as a load balancer's node that has failed. */
  setDead(address: string, isDead: boolean): Promise<void>
  close(): Promise<void>
}
