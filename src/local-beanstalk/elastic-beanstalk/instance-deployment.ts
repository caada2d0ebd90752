/** One deployment on the environment's instance, and the events of what really happens there. */

import { randomUUID } from 'node:crypto'
import { link, mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { DeploymentOutcome } from '../host/host.ts'
import type { Beanstalk } from './beanstalk.ts'
import { type ApplicationVersion, type Environment, SAMPLE_LABEL } from './beanstalk-model.ts'
import { readBundleSettings } from './bundle-settings.ts'
import { effectiveSettings, environmentVariables } from './option-settings.ts'
import type { Stage } from './stage.ts'

export interface StagedBundle {
  readonly label: string
  readonly path: string
  remove(): Promise<void>
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

/** Runs the deployment; what came of it is recorded with the environment and told as events. */
export async function deployOnInstance(stage: Stage, bundle: StagedBundle): Promise<DeploymentOutcome> {
  const { environment } = stage
  const { instance } = environment
  if (instance === undefined) throw new Error(`Environment "${environment.name}" had no instance to deploy to`)
  environment.deployments += 1
  const record = {
    versionLabel: bundle.label,
    id: environment.deployments,
    time: new Date(stage.beanstalk.world.clock.now()),
  }
  environment.deployment = { ...record, status: 'In Progress' }
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
  environment.deployment = { ...record, status: outcome.kind === 'succeeded' ? 'Deployed' : 'Failed' }
  await instance.alignFront()
  if (outcome.kind === 'succeeded') {
    stage.say('INFO', 'Instance deployment completed successfully.')
  } else {
    sayFailure(stage, environment, outcome)
  }
  return outcome
}

/** Tells a failed deployment as the instance's agent does. */
export function sayFailure(
  stage: Stage,
  environment: Environment,
  outcome: Extract<DeploymentOutcome, { kind: 'failed' }>,
): void {
  const id = environment.instance?.id
  stage.say('ERROR', "Instance deployment failed. For details, see 'eb-engine.log'.")
  if (outcome.reason === 'npm-install') {
    stage.say(
      'ERROR',
      "Instance deployment: 'npm' failed to install dependencies that you defined in 'package.json'. For details, see 'eb-engine.log'. The deployment failed.",
    )
  }
  // The double full stop is the service's own.
  stage.say(
    'ERROR',
    `[Instance: ${id}] Command failed on instance. Return code: 1 Output: Engine execution has encountered an error..`,
  )
  stage.say('INFO', 'Command execution completed on all instances. Summary: [Successful: 0, Failed: 1].')
}

/** What a fault wants to be told in the midst of a deployment. */
export function sayForeignEvents(stage: Stage): void {
  for (const { severity, message } of stage.beanstalk.world.faults.takeForeignEvents()) stage.say(severity, message)
}
