/** Deployments on instances, and the events of what really happens there. */

import { updatePlanes } from '../elastic-load-balancing/load-balancing.ts'
import type { DeploymentOutcome } from '../host/host.ts'
import type { Environment, EnvironmentInstance } from './beanstalk-model.ts'
import { type Command, type CommandResult, runCommand } from './command.ts'
import { effectiveSettings, environmentVariables, findSetting } from './option-settings.ts'
import { alignFront } from './routing.ts'
import type { Stage } from './stage.ts'
import type { StagedBundle } from './staged-bundle.ts'

/** One bundle for all instances of an environment, under one number. */
export interface Deployment {
  readonly id: number
  readonly bundle: StagedBundle
}

export function nextDeployment(environment: Environment, bundle: StagedBundle): Deployment {
  environment.deployments += 1
  return { id: environment.deployments, bundle }
}

/** Runs the deployment on these instances at the same time. */
export function deployOnInstances(
  stage: Stage,
  deployment: Deployment,
  command: Omit<Command, 'execute'>,
): Promise<CommandResult> {
  return runCommand(stage, { ...command, execute: instance => deployOnInstance(stage, deployment, instance) })
}

/** What comes of it is recorded with the instance and told as events. */
async function deployOnInstance(
  stage: Stage,
  { id, bundle }: Deployment,
  instance: EnvironmentInstance,
): Promise<DeploymentOutcome> {
  const { environment } = stage
  const record = { versionLabel: bundle.label, id, time: new Date(stage.beanstalk.world.clock.now()) }
  const former = instance.deployment
  instance.deployment = { ...record, status: 'In Progress' }
  const settings = effectiveSettings(environment)
  const deployment = {
    versionLabel: bundle.label,
    bundlePath: bundle.path,
    environmentVariables: environmentVariables(settings),
    proxyServer: findSetting(settings, 'aws:elasticbeanstalk:environment:proxy', 'ProxyServer'),
  }
  const outcome = await instance.host.deploy(deployment, step => {
    if (step.kind === 'procfile-used') {
      stage.say(
        'INFO',
        "Instance deployment used the commands in your 'Procfile' to initiate startup of your application.",
      )
    }
  })
  const ended = { ...record, status: outcome.kind === 'succeeded' ? 'Deployed' : 'Failed' } as const
  instance.deployment = outcome.kind === 'succeeded' && outcome.keptFormer ? former : ended
  await alignFront(environment)
  // The app's port is another one where the environment property PORT has changed.
  await updatePlanes(stage.beanstalk.loadBalancing, environment.region)
  return outcome
}
