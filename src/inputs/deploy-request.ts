/** The inputs of the deploy action, read and checked. */

import { type CreationRequest, readCreationRequest } from './creation-inputs.ts'
import { readApplicationName, readEnvironmentName, readRegion } from './environment-inputs.ts'
import { parseWebSocketPath, parseWebSocketUrl } from './handshake-inputs.ts'
import { type InboundRequest, readInboundRequest } from './inbound-inputs.ts'
import { type InputReader, type InputSource, openInputReader } from './input-reader.ts'
import { type LoadBalancerRequest, readLoadBalancerRequest } from './load-balancer-inputs.ts'
import { type OptionSetting, parseOptionSettings } from './option-settings.ts'
import { type FailOn, type ProbeRequest, readFailOn, readProbeRequest } from './probe-inputs.ts'
import { type RollBackMode, readRollBackMode } from './roll-back-inputs.ts'
import { type BundleRequest, readBundleRequest, readVersionRequest, type VersionRequest } from './version-inputs.ts'

export interface DeployRequest {
  readonly region: string
  readonly applicationName: string
  readonly environmentName: string
  readonly creation: CreationRequest
  readonly bundle: BundleRequest
  readonly version: VersionRequest
  readonly optionSettings: readonly OptionSetting[]
  readonly deploymentTimeoutMs: number
  readonly waitForDeployment: boolean
  readonly minimumHealth: MinimumHealth
  readonly aws: { readonly maxRetries: number; readonly retryDelayMs: number; readonly logRequests: boolean }
  readonly handshake: HandshakeRequest
  readonly proxy: { readonly mode: 'auto' | 'off'; readonly timeoutSeconds: number; readonly hasBeacon: boolean }
  /** Whether the proxy files are tried out before anything is changed. */
  readonly preflight: 'auto' | 'required' | 'off'
  readonly inbound: InboundRequest
  readonly loadBalancer: LoadBalancerRequest
  readonly rollBack: RollBackMode
  readonly dryRun: boolean
  /** What becomes of the update that goes on when the job is cancelled. */
  readonly onCancel: 'leave' | 'abort'
}

export type MinimumHealth = 'Green' | 'Yellow' | 'Grey' | 'any'

export interface HandshakeRequest {
  readonly url: string | undefined
  readonly path: string | undefined
  readonly probe: ProbeRequest
  /** undefined: as long as is usual, which is longer where the environment is new. */
  readonly timeoutMs: number | undefined
  /** How many opening handshakes must be accepted, one after the other. */
  readonly inARow: number
  readonly failOn: FailOn
}

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
  const waitForDeployment = inputs.boolean('wait-for-deployment', true)
  const handshake = readHandshakeRequest(inputs)
  const request: DeployRequest = {
    region: readRegion(inputs, defaults.region),
    applicationName: readApplicationName(inputs),
    environmentName: readEnvironmentName(inputs),
    creation: readCreationRequest(inputs),
    bundle: readBundleRequest(inputs),
    version: readVersionRequest(inputs, defaults.versionLabel),
    optionSettings: inputs.parsed('option-settings', [], parseOptionSettings),
    deploymentTimeoutMs: 1000 * inputs.number('deployment-timeout', { min: 1, max: 21_600, fallback: 1800 }),
    waitForDeployment,
    minimumHealth: readMinimumHealth(inputs),
    aws: {
      maxRetries: inputs.number('max-retries', { min: 0, max: 20, fallback: 2 }),
      retryDelayMs: 1000 * inputs.number('retry-delay', { min: 0, max: 60, fallback: 5 }),
      logRequests: inputs.boolean('verbose-logging', false),
    },
    handshake,
    proxy: {
      mode: inputs.choice('proxy-files', ['auto', 'off'], 'auto'),
      timeoutSeconds: inputs.number('proxy-timeout', { min: 1, max: 86_400, fallback: 3600 }),
      hasBeacon: inputs.boolean('beacon', false),
    },
    preflight: inputs.choice('preflight', ['auto', 'required', 'off'], 'auto'),
    inbound: readInboundRequest(inputs),
    loadBalancer: readLoadBalancerRequest(inputs),
    rollBack: readRollBackMode(inputs, { waitForDeployment, failOn: handshake.failOn }),
    dryRun: inputs.boolean('dry-run', false),
    onCancel: inputs.choice('on-cancel', ['leave', 'abort'], 'leave'),
  }
  inputs.finish()
  return request
}

function readMinimumHealth(inputs: InputReader): MinimumHealth {
  const minimum = inputs.choice('minimum-health', ['Green', 'Yellow', 'Grey', 'any'], 'Yellow')
  return inputs.boolean('wait-for-environment-recovery', true) ? minimum : 'any'
}

function readHandshakeRequest(inputs: InputReader): HandshakeRequest {
  return {
    url: inputs.parsed('websocket-url', undefined, parseWebSocketUrl),
    path: inputs.parsed('websocket-path', undefined, parseWebSocketPath),
    probe: readProbeRequest(inputs),
    timeoutMs: 1000 * inputs.number('handshake-timeout', { min: 1, max: 3600, fallback: 0 }) || undefined,
    inARow: inputs.number('attempts', { min: 1, max: 20, fallback: 2 }),
    failOn: readFailOn(inputs),
  }
}
