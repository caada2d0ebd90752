/** The inputs of the deploy action, read and checked. */

import { type CreationRequest, readCreationRequest } from './creation-inputs.ts'
import { type DeploymentRequest, readDeploymentRequest } from './deployment-inputs.ts'
import { readApplicationName, readEnvironmentName, readRegion } from './environment-inputs.ts'
import { refuseForeignInputs } from './foreign-inputs.ts'
import { type HandshakeRequest, readHandshakeRequest } from './handshake-request.ts'
import { type InboundRequest, readInboundRequest } from './inbound-inputs.ts'
import { type InputReader, type InputSource, openInputReader } from './input-reader.ts'
import { type LoadBalancerRequest, readLoadBalancerRequest } from './load-balancer-inputs.ts'
import { type OptionSetting, parseOptionSettings } from './option-settings.ts'
import { type RollBackMode, readRollBackMode } from './roll-back-inputs.ts'
import { type BundleRequest, readBundleRequest, readVersionRequest, type VersionRequest } from './version-inputs.ts'

export interface DeployRequest extends DeploymentRequest {
  readonly region: string
  readonly applicationName: string
  readonly environmentName: string
  readonly creation: CreationRequest
  readonly bundle: BundleRequest
  readonly version: VersionRequest
  readonly optionSettings: readonly OptionSetting[]
  readonly waitForDeployment: boolean
  readonly minimumHealth: MinimumHealth
  readonly handshake: HandshakeRequest
  readonly inbound: InboundRequest
  readonly loadBalancer: LoadBalancerRequest
  readonly rollBack: RollBackMode
  readonly dryRun: boolean
  /** What becomes of the update that goes on when the job is cancelled. */
  readonly onCancel: 'leave' | 'abort'
}

export type MinimumHealth = 'Green' | 'Yellow' | 'Grey' | 'any'

/** What the workflow run itself says, where an input was left out. */
export interface RunDefaults {
  readonly region: string | undefined
  readonly versionLabel: string | undefined
}

/** Whether a dry run is asked for, where another input is wrong, too. */
export function asksForDryRun(source: InputSource): boolean {
  return source('dry-run').trim().toLowerCase() === 'true'
}

/** Throws one ActionError that names every wrong input. */
export function readDeployRequest(source: InputSource, defaults: RunDefaults): DeployRequest {
  const inputs = openInputReader(source)
  refuseForeignInputs(inputs)
  const request = readDeployInputs(inputs, defaults)
  inputs.finish()
  return request
}

/** What is wrong with them is told by the reader's `finish`. */
export function readDeployInputs(inputs: InputReader, defaults: RunDefaults): DeployRequest {
  const waitForDeployment = inputs.boolean('wait-for-deployment', true)
  const handshake = readHandshakeRequest(inputs)
  return {
    region: readRegion(inputs, defaults.region),
    applicationName: readApplicationName(inputs),
    environmentName: readEnvironmentName(inputs),
    creation: readCreationRequest(inputs),
    bundle: readBundleRequest(inputs),
    version: readVersionRequest(inputs, defaults.versionLabel),
    optionSettings: inputs.parsed('option-settings', [], parseOptionSettings),
    ...readDeploymentRequest(inputs),
    waitForDeployment,
    minimumHealth: readMinimumHealth(inputs),
    handshake,
    inbound: readInboundRequest(inputs),
    loadBalancer: readLoadBalancerRequest(inputs),
    rollBack: readRollBackMode(inputs, { waitForDeployment, failOn: handshake.failOn }),
    dryRun: inputs.boolean('dry-run', false),
    onCancel: inputs.choice('on-cancel', ['leave', 'abort'], 'leave'),
  }
}

function readMinimumHealth(inputs: InputReader): MinimumHealth {
  const minimum = inputs.choice('minimum-health', ['Green', 'Yellow', 'Grey', 'any'], 'Yellow')
  return inputs.boolean('wait-for-environment-recovery', true) ? minimum : 'any'
}
