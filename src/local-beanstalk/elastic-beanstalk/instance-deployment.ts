/** Deployments on instances, and the events of what really happens there. */

import { randomUUID } from 'node:crypto'
import { link, mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { DeploymentOutcome } from '../host/host.ts'
import type { Beanstalk } from './beanstalk.ts'
import { type ApplicationVersion, type Environment, type EnvironmentInstance, SAMPLE_LABEL } from './beanstalk-model.ts'
import { readBundleSettings } from './bundle-settings.ts'
import { type CommandResult, runCommand } from './command.ts'
import { effectiveSettings, environmentVariables } from './option-settings.ts'
import { alignFront } from './routing.ts'
import type { Stage } from './stage.ts'

export interface StagedBundle {
  readonly label: string
  readonly path: string
  remove(): Promise<void>
}

/** One bundle for all instances of an environment, under one number. */
export interface Deployment {
  readonly id: number
  readonly bundle: StagedBundle
}

/** The bundle as a file that stays as it is, whatever becomes of the object. Undefined when the object is gone. */
export async function stageBundle(
  beanstalk: Beanstalk,
  version: ApplicationVersion | undefined,
): Promise<StagedBundle | undefined> {
  const label = version?.label ?? SAMPLE_LABEL
  const source = version?.source
  const object = source && beanstalk.store.buckets.get(source.bucket)?.objects.get(source.key)
  if (source !== undefined && object === undefined) return undefined
  const from = object?.path ?? (await beanstalk.sampleBundle())
  const folder = join(beanstalk.world.folder, 'staged')
  await mkdir(folder, { recursive: true })
  const path = join(folder, `${randomUUID()}.zip`)
  await link(from, path)
  return { label, path, remove: () => rm(path, { force: true }) }
}

/** Takes over the option settings of the bundle's .ebextensions, and warns of files that are none. */
export async function applyBundleSettings(stage: Stage, bundle: StagedBundle): Promise<void> {
  const read = await readBundleSettings(bundle.path)
  stage.environment.bundleSettings = read?.settings ?? []
  for (const { file, reason } of read?.invalid ?? []) {
    stage.say(
      'WARN',
      `The configuration file ${file} in application version ${bundle.label} contains invalid YAML or JSON. YAML exception: ${reason}, JSON exception: ${reason}. Update the configuration file.`,
    )
  }
}

export function nextDeployment(environment: Environment, bundle: StagedBundle): Deployment {
  environment.deployments += 1
  return { id: environment.deployments, bundle }
}

/** Runs the deployment on these instances at the same time. */
export function deployOnInstances(
  stage: Stage,
  deployment: Deployment,
  instances: readonly EnvironmentInstance[],
): Promise<CommandResult> {
  return runCommand(stage, instances, instance => deployOnInstance(stage, deployment, instance))
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
  const deployment = {
    versionLabel: bundle.label,
    bundlePath: bundle.path,
    environmentVariables: environmentVariables(effectiveSettings(environment)),
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
  return outcome
}
