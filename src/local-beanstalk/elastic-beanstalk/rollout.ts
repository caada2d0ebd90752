/** What the deployment policies have in common: how they begin, how a command ends them, how a rollout may end. */

import { idsOf } from './command.ts'
import { changeHealth } from './health.ts'
import type { Deployment } from './instance-deployment.ts'
import { type Stage, sayForeignEvents, secondsSince } from './stage.ts'

/** Brings a version onto the instances of an environment. */
export type Rollout = (stage: Stage, deployment: Deployment) => Promise<RolloutEnd>

/** `partial`: some instances may have the new version. `undone`: none has it, those that had it are gone. */
export type RolloutEnd = 'complete' | 'partial' | 'undone'

export function beginRollout(stage: Stage, message: string): void {
  stage.say('INFO', message)
  sayForeignEvents(stage)
  sayProgress(stage, 'Application')
}

export function sayUnsuccessful(stage: Stage, instances: Parameters<typeof idsOf>[0]): void {
  stage.say('ERROR', `Unsuccessful command execution on instance id(s) '${idsOf(instances)}'. Aborting the operation.`)
}

/** A sick environment stays sick while it is updated. */
export function sayProgress(stage: Stage, what: 'Application' | 'Configuration'): void {
  const { environment, events, startedMs, beanstalk } = stage
  if (environment.health.color !== 'Green') return
  const running = secondsSince(startedMs, beanstalk.world.clock.now())
  const total = environment.instances.length
  const progress = total === 1 ? '' : ` on ${total} instances. 0 out of ${total} instances completed`
  const causes = [`${what} update in progress${progress} (running for ${running}).`]
  changeHealth(environment, events, { to: { color: 'Green', status: 'Info', causes } })
}
