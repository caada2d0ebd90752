/** The environment's events, in the order in which they happened, each once. */

import { DescribeEventsCommand, type EventDescription } from '@aws-sdk/client-elastic-beanstalk'
import { readPages } from '../aws/read-pages.ts'
import type { Context } from '../context.ts'

export interface EnvironmentEvent {
  /** AWS's time, in milliseconds since 1970. */
  readonly atMs: number
  readonly severity: string
  /** Untrusted text. */
  readonly message: string
  /** Of the operation that caused it; health events have none. */
  readonly requestId: string | undefined
}

export interface EventFeed {
  /** Events that no earlier call has returned, oldest first. */
  readNew(): Promise<EnvironmentEvent[]>
}

/** Events may become visible a little after others with a later date, so each read looks back this far. */
const LOOK_BACK_MS = 120_000
const PAGE_SIZE = 1000

/** A feed of what happens from now on; "now" is by AWS's own clock, the date of the newest event there is. */
export async function openEventFeed(context: Context, environmentId: string): Promise<EventFeed> {
  const [newest] = await readPage(context, { EnvironmentId: environmentId, MaxRecords: 1 })
  const startMs = newest?.EventDate?.getTime() ?? 0
  const seen = new Map<string, number>()
  for (const event of startMs ? await readSince(context, environmentId, startMs) : []) count(seen, toKey(event))
  return follow(context, environmentId, { startMs, seen })
}

/** A feed of all that has happened in an environment: for one that was made a moment ago. */
export async function openWholeEventFeed(context: Context, environmentId: string): Promise<EventFeed> {
  // What may not be read is told before anything is waited for.
  await readPage(context, { EnvironmentId: environmentId, MaxRecords: 1 })
  return follow(context, environmentId, { startMs: 0, seen: new Map() })
}

interface Beginning {
  readonly startMs: number
  /** How often each event was there before; it is counted on. */
  readonly seen: Map<string, number>
}

function follow(context: Context, environmentId: string, { startMs, seen }: Beginning): EventFeed {
  let latestMs = startMs
  return {
    async readNew() {
      const events = await readSince(context, environmentId, Math.max(startMs, latestMs - LOOK_BACK_MS))
      const fresh = takeUnseen(events, seen)
      latestMs = Math.max(latestMs, ...fresh.map(event => event.atMs))
      return fresh
    },
  }
}

async function readSince(context: Context, EnvironmentId: string, startMs: number): Promise<EnvironmentEvent[]> {
  const StartTime = new Date(startMs)
  const events = await readPage(context, { EnvironmentId, StartTime, MaxRecords: PAGE_SIZE })
  return events.map(toEvent).reverse()
}

interface EventQuery {
  readonly EnvironmentId: string
  readonly StartTime?: Date
  readonly MaxRecords: number
}

async function readPage(context: Context, query: EventQuery): Promise<EventDescription[]> {
  const ask = (token: { NextToken?: string }) =>
    context.aws.elasticBeanstalk.send(new DescribeEventsCommand({ ...query, ...token }))
  const pages = query.MaxRecords === PAGE_SIZE ? await readPages(ask) : [await ask({})]
  return pages.flatMap(page => page.Events ?? [])
}

function toEvent({ EventDate, Severity, Message, RequestId }: EventDescription): EnvironmentEvent {
  return {
    atMs: EventDate?.getTime() ?? 0,
    severity: Severity ?? 'INFO',
    message: Message ?? '',
    requestId: RequestId || undefined,
  }
}

// The same text may come twice in the same millisecond (two instances), so occurrences are counted.
function takeUnseen(events: readonly EnvironmentEvent[], seen: Map<string, number>): EnvironmentEvent[] {
  const now = new Map<string, number>()
  return events.filter(event => {
    const key = toKey(event)
    const isNew = count(now, key) > (seen.get(key) ?? 0)
    if (isNew) count(seen, key)
    return isNew
  })
}

function toKey({ atMs, severity, requestId, message }: EnvironmentEvent): string {
  return JSON.stringify([atMs, severity, requestId, message])
}

function count(counts: Map<string, number>, key: string): number {
  const next = (counts.get(key) ?? 0) + 1
  counts.set(key, next)
  return next
}
