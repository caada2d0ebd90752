/** One look at an operation: what is asked of AWS, in which order, and how it is judged. */

import { explainRefusal, isDenied } from '../aws/refusals.ts'
import type { Context } from '../context.ts'
import type { Judgement } from './deployment-facts.ts'
import type { TellEvents } from './describe-event.ts'
import { describeState } from './describe-state.ts'
import type { EventFeed } from './event-feed.ts'
import type { EnvironmentState } from './find-environment.ts'
import { judgeDeployment } from './judge-deployment.ts'
import type { InstancesLooker } from './look-at-instances.ts'
import type { Pace } from './pace-looks.ts'
import { readEnd } from './read-end.ts'
import type { Watch } from './watch-operation.ts'

export interface Operation {
  readonly environmentId: string
  /** The version that runs when all is well. */
  readonly wantedLabel: string | undefined
  /** undefined: the events may not be read. */
  readonly feed: EventFeed | undefined
  readonly lookAtInstances: InstancesLooker
  /** Undefined where it is not known, as of an environment that another run creates. */
  readonly requestId: string | undefined
  /** The environment right before the operation was asked for; undefined where that creates it. */
  readonly before: EnvironmentState | undefined
  /** The newest one that an instance had before; undefined where it is not known. */
  readonly newestDeployment: number | undefined
  /** What the request was answered with. */
  readonly answer: EnvironmentState
  readonly onState: (state: EnvironmentState) => void
}

export interface Following {
  readonly context: Context
  readonly operation: Operation
  readonly watch: Watch
  readonly pace: Pace
  readonly tellEvents: TellEvents
  /** Undefined from when it is denied on. */
  feed: EventFeed | undefined
  /** As it was last seen. */
  state: EnvironmentState
}

// Events come first, because they say when the rest is worth a look: AWS allows an account few of these requests.
export async function lookAtOperation(following: Following): Promise<Judgement> {
  const { watch, pace } = following
  const isStateFirst = !following.feed || isReady(following) || pace.isStateDue()
  if (!isStateFirst) {
    await readEvents(following)
    if (readEnd(watch.events) === 'none' && !watch.facts().hasSuccessor) return { kind: 'running' }
  }
  // Where the end is told, the instances will be asked as well: one answer need not wait for the other.
  const areAsked = readEnd(watch.events) !== 'none'
  await Promise.all([readState(following), ...(areAsked ? [readInstances(following)] : [])])
  if (!isReady(following)) return judgeDeployment(watch.facts())
  await readRest(following, { isStateFirst, areAsked })
  const judgement = judgeDeployment(watch.facts())
  if (judgement.kind !== 'failed' || watch.facts().instances.kind !== 'pending') return judgement
  // They may tell what has become of it.
  await readInstances(following)
  return judgeDeployment(watch.facts())
}

interface Asked {
  readonly isStateFirst: boolean
  readonly areAsked: boolean
}

async function readRest(following: Following, { isStateFirst, areAsked }: Asked): Promise<void> {
  const { watch, operation, state } = following
  const { requestId, before, wantedLabel } = operation
  // What has happened until the status was read is then in the events; a new label tells the end by itself.
  if (isStateFirst || state.versionLabel === before?.versionLabel) await readEvents(following)
  if (readEnd(watch.events) === 'none' && requestId !== undefined) await readEvents(following, requestId)
  if (state.versionLabel === wantedLabel && !areAsked) await readInstances(following)
}

function isReady({ watch }: Following): boolean {
  const { status, isFresh } = watch.facts()
  return status === 'Ready' && isFresh
}

/** Are only the last facts missing? */
export function isEnding(following: Following): boolean {
  return isReady(following) || readEnd(following.watch.events) !== 'none'
}

async function readState(following: Following): Promise<void> {
  const { context, operation, watch, pace } = following
  pace.count()
  following.state = await describeState(context, operation.environmentId)
  operation.onState(following.state)
  watch.seeState(following.state)
}

async function readInstances({ operation, watch, pace }: Following): Promise<void> {
  pace.count()
  watch.seeInstances(await operation.lookAtInstances())
}

/** With a request's id: those of it alone, in case that one got out of sight. */
async function readEvents(following: Following, requestId?: string): Promise<void> {
  const { context, watch, pace, feed } = following
  if (!feed) return
  try {
    pace.count()
    const events = await (requestId === undefined ? feed.readNew() : feed.readNewOf(requestId))
    following.tellEvents(events)
    watch.seeEvents(events)
    pace.seeEvents(watch.events)
  } catch (error) {
    if (!isDenied(error)) throw error
    context.log.warning(`From here on the environment's events are unknown. ${explainRefusal(error)}`)
    following.feed = undefined
    watch.loseEvents()
  }
}
