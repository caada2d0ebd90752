/** The events of an environment in the log, as they come. */

import type { Context } from '../context.ts'
import type { EnvironmentEvent } from './event-feed.ts'

export type TellEvents = (events: readonly EnvironmentEvent[]) => void

/** Each with its time, by AWS's clock, since the first one of the request; since the first of all where none is known yet. */
export function openEventTeller({ log }: Pick<Context, 'log'>, requestId: string | undefined): TellEvents {
  let startMs: number | undefined
  return events => {
    const isOwn = (event: EnvironmentEvent) => requestId !== undefined && event.requestId === requestId
    startMs ??= (events.find(isOwn) ?? events[0])?.atMs
    for (const event of events) log.info(describeEvent(event, startMs ?? event.atMs))
  }
}

// As the summary has it.
function describeEvent({ atMs, severity, message }: EnvironmentEvent, startMs: number): string {
  const seconds = Math.round((atMs - startMs) / 1000)
  return `${`${seconds < 0 ? '' : '+'}${seconds}s`.padStart(6)}  ${severity.padEnd(5)}  ${message}`
}
