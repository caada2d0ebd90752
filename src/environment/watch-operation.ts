/** What the looks at an operation have shown so far: a single one cannot tell whether it has begun, or for how long it is over. */

import type { Clock } from '../clock.ts'
import type { InstancesLook } from './compare-instances.ts'
import type { DeploymentFacts } from './deployment-facts.ts'
import type { EnvironmentEvent } from './event-feed.ts'
import type { EnvironmentState } from './find-environment.ts'

export interface WatchedOperation {
  /** The version that runs when all is well. */
  readonly wantedLabel: string | undefined
  /** Undefined where it is not known, as of an environment that another run creates. */
  readonly requestId: string | undefined
  /** The environment right before the operation was asked for; undefined where that creates it. */
  readonly before: EnvironmentState | undefined
  /** The newest one of before, where it is known. */
  readonly newestDeployment: number | undefined
  readonly hasFeed: boolean
}

export interface Watch {
  seeState(state: EnvironmentState): void
  /** Of the environment: those of other operations and of its health do not judge this one. */
  seeEvents(events: readonly EnvironmentEvent[]): void
  seeInstances(look: InstancesLook): void
  /** They may not be read any more. */
  loseEvents(): void
  /** Of this operation, oldest first. */
  readonly events: readonly EnvironmentEvent[]
  facts(): DeploymentFacts
}

export function openWatch(clock: Clock, operation: WatchedOperation, answer: EnvironmentState): Watch {
  const { before, wantedLabel, newestDeployment } = operation
  let hasFeed = operation.hasFeed && (!before || operation.requestId !== undefined)
  const events: EnvironmentEvent[] = []
  let state = answer
  let [sawOther, sawAborting, hasSuccessor] = [!before, false, false]
  let instances: InstancesLook = { kind: 'pending', reason: 'they were not asked' }
  let ready = { isFresh: false, sinceMs: Number.NaN }
  const isFresh = () => sawOther || isChanged(state, before)
  const note = () => {
    if (state.status !== 'Ready') ready = { isFresh: false, sinceMs: Number.NaN }
    else if (Number.isNaN(ready.sinceMs) || ready.isFresh !== isFresh())
      ready = { isFresh: isFresh(), sinceMs: clock.monotonicMs() }
  }
  return {
    events,
    seeState(next) {
      state = next
      sawOther ||= state.status !== 'Ready'
      sawAborting ||= state.status === 'Aborting'
      note()
    },
    seeEvents(seen) {
      for (const event of seen) {
        if (isOwn(operation, event)) events.push(event)
        else hasSuccessor ||= events.length > 0 && event.requestId !== undefined && isBeginning(event)
      }
    },
    seeInstances: look => {
      instances = look
    },
    loseEvents: () => {
      hasFeed = false
    },
    facts: () => ({
      ...{ wantedLabel, status: state.status, label: state.versionLabel, sawAborting, hasSuccessor, instances },
      before: before && { label: before.versionLabel, newestDeployment },
      events: hasFeed ? events : undefined,
      begun: isFresh() || events.length > 0 || answer.status !== 'Ready',
      isFresh: isFresh(),
      readyForMs: Number.isNaN(ready.sinceMs) ? 0 : clock.monotonicMs() - ready.sinceMs,
    }),
  }
}

// By AWS's own clock on both sides.
function isChanged(state: EnvironmentState, before: EnvironmentState | undefined): boolean {
  return state.versionLabel !== before?.versionLabel || state.updatedAtMs > (before?.updatedAtMs ?? 0)
}

// In an environment that did not exist before, no operation but its creation has been asked for.
function isOwn({ before, requestId }: WatchedOperation, event: EnvironmentEvent): boolean {
  return before ? event.requestId === requestId : event.requestId !== undefined
}

function isBeginning({ message }: EnvironmentEvent): boolean {
  return /^Environment update is starting|^(restartAppServer|rebuildEnvironment|terminateEnvironment) is starting/.test(
    message,
  )
}
