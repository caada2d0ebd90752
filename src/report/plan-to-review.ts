/** What a reviewer is told of a plan, beside the products of the stages that it is made of. Composed in src/plan. */

import type { SettingChange } from '../environment/compare-settings.ts'

export interface PlanToReview {
  /** All of it, a line for each thing that would be done or left alone: what the log has. */
  readonly inWords: readonly string[]
  /** What is counted on although nobody has read it on an instance. */
  readonly assumed: readonly string[]
  /** How a single file becomes a source bundle; undefined for what is one, and for a folder. */
  readonly wrapping: string | undefined
  /** A line for each port. */
  readonly inbound: readonly string[]
  readonly version: readonly string[]
  /** The user's own, then those with which the load balancer is tuned. */
  readonly settings: readonly PlannedSetting[]
  /** What is left as it is, and who cuts silent connections when. */
  readonly loadBalancer: readonly string[]
  readonly webSocket: PlannedWebSocket
  /** What is done when the deployment does not end well; empty where nothing is to be rolled back. */
  readonly rollBack: readonly string[]
}

export interface PlannedSetting extends SettingChange {
  /** What a setting of the action's own is for. */
  readonly purpose?: string
}

export interface PlannedWebSocket {
  readonly inWords: string
  /** Without the values of the query; undefined where none is opened, and where the environment is still to be created. */
  readonly url: string | undefined
  readonly protocol: string
}
