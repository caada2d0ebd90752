/** The inputs of the preview action, read and checked. */

import { type DeploymentRequest, readDeploymentRequest } from './deployment-inputs.ts'
import { readApplicationName, readBaseEnvironmentName, readRegion } from './environment-inputs.ts'
import { listVariableSecrets, readEnvironmentVariables } from './environment-variables.ts'
import { type HandshakeRequest, readOwnHandshakeRequest } from './handshake-request.ts'
import { type InputSource, openInputReader } from './input-reader.ts'
import { type OptionSetting, parseOptionSettings } from './option-settings.ts'
import { readInstanceType, readMaxAgeMs, readOnlyWithLabel, readPullRequestNumber } from './preview-inputs.ts'
import { readToken } from './token-input.ts'
import { type BundleRequest, readBundleRequest } from './version-inputs.ts'

export interface PreviewRequest extends DeploymentRequest {
  readonly region: string
  readonly applicationName: string
  readonly baseEnvironmentName: string
  readonly bundle: BundleRequest
  /** Those of the user, then `environment-variables` as settings of their namespace. */
  readonly optionSettings: readonly OptionSetting[]
  /** Of the variables among them, as far as they are secret; with the passwords of those that are URLs. */
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
  /** Of GitHub. */
  readonly token: string
  readonly handshake: HandshakeRequest
}

/** Throws one ActionError that names every wrong input. */
export function readPreviewRequest(
  source: InputSource,
  defaults: { readonly region: string | undefined },
): PreviewRequest {
  const inputs = openInputReader(source)
  const named = {
    region: readRegion(inputs, defaults.region),
    applicationName: readApplicationName(inputs),
    baseEnvironmentName: readBaseEnvironmentName(inputs),
  }
  const bundle = readBundleRequest(inputs)
  const optionSettings = [
    ...inputs.parsed('option-settings', [], parseOptionSettings),
    ...readEnvironmentVariables(inputs),
  ]
  const request: PreviewRequest = {
    ...named,
    bundle,
    optionSettings,
    variableValues: listVariableSecrets(optionSettings, Object.values(named)),
    copiesVariables: inputs.choice('copy-environment-variables', ['all', 'none'], 'all') === 'all',
    instanceType: readInstanceType(inputs),
    onlyWithLabel: readOnlyWithLabel(inputs),
    pullRequest: readPullRequestNumber(inputs),
    maxAgeMs: readMaxAgeMs(inputs),
    maxPreviews: inputs.number('max-previews', { min: 1, max: 100, fallback: 5 }),
    requireCredentials: inputs.boolean('require-credentials', false),
    token: readToken(inputs),
    ...readDeploymentRequest(inputs),
    handshake: readOwnHandshakeRequest(inputs),
  }
  inputs.finish()
  return request
}

/** Nobody has named a region, nor said that there must be credentials: those who set them name one. */
export function lacksRegion(source: InputSource, defaults: { readonly region: string | undefined }): boolean {
  const inputs = openInputReader(source)
  const region = inputs.text('aws-region') ?? defaults.region
  return region === undefined && !inputs.boolean('require-credentials', false)
}
