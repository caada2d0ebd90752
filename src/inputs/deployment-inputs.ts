/** The inputs about how a version gets there, which deploy and preview share. */

import type { InputReader } from './input-reader.ts'

export interface DeploymentRequest {
  readonly deploymentTimeoutMs: number
  readonly aws: { readonly maxRetries: number; readonly retryDelayMs: number; readonly logRequests: boolean }
  readonly proxy: { readonly mode: 'auto' | 'off'; readonly timeoutSeconds: number; readonly hasBeacon: boolean }
  /** Whether the proxy files are tried out before anything is changed. */
  readonly preflight: 'auto' | 'required' | 'off'
}

export function readDeploymentRequest(inputs: InputReader): DeploymentRequest {
  return {
    deploymentTimeoutMs: 1000 * inputs.number('deployment-timeout', { min: 1, max: 21_600, fallback: 1800 }),
    aws: {
      maxRetries: inputs.number('max-retries', { min: 0, max: 20, fallback: 2 }),
      retryDelayMs: 1000 * inputs.number('retry-delay', { min: 0, max: 60, fallback: 5 }),
      logRequests: inputs.boolean('verbose-logging', false),
    },
    proxy: {
      mode: inputs.choice('proxy-files', ['auto', 'off'], 'auto'),
      timeoutSeconds: inputs.number('proxy-timeout', { min: 1, max: 86_400, fallback: 3600 }),
      hasBeacon: inputs.boolean('beacon', false),
    },
    preflight: inputs.choice('preflight', ['auto', 'required', 'off'], 'auto'),
  }
}
