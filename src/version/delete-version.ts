/** Deletes one application version with its source bundle. What is gone already counts as deleted. */

import { DeleteApplicationVersionCommand } from '@aws-sdk/client-elastic-beanstalk'
import type { ActionError } from '../action-error.ts'
import { isAwsError, isDenied, isRefused } from '../aws/refusals.ts'
import type { Context } from '../context.ts'
import type { VersionName } from './bundle-key.ts'
import { findVersion } from './find-version.ts'

export type VersionDeletion =
  | { readonly kind: 'deleted' }
  /** The version is gone, its bundle is not. */
  | { readonly kind: 'bundle-left'; readonly error: ActionError }
  /** As of one that an environment runs. */
  | { readonly kind: 'refused'; readonly error: ActionError }

export interface VersionToDelete extends VersionName {
  /** In the ledger: "the old version". */
  readonly what: string
  /** Another version has it, too. */
  readonly keepsBundle?: boolean
}

/** Throws where the next one would meet the same: denied, or not answered. */
export async function deleteVersion(context: Context, version: VersionToDelete): Promise<VersionDeletion> {
  const { applicationName: ApplicationName, label: VersionLabel, what, keepsBundle = false } = version
  const bundle = keepsBundle ? 'but not its source bundle, which another version has' : 'and its source bundle'
  const change = `delete ${what} "${VersionLabel}" of "${ApplicationName}"${keepsBundle ? ',' : ''} ${bundle}`
  const names = { ApplicationName, VersionLabel, DeleteSourceBundle: !keepsBundle }
  const command = new DeleteApplicationVersionCommand(names)
  try {
    await context.ledger.record({ change, covers: [`version ${VersionLabel}`] }, async () => {
      try {
        await context.aws.elasticBeanstalk.send(command)
      } catch (error) {
        // It may be gone by an attempt whose answer was lost, or by somebody else.
        if (!isAwsError(error, 'InvalidParameterValue') || (await findVersion(context, version))) throw error
      }
    })
    return { kind: 'deleted' }
  } catch (error) {
    if (isAwsError(error, 'SourceBundleDeletionException')) return { kind: 'bundle-left', error }
    if (isDenied(error) || !isRefused(error)) throw error
    return { kind: 'refused', error: error as ActionError }
  }
}
