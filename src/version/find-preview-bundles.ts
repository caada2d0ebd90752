/** Finds the previews of which there are source bundles that no version has. Reads only. */

import type { Context } from '../context.ts'
import { findBundleOwner, makeApplicationPrefix } from './bundle-key.ts'
import { findStorageLocation } from './find-storage-location.ts'
import { listKeys, listUploads } from './list-stored.ts'
import { listVersions } from './list-versions.ts'

/** Their names: of those that a run has left when it was killed between the upload and the version, or within the upload. */
export async function findPreviewBundles(context: Context, applicationName: string): Promise<string[]> {
  const bucket = await findStorageLocation(context)
  const place = { bucket, prefix: makeApplicationPrefix(applicationName) }
  const [stored, uploads] = [await listKeys(context, place), await listUploads(context, place)]
  const versions = stored.length > 0 ? await listVersions(context, applicationName) : []
  const used = new Set(versions.map(({ SourceBundle }) => SourceBundle?.S3Key))
  const left = [...stored.filter(key => !used.has(key)), ...uploads.map(({ key }) => key)]
  return [...new Set(left.flatMap(key => findBundleOwner(applicationName, key) ?? []))].sort()
}
