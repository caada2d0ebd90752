/** What Elastic Beanstalk knows: applications with their versions, environments, events; all of it per region. */

import type { Front, HostInstance } from '../host/host.ts'
import type { EnvironmentNetwork } from './environment-network.ts'
import type { EventLog } from './event-log.ts'
import type { OptionSettings } from './option-settings.ts'

export interface BeanstalkRegion {
  readonly name: string
  readonly applications: Map<string, Application>
  /** The terminated ones as well, oldest first; names repeat, ids do not. */
  readonly environments: Map<string, Environment>
  readonly events: EventLog
}

export interface Application {
  readonly name: string
  readonly created: Date
  description: string | undefined
  updated: Date
  /** By label, oldest first. */
  readonly versions: Map<string, ApplicationVersion>
  /** By name, oldest first. */
  readonly templates: Map<string, ConfigurationTemplate>
  /** As UpdateApplicationResourceLifecycle was told; it is kept, and deletes nothing. */
  lifecycle: ResourceLifecycle
  readonly tags: Tags
}

export interface ResourceLifecycle {
  readonly serviceRole: string | undefined
  /** By the name of the rule in the API. */
  readonly maxCount: { readonly enabled: boolean; readonly maxCount: number; readonly deleteSource: boolean }
  readonly maxAge: { readonly enabled: boolean; readonly maxAgeDays: number; readonly deleteSource: boolean }
}

/** A saved configuration. */
export interface ConfigurationTemplate {
  readonly name: string
  readonly solutionStack: string
  readonly created: Date
  description: string | undefined
  updated: Date
  settings: OptionSettings
  readonly tags: Tags
}

/** Those of the user, by their keys. */
export type Tags = Map<string, string>

export interface ApplicationVersion {
  readonly label: string
  description: string | undefined
  /** Undefined: the sample application. */
  readonly source: { readonly bucket: string; readonly key: string } | undefined
  readonly created: Date
  updated: Date
  status: 'Unprocessed' | 'Processing' | 'Processed' | 'Failed'
  readonly tags: Tags
}

export interface Environment {
  readonly id: string
  readonly name: string
  readonly applicationName: string
  readonly region: string
  readonly solutionStack: string
  /** A worker has no name of its own, and takes its messages from a queue, which is not here. */
  readonly tier: 'WebServer' | 'Worker'
  readonly created: Date
  readonly tags: Tags
  /** A swap of CNAMEs changes it, with the front. */
  cnamePrefix: string
  description: string | undefined
  updated: Date
  /** What its instances run, or would if the last deployment had not failed; SAMPLE_LABEL for the sample application. */
  versionLabel: string
  status: 'Launching' | 'Updating' | 'Aborting' | 'Ready' | 'Terminating' | 'Terminated'
  health: Health
  /** Set by CreateEnvironment and UpdateEnvironment. */
  settings: OptionSettings
  /** What the deployed bundle's .ebextensions say. */
  bundleSettings: OptionSettings
  /** Counts up with every deployment that is tried. */
  deployments: number
  /** The number of the one that its instances should run. */
  expectedDeployment: number
  /** What its CNAME leads to. */
  front: Front
  /** Oldest first. */
  instances: readonly EnvironmentInstance[]
  /** What lies around the instances; undefined while nothing is made. */
  network: EnvironmentNetwork | undefined
  /** The operation that goes on. */
  operation: { readonly abort: AbortController; readonly abortable: boolean } | undefined
  infos: EnvironmentInfo[]
  operationsRole?: string | undefined
}

export interface Health {
  readonly color: 'Green' | 'Yellow' | 'Red' | 'Grey'
  readonly status: 'Ok' | 'Info' | 'Degraded' | 'Severe' | 'Pending' | 'Unknown'
  readonly causes: readonly string[]
}

export interface InstanceDeploymentRecord {
  readonly versionLabel: string
  readonly id: number
  readonly status: 'In Progress' | 'Deployed' | 'Failed'
  readonly time: Date
}

export interface EnvironmentInstance {
  readonly id: string
  readonly host: HostInstance
  readonly launched: Date
  readonly zone: string
  /** Its own address, behind its security groups; undefined for a single one, which has that of the environment. */
  readonly front: Front | undefined
  /** What it was last told to run, whatever came of it. */
  deployment: InstanceDeploymentRecord | undefined
}

export interface EnvironmentInfo {
  readonly instanceId: string
  readonly sampled: Date
  /** The presigned address of the text. */
  readonly address: string
}

/** What it is called while no version was ever named: Elastic Beanstalk's own sample. */
export const SAMPLE_LABEL = 'Sample Application'
