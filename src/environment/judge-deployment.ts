/**
 * Is the deployment over, and how did it end? Pure. `Ready` is reached after failures too, event texts differ between
 * platforms and years, and not every ERROR event is the end: so no single fact decides.
 */

import { quoteForeign } from '../untrusted.ts'
import type { EnvironmentEvent } from './event-feed.ts'

export interface DeploymentFacts {
  /** Undefined where none runs, and none was asked for. */
  readonly wantedLabel: string | undefined
  readonly status: string
  readonly label: string | undefined
  /** Has anything shown that the operation began? Right after the request the status may still be the old Ready. */
  readonly begun: boolean
  /** The events of this very operation; undefined when they may not be read. */
  readonly events: readonly EnvironmentEvent[] | undefined
  /** How long the environment has been Ready after it began. */
  readonly readyForMs: number
}

export type Judgement =
  | { readonly kind: 'running' }
  | { readonly kind: 'succeeded' }
  | { readonly kind: 'failed'; readonly reason: string }

/** The last event can become visible a few seconds after the status has changed. */
const LAST_EVENT_WITHIN_MS = 15_000

export function judgeDeployment(facts: DeploymentFacts): Judgement {
  const { status, label, wantedLabel, begun, events } = facts
  if (status === 'Terminating' || status === 'Terminated') return failed('the environment is being terminated')
  if (status !== 'Ready' || !begun) return { kind: 'running' }
  if (label !== wantedLabel) return isOver(facts) ? failed(describeOtherLabel(facts)) : { kind: 'running' }
  if (events === undefined) return { kind: 'succeeded' }
  if (events.some(isEndWithErrors)) return failed('Beanstalk reported its end with errors')
  if (events.some(isGoodEnd)) return { kind: 'succeeded' }
  if (facts.readyForMs < LAST_EVENT_WITHIN_MS) return { kind: 'running' }
  return events.some(isError) ? failed('Beanstalk reported errors and no successful end') : { kind: 'succeeded' }
}

export function isError({ severity }: EnvironmentEvent): boolean {
  return severity === 'ERROR' || severity === 'FATAL'
}

// The texts by which AWS's own EB CLI knows the end (ebcli/operations/commonops.py, ebcli/resources/strings.py).
export function isGoodEnd({ message, severity }: EnvironmentEvent): boolean {
  return severity === 'INFO' && GOOD_END.test(message)
}

const GOOD_END =
  /^(Environment update completed successfully\.$|Successfully deployed new configuration to environment\.$|Successfully launched environment: )/

function isEndWithErrors({ message }: EnvironmentEvent): boolean {
  return /^(Failed to (deploy application|deploy configuration|launch environment)\.$|The environment was reverted to the previous configuration setting\.$|(Update|Create) environment operation is complete, but with errors)/.test(
    message,
  )
}

// Right after the request the environment may still be the Ready one of before, whatever the events say already.
function isOver({ events = [], readyForMs }: DeploymentFacts): boolean {
  return readyForMs >= LAST_EVENT_WITHIN_MS || events.some(event => isGoodEnd(event) || isEndWithErrors(event))
}

function describeOtherLabel({ label, events = [] }: DeploymentFacts): string {
  const running = `the environment is Ready, but runs ${toQuoted(label)}`
  return events.some(isGoodEnd) ? `its own deployment ended well, but another one has replaced it: ${running}` : running
}

function failed(reason: string): Judgement {
  return { kind: 'failed', reason }
}

function toQuoted(label: string | undefined): string {
  return label === undefined ? 'no version' : `version ${quoteForeign(label)}`
}
