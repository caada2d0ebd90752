/** Deletes the versions of previews with their source bundles, and tells what could not be deleted. */

import { ActionError } from '../action-error.ts'
import { explainRefusal } from '../aws/refusals.ts'
import type { Context } from '../context.ts'
import { quoteForeign } from '../untrusted.ts'
import { deleteVersion, type VersionDeletion } from './delete-version.ts'
import type { PreviewVersion } from './find-preview-versions.ts'

export interface DeletedVersions {
  /** Labels. */
  readonly deleted: string[]
  /** What is still there, and why: each a sentence, told as a warning as well. */
  readonly left: string[]
}

/** Throws only what ends the run: what AWS refuses is left. What it would refuse for all of them is asked for once. */
export async function deletePreviewVersions(
  context: Context,
  versions: readonly PreviewVersion[],
): Promise<DeletedVersions> {
  const deleted: string[] = []
  const left: string[] = []
  const leave = (sentence: string) => {
    left.push(sentence)
    context.log.warning(sentence, 'Versions')
  }
  for (const [index, version] of versions.entries()) {
    try {
      const { applicationName, label, bundle } = version
      const what = { what: "the preview's version", keepsBundle: bundle.isShared }
      const deletion = await deleteVersion(context, { applicationName, label, ...what })
      if (deletion.kind !== 'refused') deleted.push(version.label)
      if (deletion.kind !== 'deleted') leave(describeLeft(version, deletion))
    } catch (error) {
      if (context.signal.aborted || !(error instanceof ActionError)) throw error
      const labels = versions.slice(index).map(({ label }) => quoteForeign(label))
      leave(`Versions that were not deleted: ${labels.join(', ')}. ${explainRefusal(error)}`)
      break
    }
  }
  return { deleted, left }
}

function describeLeft(
  { label, bundle }: PreviewVersion,
  { kind, error }: Exclude<VersionDeletion, { kind: 'deleted' }>,
): string {
  if (kind === 'refused') return `The version ${quoteForeign(label)} was not deleted: ${error.message}`
  const place = quoteForeign(`s3://${bundle.bucket}/${bundle.key}`)
  return `The source bundle ${place} was not deleted: ${error.message} Allow s3:DeleteObject to the role of this job.`
}
