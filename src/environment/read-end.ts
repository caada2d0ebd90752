/** What the events of an operation say of its end. Pure. */

import type { EnvironmentEvent } from './event-feed.ts'

export type OperationEnd = 'good' | 'bad' | 'none'

/** By the last event that tells an end: a text that somebody put in before it decides nothing. */
export function readEnd(events: readonly EnvironmentEvent[]): OperationEnd {
  const last = findEnd(events)
  if (!last) return 'none'
  return isGoodEnd(last) ? 'good' : 'bad'
}

export function findEnd(events: readonly EnvironmentEvent[]): EnvironmentEvent | undefined {
  return events.findLast(event => isGoodEnd(event) || isBadEnd(event))
}

/** An ERROR is told, not judged: a deployment can recover from it. */
export function isError({ severity }: EnvironmentEvent): boolean {
  return severity === 'ERROR' || severity === 'FATAL'
}

/** Follows a failure, too; where no end was told before it, somebody has aborted the update. */
export function hasAbortedText({ severity, message }: EnvironmentEvent): boolean {
  return severity === 'ERROR' && message.startsWith('During an aborted deployment, some instances may have deployed')
}

// The texts by which AWS's own EB CLI knows the end (ebcli/operations/commonops.py, ebcli/resources/strings.py).
function isGoodEnd({ message, severity }: EnvironmentEvent): boolean {
  return severity === 'INFO' && GOOD_END.test(message)
}

const GOOD_END =
  /^(Environment update completed successfully\.$|Successfully deployed new configuration to environment\.$|Successfully launched environment: )/

function isBadEnd({ message }: EnvironmentEvent): boolean {
  return BAD_END.test(message)
}

const BAD_END =
  /^(Failed to (deploy application|deploy configuration|launch environment)\.$|The environment was reverted to the previous configuration setting\.$|(Update|Create) environment operation is complete, but with errors|Launched environment: .* issues during launch)/
