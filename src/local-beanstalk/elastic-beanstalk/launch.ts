/** What CreateEnvironment sets in motion: what lies around the instances, the instances, the first deployment. */

import { awaitHealthy, register } from './balancing.ts'
import type { ApplicationVersion } from './beanstalk-model.ts'
import { cnameOf } from './cname.ts'
import { profileFault } from './faulty/profile-fault.ts'
import { observedHealth } from './health.ts'
import { deployOnInstances, nextDeployment } from './instance-deployment.ts'
import { launchInstances } from './instance-launch.ts'
import { deleteLogGroups, makeLogGroups } from './log-groups.ts'
import { completeNetwork, makeNetwork } from './network-launch.ts'
import { combinationFault } from './option-combinations.ts'
import { effectiveSettings } from './option-settings.ts'
import { desiredCapacity, sayAdded } from './scaling.ts'
import { type Stage, sayForeignEvents, secondsSince } from './stage.ts'
import { applyBundleSettings, type StagedBundle, stageBundle } from './staged-bundle.ts'
import { closeFront, GONE, releaseResources } from './termination.ts'

// What is not healthy by then is told by the environment's health.
const FIRST_CHECKS_SECONDS = 60

/** Pauses are those of recorded streams. */
export async function runLaunch(stage: Stage, version: ApplicationVersion | undefined): Promise<void> {
  const { beanstalk, environment } = stage
  stage.say('INFO', 'createEnvironment is starting.')
  await stage.pause(1)
  const storage = beanstalk.storage(environment.region)
  stage.say('INFO', `Using ${storage.name} as Amazon S3 storage bucket for environment data.`)
  const bundle = await stageBundle(beanstalk, version)
  try {
    if (bundle !== undefined) await applyBundleSettings(stage, bundle)
    const fault = profileFault(stage)
    if (fault !== undefined) return await giveUp(stage, fault)
    await stage.pause(21)
    if (!(await hasLaunched(stage))) return
    await stage.pause(6)
    sayForeignEvents(stage)
    await settle(stage, await deployFirst(stage, bundle))
  } finally {
    await bundle?.remove()
  }
}

async function hasLaunched(stage: Stage): Promise<boolean> {
  try {
    await launchResources(stage)
    return true
  } catch (error) {
    // Settings of the bundle that do not fit together, or the machine that this runs on (no nginx, no port).
    await giveUp(stage, error instanceof Error ? error.message : String(error))
    return false
  }
}

async function giveUp(stage: Stage, reason: string): Promise<void> {
  stage.say('ERROR', reason)
  stage.say('ERROR', 'Failed to launch environment.')
  await releaseResources(stage)
  deleteLogGroups(stage)
  await closeFront(stage)
  stage.settle('Terminated', { to: GONE })
}

async function settle(stage: Stage, succeeded: boolean): Promise<void> {
  const { beanstalk, environment } = stage
  await stage.pause(succeeded ? 33 : 62)
  if (succeeded) {
    environment.expectedDeployment = environment.deployments
    stage.say('INFO', `Application available at ${cnameOf(environment)}.`)
    stage.say('INFO', `Successfully launched environment: ${environment.name}`)
  } else {
    stage.say(
      'ERROR',
      'Create environment operation is complete, but with errors. For more information, see troubleshooting documentation.',
    )
  }
  const took = secondsSince(stage.startedMs, beanstalk.world.clock.now())
  stage.settle('Ready', {
    to: observedHealth(environment),
    note: `Initialization completed 0 seconds ago and took ${took}.`,
  })
}

/** Makes everything that an environment runs on. @throws Error when this machine cannot. */
export async function launchResources(stage: Stage): Promise<void> {
  const { environment } = stage
  const fault = combinationFault(effectiveSettings(environment))
  if (fault !== undefined) throw new Error(`Configuration validation exception: ${fault}`)
  makeLogGroups(stage)
  await makeNetwork(stage)
  const launched = await launchInstances(stage, desiredCapacity(environment))
  await completeNetwork(stage)
  await register(stage, launched)
}

/** The first deployment on new instances. */
export async function deployFirst(stage: Stage, bundle: StagedBundle | undefined): Promise<boolean> {
  const { environment } = stage
  const { instances } = environment
  if (bundle === undefined) return false
  const { unsuccessful } = await deployOnInstances(stage, nextDeployment(environment, bundle), { instances })
  if (environment.network?.loadBalancer !== undefined) sayAdded(stage, instances)
  if (unsuccessful.length === 0) await awaitHealthy(stage, instances, FIRST_CHECKS_SECONDS)
  return unsuccessful.length === 0
}
