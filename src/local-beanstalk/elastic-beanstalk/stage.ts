/** One operation on one environment, from its call to its end: who speaks for it, how it pauses, how it settles. */

import type { Call } from '../service.ts'
import type { Beanstalk } from './beanstalk.ts'
import type { Environment, Health } from './beanstalk-model.ts'
import type { EventLog, Severity } from './event-log.ts'
import { changeHealth } from './health.ts'
import { tellEventFaults } from './tell-event-faults.ts'

export interface Stage {
  readonly beanstalk: Beanstalk
  readonly environment: Environment
  readonly events: EventLog
  readonly startedMs: number
  /** Adds an event that belongs to the call. */
  say(severity: Severity, message: string): void
  /** Adds an event of the reporter beside the operations, which belongs to no call. */
  report(severity: Severity, message: string): void
  /** Waits as long as the recorded streams did, at the pace that was asked for. An abort ends it early. */
  pause(seconds: number): Promise<void>
  /** Aborted when nobody waits for the operation any more: AbortEnvironmentUpdate was called, or everything stops. */
  readonly signal: AbortSignal
  /** Aborted when Local Beanstalk stops. */
  readonly stopping: AbortSignal
  /** Has AbortEnvironmentUpdate been called? */
  aborted(): boolean
  /** Ends the operation: in one turn, so that nobody sees half of it. */
  settle(status: 'Ready' | 'Terminated', health: { readonly to: Health; readonly note?: string }): void
}

export interface Operation {
  /** Who asked for it. */
  readonly call: Call
  readonly status: 'Launching' | 'Updating' | 'Terminating'
  readonly abortable: boolean
  work(stage: Stage): Promise<void>
}

/** Changes the status at once, works on after the caller's answer. */
export function startOperation(beanstalk: Beanstalk, environment: Environment, operation: Operation): void {
  const abort = new AbortController()
  const own = { abort, abortable: operation.abortable }
  environment.status = operation.status
  environment.operation = own
  // Events of one millisecond are dated one after another: the last of the former operation may be ahead of the clock.
  environment.updated = new Date(Math.max(beanstalk.world.clock.now(), environment.updated.getTime()))
  beanstalk.background.run(async stopping => {
    const stage = makeStage({ beanstalk, environment, call: operation.call, abort: abort.signal, stopping })
    try {
      await operation.work(stage)
    } catch (error) {
      // A host that cannot go on is told as the service tells trouble of its own; the environment stays usable.
      if (!stopping.aborted) {
        stage.say('ERROR', error instanceof Error ? error.message : String(error))
        stage.settle('Ready', { to: { color: 'Red', status: 'Severe', causes: ['Local Beanstalk failed.'] } })
      }
      throw error
    } finally {
      if (environment.operation === own) environment.operation = undefined
    }
  })
}

interface StageSpec {
  readonly beanstalk: Beanstalk
  readonly environment: Environment
  readonly call: Call
  readonly abort: AbortSignal
  readonly stopping: AbortSignal
}

function makeStage({ beanstalk, environment, call, abort, stopping }: StageSpec): Stage {
  const { clock } = beanstalk.world
  const { events } = beanstalk.region(environment.region)
  const add = (severity: Severity, message: string, requestId: string | undefined) => {
    const { applicationName, name: environmentName, id: environmentId } = environment
    const event = { severity, message, applicationName, environmentName, environmentId, versionLabel: undefined }
    return events.add({ ...event, requestId })
  }
  return {
    beanstalk,
    environment,
    events,
    startedMs: clock.now(),
    say: (severity, message) => {
      environment.updated = add(severity, message, call.requestId).date
    },
    report: (severity, message) => void add(severity, message, undefined),
    pause: async seconds => {
      stopping.throwIfAborted()
      if (beanstalk.pace.msPerSecond === 0 || abort.aborted) return
      const ends = AbortSignal.any([stopping, abort])
      await clock.sleep(seconds * beanstalk.pace.msPerSecond, ends).catch(() => stopping.throwIfAborted())
    },
    stopping,
    signal: AbortSignal.any([stopping, abort]),
    aborted: () => abort.aborted,
    settle: (status, health) => {
      environment.status = status
      environment.operation = undefined
      // Nobody tells of the health of what is gone.
      if (status === 'Terminated') environment.health = health.to
      changeHealth(environment, events, health)
    },
  }
}

/** What a fault wants to be told in the midst of a deployment. */
export function sayForeignEvents(stage: Stage): void {
  tellEventFaults(stage.beanstalk.world.faults, stage)
}

/** "1 second", "7 seconds". */
export function secondsSince(startedMs: number, nowMs: number): string {
  const seconds = Math.round((nowMs - startedMs) / 1000)
  return seconds === 1 ? '1 second' : `${seconds} seconds`
}
