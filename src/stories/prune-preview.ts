/** Deletes the older versions of a preview that runs a newer one. */

import { ActionError } from '../action-error.ts'
import type { Context } from '../context.ts'
import { pickOwnVersions } from '../environment/plan-sweep.ts'
import type { PreviewProducts } from '../report/preview-products.ts'
import { deletePreviewVersions } from '../version/delete-versions.ts'
import { findPreviewVersions } from '../version/find-preview-versions.ts'

/** Beside the one that runs. Each push makes one, and an account has room for a thousand. */
const KEPT = 2

/** What cannot be deleted is a warning: it goes with the preview. */
export async function prunePreview(context: Context, products: PreviewProducts): Promise<void> {
  const { repository, applicationName, pullRequest, plan, deployment } = products
  if (!pullRequest || !plan || !deployment) return
  const tags = { repository, pullRequest: pullRequest.number, expiresMs: plan.expiresMs }
  try {
    const found = await findPreviewVersions(context, { applicationName, names: [plan.name] })
    const own = pickOwnVersions({ environmentName: plan.name, tags }, found)
    const running = own.findIndex(({ label }) => label === deployment.versionLabel)
    // One that is not listed yet tells of none that it is older.
    const older = own.slice(0, Math.max(0, running))
    await deletePreviewVersions(context, older.slice(0, -KEPT))
  } catch (error) {
    if (!(error instanceof ActionError) || context.signal.aborted) throw error
    context.log.warning(`Older versions of the preview were not deleted. ${error.message} ${error.hint}`, 'Versions')
  }
}
