/** A command that instances of an environment execute at the same time, and what is told about it. */

import type { DeploymentOutcome, FailureReason } from '../host/host.ts'
import type { EnvironmentInstance } from './beanstalk-model.ts'
import { COMMAND_MARGIN_SECONDS, readPolicy } from './deployment-policy.ts'
import type { Stage } from './stage.ts'

export interface Command {
  readonly instances: readonly EnvironmentInstance[]
  /** "all instances" when not given. */
  readonly scope?: string
  execute(instance: EnvironmentInstance): Promise<DeploymentOutcome>
}

export interface CommandResult {
  readonly succeeded: readonly EnvironmentInstance[]
  /** Those that have not answered in time are among them. */
  readonly unsuccessful: readonly EnvironmentInstance[]
}

/** Each instance tells its own end; the service sums up when the command has failed on one. */
export async function runCommand(stage: Stage, command: Command): Promise<CommandResult> {
  const ends = await Promise.all(
    command.instances.map(async instance => ({ instance, end: await executeOn(stage, command, instance) })),
  )
  const ended = (...kinds: readonly CommandEnd[]) =>
    ends.filter(({ end }) => kinds.includes(end)).map(({ instance }) => instance)
  const [failed, timedOut] = [ended('failed'), ended('timed-out')]
  const result = { succeeded: ended('succeeded'), unsuccessful: ended('failed', 'timed-out') }
  if (result.unsuccessful.length > 0) sayFailure(stage, command, { succeeded: result.succeeded, failed, timedOut })
  return result
}

/** `i-1,i-2`, as the service lists them. */
export function idsOf(instances: readonly EnvironmentInstance[], separator = ','): string {
  return instances.map(({ id }) => id).join(separator)
}

type CommandEnd = 'succeeded' | 'failed' | 'timed-out'

async function executeOn(stage: Stage, command: Command, instance: EnvironmentInstance): Promise<CommandEnd> {
  const { world, pace, background } = stage.beanstalk
  const execution = command.execute(instance).then(outcome => {
    sayOutcome(stage, outcome)
    return outcome.kind
  })
  // Without a pace there is no time that could be too long.
  if (pace.msPerSecond === 0) return execution
  const answered = new AbortController()
  const timeoutMs = (readPolicy(stage.environment).timeoutSeconds + COMMAND_MARGIN_SECONDS) * pace.msPerSecond
  const timer = world.clock.sleep(timeoutMs, answered.signal).then(
    () => 'timed-out' as const,
    () => 'timed-out' as const,
  )
  try {
    const end = await Promise.race([execution, timer])
    // It may still finish on its own; if its instance goes before, it does not.
    if (end === 'timed-out') background.run(() => execution.then(() => {}).catch(() => {}))
    return end
  } finally {
    answered.abort()
  }
}

// As the instance's agent tells it.
function sayOutcome(stage: Stage, outcome: DeploymentOutcome): void {
  if (outcome.kind === 'succeeded') {
    stage.say('INFO', 'Instance deployment completed successfully.')
    return
  }
  stage.say('ERROR', "Instance deployment failed. For details, see 'eb-engine.log'.")
  const further = INSTALL_FAILURES[outcome.reason]
  if (further) stage.say('ERROR', further)
}

const INSTALL_FAILURES: Readonly<Partial<Record<FailureReason, string>>> = {
  'npm-install':
    "Instance deployment: 'npm' failed to install dependencies that you defined in 'package.json'. For details, see 'eb-engine.log'. The deployment failed.",
  // Inferred from the words for npm.
  'pip-install':
    "Instance deployment: 'pip' failed to install dependencies that you defined in 'requirements.txt'. For details, see 'eb-engine.log'. The deployment failed.",
}

type Ends = Readonly<Record<'succeeded' | 'failed' | 'timedOut', readonly EnvironmentInstance[]>>

function sayFailure(stage: Stage, { scope = 'all instances' }: Command, { succeeded, failed, timedOut }: Ends): void {
  if (timedOut.length > 0) {
    stage.say(
      'WARN',
      `The following instances have not responded in the allowed command timeout time (they might still finish eventually on their own): [${idsOf(timedOut, ', ')}].`,
    )
  }
  if (failed.length > 0) {
    // The double full stop is the service's own.
    stage.say(
      'ERROR',
      `[Instance: ${idsOf(failed)}] Command failed on instance. Return code: 1 Output: Engine execution has encountered an error..`,
    )
  }
  const counts = [
    `Successful: ${succeeded.length}`,
    ...(failed.length > 0 ? [`Failed: ${failed.length}`] : []),
    ...(timedOut.length > 0 ? [`TimedOut: ${timedOut.length}`] : []),
  ]
  stage.say('INFO', `Command execution completed on ${scope}. Summary: [${counts.join(', ')}].`)
}
