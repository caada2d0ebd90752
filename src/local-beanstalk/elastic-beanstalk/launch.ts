/** What CreateEnvironment sets in motion: what lies around the instances, the instances, the first deployment. */

import type { ApplicationVersion } from './beanstalk-model.ts'
import { cnameOf } from './cname.ts'
import { observedHealth } from './health.ts'
import { applyBundleSettings, deployOnInstances, nextDeployment, stageBundle } from './instance-deployment.ts'
import { launchInstances } from './instance-launch.ts'
import { makeNetwork } from './network-launch.ts'
import { type Stage, sayForeignEvents, secondsSince } from './stage.ts'
import { GONE, releaseResources } from './termination.ts'

/** Pauses are those of a recorded single-instance stream. */
export async function runLaunch(stage: Stage, version: ApplicationVersion | undefined): Promise<void> {
  const { beanstalk, environment } = stage
  stage.say('INFO', 'createEnvironment is starting.')
  await stage.pause(1)
  const storage = beanstalk.storage(environment.region)
  stage.say('INFO', `Using ${storage.name} as Amazon S3 storage bucket for environment data.`)
  await stage.pause(21)
  try {
    await launchResources(stage)
  } catch (error) {
    // The one reason here is the machine that this runs on (no nginx, no port): it has to be said.
    stage.say('ERROR', error instanceof Error ? error.message : String(error))
    stage.say('ERROR', 'Failed to launch environment.')
    await releaseResources(stage)
    await environment.front.close()
    return stage.settle('Terminated', { to: GONE })
  }
  await stage.pause(6)
  sayForeignEvents(stage)
  const succeeded = await deployFirst(stage, version)
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
  await makeNetwork(stage)
  stage.say('INFO', 'Waiting for EC2 instances to launch. This may take a few minutes.')
  await launchInstances(stage, 1)
}

/** The first deployment on new instances. */
export async function deployFirst(stage: Stage, version: ApplicationVersion | undefined): Promise<boolean> {
  const bundle = await stageBundle(stage.beanstalk, version)
  if (bundle === undefined) return false
  try {
    await applyBundleSettings(stage, bundle)
    const { environment } = stage
    const { failed } = await deployOnInstances(stage, nextDeployment(environment, bundle), environment.instances)
    return failed.length === 0
  } finally {
    await bundle.remove()
  }
}
