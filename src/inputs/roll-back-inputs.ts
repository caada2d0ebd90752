/** The input about a deployment that did not end well: whether the version before is deployed again. */

import type { InputReader } from './input-reader.ts'
import type { FailOn } from './probe-inputs.ts'

export type RollBackMode = 'never' | 'on-failed-handshake' | 'on-failure'

/** What else the inputs say about seeing a failure at all. */
export interface Watching {
  readonly waitForDeployment: boolean
  readonly failOn: FailOn
}

export function readRollBackMode(inputs: InputReader, { waitForDeployment, failOn }: Watching): RollBackMode {
  const mode = inputs.choice('rollback', ['never', 'on-failed-handshake', 'on-failure'], 'never')
  if (mode !== 'never' && !waitForDeployment) {
    const hint = 'Remove this line, or "wait-for-deployment: false": who does not wait sees no failure.'
    inputs.problem('rollback', `was "${mode}", but wait-for-deployment was "false"`, hint)
  }
  if (mode === 'on-failed-handshake' && failOn === 'never') {
    const hint = 'Remove this line, or "fail-on: never", with which a WebSocket decides nothing.'
    inputs.problem('rollback', `was "${mode}", but fail-on was "never"`, hint)
  }
  return mode
}
