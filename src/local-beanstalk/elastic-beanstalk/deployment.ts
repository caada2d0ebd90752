/** What UpdateEnvironment sets in motion: a new version, new option settings, or both. */

import { type ApplicationVersion, type Environment, SAMPLE_LABEL } from './beanstalk-model.ts'
import { idsOf } from './command.ts'
import { changeHealth, observedHealth } from './health.ts'
import {
  applyBundleSettings,
  deployOnInstances,
  nextDeployment,
  type StagedBundle,
  stageBundle,
} from './instance-deployment.ts'
import type { OptionSettings } from './option-settings.ts'
import { type Stage, sayForeignEvents, secondsSince } from './stage.ts'

export interface Update {
  /** The version that the instance shall run; the environment's own again when only settings change. */
  readonly version: ApplicationVersion | undefined
  readonly deploysVersion: boolean
  /** All settings of the API as they shall be; undefined when they stay. */
  readonly settings: OptionSettings | undefined
  /** The version that runs until now. */
  readonly former: ApplicationVersion | undefined
}

/** Pauses are those of recorded streams: a single instance, with and without a change of its configuration. */
export async function runUpdate(stage: Stage, update: Update): Promise<void> {
  const { environment } = stage
  const { settings, bundleSettings } = environment
  stage.say('INFO', 'Environment update is starting.')
  await stage.pause(4)
  if (update.settings !== undefined) {
    environment.settings = update.settings
    stage.say('INFO', `Updating environment ${environment.name}'s configuration settings.`)
    await stage.pause(update.deploysVersion ? 40 : 32)
  }
  if (update.deploysVersion) stage.say('INFO', 'Deploying new version to instance(s).')
  sayForeignEvents(stage)
  const what = update.deploysVersion ? 'Application' : 'Configuration'
  sayProgress(stage, what)
  const succeeded = await deploy(stage, update)
  await stage.pause(succeeded ? 3 : 1)
  if (stage.aborted()) {
    if (!update.deploysVersion) Object.assign(environment, { settings, bundleSettings })
    return settleAborted(stage, update)
  }
  if (succeeded) return settleSuccess(stage, update, what)
  await settleFailure(stage, update, { settings, bundleSettings })
}

async function deploy(stage: Stage, update: Update): Promise<boolean> {
  const bundle = await stageBundle(stage.beanstalk, update.version)
  if (bundle === undefined) {
    const { bucket, key } = update.version?.source ?? {}
    stage.say('ERROR', `Unable to download from S3 location (Bucket: ${bucket}  Key: ${key}). Reason: Not Found`)
    return false
  }
  try {
    if (update.deploysVersion) await applyBundleSettings(stage, bundle)
    // An abort before the instance was touched leaves it as it is.
    return !stage.aborted() && (await succeeds(stage, bundle))
  } finally {
    await bundle.remove()
  }
}

async function succeeds(stage: Stage, bundle: StagedBundle): Promise<boolean> {
  const { environment } = stage
  const { failed } = await deployOnInstances(stage, nextDeployment(environment, bundle), environment.instances)
  if (failed.length === 0) return true
  stage.say('ERROR', `Unsuccessful command execution on instance id(s) '${idsOf(failed)}'. Aborting the operation.`)
  return false
}

function settleSuccess(stage: Stage, update: Update, what: string): void {
  const { environment } = stage
  environment.expectedDeployment = environment.deployments
  if (update.deploysVersion) {
    environment.versionLabel = update.version?.label ?? SAMPLE_LABEL
    stage.say('INFO', 'New application version was deployed to running EC2 instances.')
    stage.say('INFO', 'Environment update completed successfully.')
  } else {
    stage.say('INFO', 'Successfully deployed new configuration to environment.')
  }
  const took = secondsSince(stage.startedMs, stage.beanstalk.world.clock.now())
  stage.settle('Ready', {
    to: observedHealth(environment),
    note: `${what} update completed 0 seconds ago and took ${took}.`,
  })
}

/** The version stays the former one, though the instance may run the new: as in reality. */
async function settleFailure(
  stage: Stage,
  update: Update,
  former: Pick<Environment, 'settings' | 'bundleSettings'>,
): Promise<void> {
  Object.assign(stage.environment, former)
  if (update.deploysVersion) {
    stage.say('ERROR', 'Failed to deploy application.')
    sayMixed(stage)
  } else {
    stage.say('ERROR', 'Failed to deploy configuration.')
    await restore(stage, update)
    stage.say('INFO', 'The environment was reverted to the previous configuration setting.')
  }
  stage.settle('Ready', { to: observedHealth(stage.environment) })
}

// A configuration update that fails is rolled back on the instance, too.
async function restore(stage: Stage, update: Update): Promise<void> {
  const bundle = await stageBundle(stage.beanstalk, update.former)
  if (bundle === undefined) return
  try {
    const { environment } = stage
    const { failed } = await deployOnInstances(stage, nextDeployment(environment, bundle), environment.instances)
    if (failed.length === 0) environment.expectedDeployment = environment.deployments
  } finally {
    await bundle.remove()
  }
}

/** An aborted version stops where it is; nothing says which version the instance has but its health. */
function settleAborted(stage: Stage, update: Update): void {
  if (update.deploysVersion) sayMixed(stage)
  stage.settle('Ready', { to: observedHealth(stage.environment) })
}

function sayMixed(stage: Stage): void {
  stage.say(
    'ERROR',
    'During an aborted deployment, some instances may have deployed the new application version. To ensure all instances are running the same version, re-deploy the appropriate application version.',
  )
}

function sayProgress(stage: Stage, what: string): void {
  const { environment, events, startedMs, beanstalk } = stage
  const running = secondsSince(startedMs, beanstalk.world.clock.now())
  const causes = [`${what} update in progress (running for ${running}).`]
  // A sick environment stays sick while it is updated.
  if (environment.health.color === 'Green')
    changeHealth(environment, events, { to: { color: 'Green', status: 'Info', causes } })
}
