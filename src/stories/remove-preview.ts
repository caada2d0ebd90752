/** Removes all that there is of one preview: the environment, its versions, their source bundles. */

import type { Context } from '../context.ts'
import type { ExistingPreview } from '../environment/find-previews.ts'
import { readPreviewTags } from '../environment/name-preview.ts'
import { terminateEnvironment } from '../environment/terminate-environment.ts'
import type { PreviewRemoval, RemovalReason } from '../report/preview-products.ts'
import { deletePreviewBundles } from '../version/delete-bundles.ts'
import { deletePreviewVersions } from '../version/delete-versions.ts'
import { findPreviewVersions } from '../version/find-preview-versions.ts'
import { tellDuring } from '../wait.ts'

export interface RemovalOrder {
  readonly applicationName: string
  /** "octo-org/chat", lower case: what is tagged with another one stays. */
  readonly repository: string
  readonly pullRequest: number
  readonly because: RemovalReason
  /** Of the preview, whether or not there is an environment of that name. */
  readonly names: readonly string[]
  readonly environments: readonly ExistingPreview[]
  /** Throws where the preview is wanted again; asked right before anything is removed. */
  confirm(): Promise<void>
  /** Shows the address of the environment no more; awaited before it goes. */
  withdraw(): Promise<void>
}

/** What is gone already is no hindrance. Throws what AWS refuses of an environment; of the rest it tells what is left. */
export async function removePreview(context: Context, order: RemovalOrder): Promise<PreviewRemoval> {
  const { applicationName, repository, pullRequest, because, names, environments, confirm, withdraw } = order
  // Before the environment goes: what another run makes for its successor is not among them.
  const found = await findPreviewVersions(context, { applicationName, names })
  const versions = found.filter(({ tags }) => {
    const own = readPreviewTags(tags)
    return own?.repository === repository && own.pullRequest === pullRequest
  })
  const withdrawn = async () => {
    await confirm()
    await withdraw()
    // Writing takes its time.
    await confirm()
  }
  for (const { environmentId: id, environmentName: name } of environments)
    await terminateEnvironment(context, { id, name }, { confirm: withdrawn })
  // Reopened meanwhile, its next run may have uploaded a bundle of which there is no version yet.
  await confirm()
  const what = `the preview's versions (${versions.length}) and their source bundles to be deleted`
  const wait = { what, leftMs: context.deadline.remainingMs }
  const [deleted, bundles] = await tellDuring(context, wait, async () => [
    await deletePreviewVersions(context, versions),
    await deletePreviewBundles(context, { applicationName, names }),
  ])
  context.log.info(`Removed: ${countRemoved(environments.length, deleted.deleted.length, bundles.keys.length)}.`)
  return {
    because,
    environmentNames: environments.map(({ environmentName }) => environmentName),
    versionLabels: deleted.deleted,
    bundleKeys: bundles.keys,
    left: [...deleted.left, ...bundles.left],
  }
}

function countRemoved(...counts: readonly [environments: number, versions: number, bundles: number]): string {
  const words = ['environment', 'version', 'further source bundle']
  return counts.map((count, index) => `${count} ${words[index]}${count === 1 ? '' : 's'}`).join(', ')
}
