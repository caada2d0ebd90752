/** Source bundles as they are deployed: a file that stays, and the settings in it. */

import { randomUUID } from 'node:crypto'
import { link, mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Beanstalk } from './beanstalk.ts'
import { type ApplicationVersion, SAMPLE_LABEL } from './beanstalk-model.ts'
import { readBundleSettings } from './bundle-settings.ts'
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

/** Undefined when the object is gone, which is told. */
export async function withBundle<Value>(
  stage: Stage,
  version: ApplicationVersion | undefined,
  deploy: (bundle: StagedBundle) => Promise<Value>,
): Promise<Value | undefined> {
  const bundle = await stageBundle(stage.beanstalk, version)
  if (bundle === undefined) {
    const { bucket, key } = version?.source ?? {}
    stage.say('ERROR', `Unable to download from S3 location (Bucket: ${bucket}  Key: ${key}). Reason: Not Found`)
    return undefined
  }
  try {
    return await deploy(bundle)
  } finally {
    await bundle.remove()
  }
}
