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
  /** The same of one operation alone, whatever their dates: what another read did not find, this one does. */
  readNewOf(requestId: string): Promise<EnvironmentEvent[]>
  /** The id of the operation that has begun last, of which no call has returned an event. Its events stay to be returned. */
  findBegun(): Promise<string | undefined>
}

/** Events may become visible a little after others with a later date, so each read looks back this far at least. */
const LOOK_BACK_MS = 120_000
/** Until there are more of them, each read looks back to the beginning. */
const FEW = 300
const PAGE_SIZE = 1000
const NEWEST = 100

/** A feed of what happens from now on; "now" is by AWS's own clock, the date of the newest event there is. */
export async function openEventFeed(context: Context, environmentId: string): Promise<EventFeed> {
  const newest = await readNewest(context, environmentId)
  const seen = new Map<string, number>()
  for (const event of newest) count(seen, toKey(event))
  return follow(context, environmentId, { startMs: newest[0]?.atMs ?? 0, seen })
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

function follow(context: Context, EnvironmentId: string, { startMs, seen }: Beginning): EventFeed {
  let latestMs = startMs
  let told = 0
  const read = async (filter: Pick<EventQuery, 'StartTime' | 'RequestId'>) => {
    const events = await readAll(context, { EnvironmentId, ...filter, MaxRecords: PAGE_SIZE })
    const fresh = takeUnseen(events.reverse(), seen)
    latestMs = fresh.reduce((ms, { atMs }) => Math.max(ms, atMs), latestMs)
    told += fresh.length
    return fresh
  }
  return {
    readNew: () => {
      const atMs = told < FEW ? startMs : Math.max(startMs, latestMs - LOOK_BACK_MS)
      return read({ StartTime: new Date(atMs) })
    },
    readNewOf: RequestId => read({ RequestId }),
    async findBegun() {
      const events = await readAll(context, { EnvironmentId, StartTime: new Date(startMs), MaxRecords: PAGE_SIZE })
      const unseen = takeUnseen(events.reverse(), new Map(seen))
      return unseen.findLast(({ requestId }) => requestId !== undefined)?.requestId
    },
  }
}

/** As many as can share the date of the newest one, newest first. */
async function readNewest(context: Context, EnvironmentId: string): Promise<EnvironmentEvent[]> {
  const query = { EnvironmentId, MaxRecords: NEWEST }
  const events = (await readPage(context, query)).Events?.map(toEvent) ?? []
  if (events.length < NEWEST || events[0]?.atMs !== events.at(-1)?.atMs) return events
  return await readAll(context, { ...query, StartTime: new Date(events[0]?.atMs ?? 0), MaxRecords: PAGE_SIZE })
}

interface EventQuery {
  readonly EnvironmentId: string
  readonly StartTime?: Date
  readonly RequestId?: string
  readonly MaxRecords: number
}

async function readAll(context: Context, query: EventQuery): Promise<EnvironmentEvent[]> {
  const pages = await readPages(token => readPage(context, { ...query, ...token }))
  return pages.flatMap(page => page.Events ?? []).map(toEvent)
}

function readPage(context: Context, query: EventQuery & { readonly NextToken?: string }) {
  return context.aws.elasticBeanstalk.send(new DescribeEventsCommand(query))
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
