/** Follows an operation, its events live, until its end is known. */

import type { Context } from '../context.ts'
import { pollUntil } from '../poll.ts'
import { quoteForeign, toPrintableLine } from '../untrusted.ts'
import type { InstancesLook } from './compare-instances.ts'
import type { FailureKind } from './deployment-facts.ts'
import { openEventTeller } from './describe-event.ts'
import { describeSources } from './describe-sources.ts'
import type { EnvironmentEvent } from './event-feed.ts'
import type { EnvironmentState } from './find-environment.ts'
import { type Following, isEnding, lookAtOperation, type Operation } from './look-at-operation.ts'
import { FIRST_LOOK_MS, openPace } from './pace-looks.ts'
import { isError } from './read-end.ts'
import type { VerdictSource } from './verdict-source.ts'
import { openWatch } from './watch-operation.ts'

/** How the operation ended, with the state and the events by which that is known. */
export type Settled = {
  readonly state: EnvironmentState
  /** Of this operation, oldest first. */
  readonly events: readonly EnvironmentEvent[]
} & ({ readonly kind: 'not-waited' } | (SettledFacts & ({ readonly kind: 'succeeded' } | Failure)))

export interface SettledFacts {
  /** Which deployment each instance has. */
  readonly instances: InstancesLook
  /** What each thing that was asked says. */
  readonly sources: readonly VerdictSource[]
}

interface Failure {
  readonly kind: 'failed'
  readonly because: FailureKind
  readonly reason: string
  readonly errors: readonly string[]
}

export async function settle(context: Context, operation: Operation): Promise<Settled> {
  const { before, wantedLabel, requestId, newestDeployment, answer, feed } = operation
  const watched = { before, wantedLabel, requestId, newestDeployment, hasFeed: feed !== undefined }
  const watch = openWatch(context.clock, watched, answer)
  const pace = openPace(context.clock)
  const tellEvents = openEventTeller(context, requestId)
  const following: Following = { context, operation, watch, pace, tellEvents, feed, state: answer }
  const judgement = await pollUntil(context, {
    what: describeWait(operation),
    read: () => lookAtOperation(following),
    done: ({ kind }) => kind !== 'running',
    describe: () => describeSeen(following),
    firstPauseMs: FIRST_LOOK_MS,
    pauseMs: () => following.pace.pauseMs(isEnding(following)),
  })
  const { events } = watch
  const facts = watch.facts()
  const told = { state: following.state, events, instances: facts.instances, sources: describeSources(facts) }
  if (judgement.kind !== 'failed') return { kind: 'succeeded', ...told }
  const { because, reason } = judgement
  return { kind: 'failed', ...told, because, reason, errors: events.filter(isError).map(event => event.message) }
}

function describeWait({ wantedLabel, before }: Operation): string {
  if (!before) return 'the creation of the environment to end'
  const what = wantedLabel === before.versionLabel ? 'the update' : `the deployment of "${wantedLabel}"`
  return `${what} to end`
}

function describeSeen({ state, watch }: Following): string {
  const last = watch.events.at(-1)
  const told = last ? `last event ${quoteForeign(last.message)}` : 'no event yet'
  return `status ${toPrintableLine(state.status, 40)}, health ${toPrintableLine(state.health, 40)}, ${told}`
}
