/** The inputs of the preview action, read and checked. */

import type { DeployRequest, HandshakeRequest } from './deploy-request.ts'
import type { OptionSetting } from './option-settings.ts'
import type { BundleRequest } from './version-inputs.ts'

export interface PreviewRequest {
  readonly region: string
  readonly applicationName: string
  readonly baseEnvironmentName: string
  readonly bundle: BundleRequest
  /** Those of the user, then `environment-variables` as settings of their namespace. */
  readonly optionSettings: readonly OptionSetting[]
  /** Values of `environment-variables`, which are secret. */
  readonly variableValues: readonly string[]
  /** Whether those of the base environment are copied; never for a fork, whatever is written. */
  readonly copiesVariables: boolean
  /** Undefined: the micro of the base's architecture. */
  readonly instanceType: string | undefined
  /** Undefined: every pull request has a preview. */
  readonly onlyWithLabel: string | undefined
  /** Undefined: the event tells. */
  readonly pullRequest: number | undefined
  readonly maxAgeMs: number
  readonly maxPreviews: number
  readonly requireCredentials: boolean
  /** Of GitHub; empty where none was given. */
  readonly token: string
  readonly deploymentTimeoutMs: number
  readonly aws: DeployRequest['aws']
  readonly handshake: HandshakeRequest
  readonly proxy: DeployRequest['proxy']
  readonly preflight: DeployRequest['preflight']
}
