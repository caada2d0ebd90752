/** How an update ends: what is told, what is kept, what is taken back. */

import { type ApplicationVersion, type Environment, SAMPLE_LABEL } from './beanstalk-model.ts'
import { changeConfiguration } from './configuration.ts'
import { observedHealth } from './health.ts'
import { deployOnInstances, nextDeployment } from './instance-deployment.ts'
import type { OptionSettings } from './option-settings.ts'
import type { RolloutEnd } from './rollout.ts'
import { type Stage, secondsSince } from './stage.ts'
import { withBundle } from './staged-bundle.ts'

export interface Update {
  /** The version that the instances shall run; the environment's own again when only settings change. */
  readonly version: ApplicationVersion | undefined
  readonly deploysVersion: boolean
  /** All settings of the API as they shall be; undefined when they stay. */
  readonly settings: OptionSettings | undefined
  /** The version that runs until now. */
  readonly former: ApplicationVersion | undefined
}

/** The settings before the update. */
export type Former = Pick<Environment, 'settings' | 'bundleSettings'>

export function settleSuccess(stage: Stage, update: Update): void {
  const { environment } = stage
  if (update.deploysVersion) {
    environment.expectedDeployment = environment.deployments
    environment.versionLabel = update.version?.label ?? SAMPLE_LABEL
    stage.say('INFO', 'New application version was deployed to running EC2 instances.')
    stage.say('INFO', 'Environment update completed successfully.')
  } else {
    environment.expectedDeployment = environment.instances[0]?.deployment?.id ?? environment.expectedDeployment
    stage.say('INFO', 'Successfully deployed new configuration to environment.')
  }
  const what = update.deploysVersion ? 'Application' : 'Configuration'
  const took = secondsSince(stage.startedMs, stage.beanstalk.world.clock.now())
  stage.settle('Ready', {
    to: observedHealth(environment),
    note: `${what} update completed 0 seconds ago and took ${took}.`,
  })
}

export interface Unfinished {
  readonly end: RolloutEnd
  readonly former: Former
}

/** The version stays the former one, though instances may run the new: as in reality. */
export async function settleFailure(stage: Stage, update: Update, { end, former }: Unfinished): Promise<void> {
  await revert(stage, former)
  if (update.deploysVersion) {
    stage.say('ERROR', 'Failed to deploy application.')
    sayMixed(stage, end)
  } else {
    stage.say('ERROR', 'Failed to deploy configuration.')
    await restore(stage, update)
    stage.say('INFO', 'The environment was reverted to the previous configuration setting.')
  }
  stage.settle('Ready', { to: observedHealth(stage.environment) })
}

/** An aborted version stops where it is; nothing says which version the instances have but their health. */
export async function settleAborted(stage: Stage, update: Update, { end, former }: Unfinished): Promise<void> {
  if (update.deploysVersion) sayMixed(stage, end)
  if (!update.deploysVersion || end === 'undone') await revert(stage, former)
  stage.settle('Ready', { to: observedHealth(stage.environment) })
}

/** Nothing can be deployed to what a failed termination left. That an update fails is known, its words are not. */
export function settleWithoutStack(stage: Stage, update: Update): void {
  const { environment } = stage
  const stack = `Stack named 'awseb-${environment.id}-stack' is in DELETE_FAILED state and can not be updated.`
  stage.say('ERROR', `Failed Environment update activity. Reason: ${stack}`)
  stage.say('ERROR', `Failed to deploy ${update.deploysVersion ? 'application' : 'configuration'}.`)
  stage.settle('Ready', { to: observedHealth(environment) })
}

async function revert(stage: Stage, former: Former): Promise<void> {
  Object.assign(stage.environment, former)
  await changeConfiguration(stage)
}

// A configuration update that fails is rolled back on the instances, too.
async function restore(stage: Stage, update: Update): Promise<void> {
  const { environment } = stage
  await withBundle(stage, update.former, async bundle => {
    const deployment = nextDeployment(environment, bundle)
    const { unsuccessful } = await deployOnInstances(stage, deployment, { instances: environment.instances })
    if (unsuccessful.length > 0) return 'partial'
    environment.expectedDeployment = deployment.id
    return 'complete'
  })
}

function sayMixed(stage: Stage, end: RolloutEnd): void {
  if (end === 'undone') return
  stage.say(
    'ERROR',
    'During an aborted deployment, some instances may have deployed the new application version. To ensure all instances are running the same version, re-deploy the appropriate application version.',
  )
}
