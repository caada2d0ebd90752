/** Follows an operation, its events live, until its end is known. */

import { isDenied } from '../aws/refusals.ts'
import type { Context } from '../context.ts'
import { pollUntil } from '../poll.ts'
import { quoteForeign, toPrintableLine } from '../untrusted.ts'
import { describeState } from './describe-state.ts'
import type { EnvironmentEvent, EventFeed } from './event-feed.ts'
import type { EnvironmentState } from './find-environment.ts'
import { isError, type Judgement, judgeDeployment } from './judge-deployment.ts'

/** How the operation ended, with the state and the events by which that is known. */
export type Settled = {
  readonly state: EnvironmentState
  /** Of this operation, oldest first. */
  readonly events: readonly EnvironmentEvent[]
} & (
  | { readonly kind: 'succeeded' | 'not-waited' }
  | { readonly kind: 'failed'; readonly reason: string; readonly errors: readonly string[] }
)

export interface Operation {
  readonly environmentId: string
  /** The version that runs when all is well. */
  readonly wantedLabel: string | undefined
  /** undefined: the events may not be read. */
  readonly feed: EventFeed | undefined
  /** Undefined where it is not known, as of an environment that another run creates. */
  readonly requestId: string | undefined
  /** The environment right before the operation was asked for; undefined where that creates it. */
  readonly before: EnvironmentState | undefined
  readonly onState: (state: EnvironmentState) => void
}

export async function settle(context: Context, operation: Operation): Promise<Settled> {
  const events: EnvironmentEvent[] = []
  const watch = openWatch(context, operation)
  const { state, judgement } = await pollUntil(context, {
    what: describeWait(operation),
    async read() {
      // The status first: what has happened until it was read is then in the events, not the other way round.
      const state = await describeState(context, operation.environmentId)
      operation.onState(state)
      events.push(...(await readEvents(context, operation)))
      return { state, judgement: watch(state, events) }
    },
    done: ({ judgement }) => judgement.kind !== 'running',
    describe: ({ state }) =>
      `status ${toPrintableLine(state.status, 40)}, health ${toPrintableLine(state.health, 40)}, ${toLastEvent(events)}`,
  })
  if (judgement.kind !== 'failed') return { kind: 'succeeded', state, events }
  const errors = events.filter(isError).map(event => event.message)
  return { kind: 'failed', state, events, reason: judgement.reason, errors }
}

function describeWait({ wantedLabel, before }: Operation): string {
  if (!before) return 'the creation of the environment to end'
  const what = wantedLabel === before.versionLabel ? 'the update' : `the deployment of "${wantedLabel}"`
  return `${what} to end`
}

type Watch = (state: EnvironmentState, events: readonly EnvironmentEvent[]) => Judgement

// Remembers what one look cannot tell: whether the operation has begun, and since when the environment is Ready again.
function openWatch({ clock }: Context, { wantedLabel, before, feed }: Operation): Watch {
  let begun = !before
  let readySinceMs: number | undefined
  return (state, events) => {
    begun ||= state.status !== 'Ready' || events.length > 0
    begun ||= state.versionLabel !== before?.versionLabel || state.updatedAtMs > (before?.updatedAtMs ?? 0)
    const isOver = begun && state.status === 'Ready'
    readySinceMs = isOver ? (readySinceMs ?? clock.monotonicMs()) : undefined
    return judgeDeployment({
      wantedLabel,
      status: state.status,
      label: state.versionLabel,
      begun,
      events: feed && events,
      readyForMs: readySinceMs === undefined ? 0 : clock.monotonicMs() - readySinceMs,
    })
  }
}

// Events of other operations and of the environment's health are shown, but do not judge this one.
async function readEvents(context: Context, { feed, requestId, before }: Operation): Promise<EnvironmentEvent[]> {
  try {
    const events = (await feed?.readNew()) ?? []
    for (const event of events) context.log.info(toLine(event))
    // In an environment that did not exist before, no operation but its creation has been asked for.
    return events.filter(event => (before ? event.requestId === requestId : event.requestId !== undefined))
  } catch (error) {
    if (!isDenied(error)) throw error
    context.log.debug(error.message)
    return []
  }
}

function toLine({ atMs, severity, message }: EnvironmentEvent): string {
  return `${new Date(atMs).toISOString().slice(11, 19)} ${severity.padEnd(5)} ${message}`
}

function toLastEvent(events: readonly EnvironmentEvent[]): string {
  const last = events.at(-1)
  return last ? `last event ${quoteForeign(last.message)}` : 'no event yet'
}
