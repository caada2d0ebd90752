/** RebuildEnvironment and RestartAppServer: the environment's own version again, on a new instance or on the one it has. */

import type * as EB from '@aws-sdk/client-elastic-beanstalk'
import type { Call } from '../service.ts'
import type { Beanstalk } from './beanstalk.ts'
import { SAMPLE_LABEL } from './beanstalk-model.ts'
import { cnameOf } from './cname.ts'
import { runCommand } from './command.ts'
import { changeHealth, observedHealth } from './health.ts'
import { deployFirst, launchResources } from './launch.ts'
import { findReadyEnvironment } from './lookup.ts'
import { alignFront } from './routing.ts'
import { type Stage, secondsSince, startOperation } from './stage.ts'
import { withBundle } from './staged-bundle.ts'
import { deleteResources } from './termination.ts'

/** The status is Updating before the caller has its answer. */
export function rebuildEnvironment(beanstalk: Beanstalk, input: EB.RebuildEnvironmentMessage, call: Call): void {
  const environment = findReadyEnvironment(beanstalk.region(call.region), input)
  startOperation(beanstalk, environment, { call, status: 'Updating', abortable: false, work: runRebuild })
}

export function restartAppServer(beanstalk: Beanstalk, input: EB.RestartAppServerMessage, call: Call): void {
  const environment = findReadyEnvironment(beanstalk.region(call.region), input)
  startOperation(beanstalk, environment, { call, status: 'Updating', abortable: false, work: runRestart })
}

/** The CNAME stays; instance, address and group are new. What comes after the first event is said as in a launch. */
async function runRebuild(stage: Stage): Promise<void> {
  const { beanstalk, environment } = stage
  stage.say('INFO', 'rebuildEnvironment is starting.')
  await stage.pause(20)
  await deleteResources(stage)
  await launchResources(stage)
  const application = beanstalk.region(environment.region).applications.get(environment.applicationName)
  const { versionLabel } = environment
  const version = versionLabel === SAMPLE_LABEL ? undefined : application?.versions.get(versionLabel)
  const succeeded = (await withBundle(stage, version, bundle => deployFirst(stage, bundle))) ?? false
  await stage.pause(succeeded ? 33 : 62)
  if (succeeded) {
    environment.expectedDeployment = environment.deployments
    stage.say('INFO', `Application available at ${cnameOf(environment)}.`)
  } else {
    stage.say(
      'ERROR',
      'Update environment operation is complete, but with errors. For more information, see troubleshooting documentation.',
    )
  }
  stage.settle('Ready', { to: observedHealth(environment) })
}

async function runRestart(stage: Stage): Promise<void> {
  const { environment, events } = stage
  stage.say('INFO', 'restartAppServer is starting.')
  if (environment.health.color === 'Green') {
    const causes = ['Command is executing on all instances.']
    changeHealth(environment, events, { to: { color: 'Green', status: 'Info', causes } })
  }
  await stage.pause(7)
  const { instances } = environment
  const { unsuccessful } = await runCommand(stage, { instances, execute: instance => instance.host.restart() })
  await alignFront(environment)
  if (unsuccessful.length === 0) stage.say('INFO', 'Restarted application server on all ec2 instances.')
  const took = secondsSince(stage.startedMs, stage.beanstalk.world.clock.now())
  const note = `Application restart completed 0 seconds ago and took ${took}.`
  stage.settle('Ready', { to: observedHealth(environment), note })
}
