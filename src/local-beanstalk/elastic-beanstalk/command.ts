/** A command that instances of an environment execute at the same time, and what is told about it. */

import type { DeploymentOutcome } from '../host/host.ts'
import type { EnvironmentInstance } from './beanstalk-model.ts'
import type { Stage } from './stage.ts'

export interface CommandResult {
  readonly succeeded: readonly EnvironmentInstance[]
  readonly failed: readonly EnvironmentInstance[]
}

/** Each instance tells its own end; the service sums up when the command has failed on one. */
export async function runCommand(
  stage: Stage,
  instances: readonly EnvironmentInstance[],
  execute: (instance: EnvironmentInstance) => Promise<DeploymentOutcome>,
): Promise<CommandResult> {
  const outcomes = await Promise.all(
    instances.map(async instance => {
      const outcome = await execute(instance)
      sayOutcome(stage, outcome)
      return { instance, outcome }
    }),
  )
  const ended = (kind: DeploymentOutcome['kind']) =>
    outcomes.filter(({ outcome }) => outcome.kind === kind).map(({ instance }) => instance)
  const result = { succeeded: ended('succeeded'), failed: ended('failed') }
  if (result.failed.length > 0) sayFailure(stage, result)
  return result
}

/** `i-1,i-2`, as the service lists them. */
export function idsOf(instances: readonly EnvironmentInstance[]): string {
  return instances.map(({ id }) => id).join(',')
}

// As the instance's agent tells it.
function sayOutcome(stage: Stage, outcome: DeploymentOutcome): void {
  if (outcome.kind === 'succeeded') {
    stage.say('INFO', 'Instance deployment completed successfully.')
    return
  }
  stage.say('ERROR', "Instance deployment failed. For details, see 'eb-engine.log'.")
  if (outcome.reason !== 'npm-install') return
  stage.say(
    'ERROR',
    "Instance deployment: 'npm' failed to install dependencies that you defined in 'package.json'. For details, see 'eb-engine.log'. The deployment failed.",
  )
}

function sayFailure(stage: Stage, { succeeded, failed }: CommandResult): void {
  // The double full stop is the service's own.
  stage.say(
    'ERROR',
    `[Instance: ${idsOf(failed)}] Command failed on instance. Return code: 1 Output: Engine execution has encountered an error..`,
  )
  stage.say(
    'INFO',
    `Command execution completed on all instances. Summary: [Successful: ${succeeded.length}, Failed: ${failed.length}].`,
  )
}
