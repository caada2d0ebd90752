/** The events of one region, and how DescribeEvents looks through them. */

import type { Clock } from '../clock.ts'

export interface BeanstalkEvent {
  readonly sequence: number
  readonly date: Date
  readonly severity: Severity
  readonly message: string
  readonly applicationName: string
  readonly environmentName: string | undefined
  readonly environmentId: string | undefined
  readonly versionLabel: string | undefined
  /** The call that the event belongs to; health events belong to none. */
  readonly requestId: string | undefined
}

export type Severity = (typeof SEVERITIES)[number]

/** From the least to the worst. */
export const SEVERITIES = ['TRACE', 'DEBUG', 'INFO', 'WARN', 'ERROR', 'FATAL'] as const

export interface EventLog {
  add(event: Omit<BeanstalkEvent, 'sequence' | 'date'>): BeanstalkEvent
  /** Newest first. */
  find(filter: EventFilter): BeanstalkEvent[]
}

export interface EventFilter {
  readonly applicationName: string | undefined
  readonly environmentName: string | undefined
  readonly environmentId: string | undefined
  readonly versionLabel: string | undefined
  readonly requestId: string | undefined
  /** This and what is worse. */
  readonly severity: Severity | undefined
  /** Inclusive. */
  readonly startTime: Date | undefined
  /** Exclusive. */
  readonly endTime: Date | undefined
}

// Elastic Beanstalk keeps six weeks; a history that runs for days at full speed must not fill the memory.
const MAX_EVENTS = 200_000

export function openEventLog(clock: Clock): EventLog {
  const events: BeanstalkEvent[] = []
  let sequence = 0
  let lastMs = 0
  return {
    add: event => {
      sequence += 1
      // Clients ask for what is a millisecond later than the last they saw, so no two events share one.
      lastMs = Math.max(clock.now(), lastMs + 1)
      const added = { ...event, sequence, date: new Date(lastMs) }
      events.push(added)
      if (events.length > MAX_EVENTS) events.shift()
      return added
    },
    find: filter => events.filter(event => fits(event, filter)).reverse(),
  }
}

function fits(event: BeanstalkEvent, filter: EventFilter): boolean {
  const same = (asked: string | undefined, value: string | undefined) => asked === undefined || asked === value
  return (
    same(filter.applicationName, event.applicationName) &&
    same(filter.environmentName, event.environmentName) &&
    same(filter.environmentId, event.environmentId) &&
    same(filter.versionLabel, event.versionLabel) &&
    same(filter.requestId, event.requestId) &&
    (filter.severity === undefined || SEVERITIES.indexOf(event.severity) >= SEVERITIES.indexOf(filter.severity)) &&
    (filter.startTime === undefined || event.date >= filter.startTime) &&
    (filter.endTime === undefined || event.date < filter.endTime)
  )
}
