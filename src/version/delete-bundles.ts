/** Deletes the source bundles of previews that no version has, and takes back uploads of them that were never completed. */

import { AbortMultipartUploadCommand, DeleteObjectCommand } from '@aws-sdk/client-s3'
import { ActionError } from '../action-error.ts'
import { explainRefusal, isAwsError } from '../aws/refusals.ts'
import type { Context } from '../context.ts'
import { quoteForeign } from '../untrusted.ts'
import { isPreviewKey, makePreviewPrefix } from './bundle-key.ts'
import { findStorageLocation } from './find-storage-location.ts'
import { listKeys, listUploads, type UnfinishedUpload } from './list-stored.ts'
import { listVersions } from './list-versions.ts'

export interface PreviewNames {
  readonly applicationName: string
  readonly names: readonly string[]
}

export interface DeletedBundles {
  readonly keys: string[]
  /** What may still be there, and why: each a sentence, told as a warning as well. */
  readonly left: string[]
}

/** Of Beanstalk's own bucket. Throws only what ends the run: what AWS refuses is left. */
export async function deletePreviewBundles(
  context: Context,
  { applicationName, names }: PreviewNames,
): Promise<DeletedBundles> {
  const result: DeletedBundles = { keys: [], left: [] }
  await attempt(context, result, {
    what: 'Source bundles of the preview may be left',
    async act() {
      const bucket = await findStorageLocation(context)
      for (const name of names) await deleteOf(context, result, { bucket, applicationName, name })
    },
  })
  return result
}

interface BundlePlace {
  readonly bucket: string
  readonly applicationName: string
  /** Of the preview. */
  readonly name: string
}

async function deleteOf(context: Context, result: DeletedBundles, preview: BundlePlace): Promise<void> {
  const { bucket, applicationName, name } = preview
  const place = { bucket, prefix: makePreviewPrefix(applicationName, name) }
  const where = quoteForeign(`s3://${bucket}/${place.prefix}`)
  const isOfPreview = (key: string) => isPreviewKey(applicationName, name, key)
  await attempt(context, result, {
    what: `Source bundles may be left at ${where}`,
    async act() {
      const stored = (await listKeys(context, place)).filter(isOfPreview)
      const used = stored.length > 0 ? await listUsedKeys(context, preview) : []
      for (const key of stored) if (!used.includes(key)) await deleteBundle(context, result, { bucket, key })
    },
  })
  await attempt(context, result, {
    what: `Parts of an upload may be left at ${where}`,
    async act() {
      const uploads = await listUploads(context, place)
      for (const upload of uploads) if (isOfPreview(upload.key)) await takeBack(context, bucket, upload)
    },
  })
}

/** Those of versions that could not be deleted, or that were made since. */
async function listUsedKeys(context: Context, { bucket, applicationName }: BundlePlace): Promise<string[]> {
  const bundles = (await listVersions(context, applicationName)).map(({ SourceBundle }) => SourceBundle)
  return bundles.flatMap(bundle => (bundle?.S3Bucket === bucket ? [bundle.S3Key ?? ''] : []))
}

async function deleteBundle(
  { aws, ledger }: Context,
  { keys }: DeletedBundles,
  { bucket, key }: { readonly bucket: string; readonly key: string },
): Promise<void> {
  const command = new DeleteObjectCommand({ Bucket: bucket, Key: key })
  await ledger.record({ change: `delete the source bundle s3://${bucket}/${key}` }, () => aws.s3.send(command))
  keys.push(key)
}

async function takeBack({ aws, ledger }: Context, bucket: string, { key, uploadId }: UnfinishedUpload): Promise<void> {
  const command = new AbortMultipartUploadCommand({ Bucket: bucket, Key: key, UploadId: uploadId })
  await ledger.record({ change: `take back the parts that were uploaded for s3://${bucket}/${key}` }, async () => {
    try {
      await aws.s3.send(command)
    } catch (error) {
      if (!isAwsError(error, 'NoSuchUpload')) throw error
    }
  })
}

interface Attempt {
  /** What is left where it fails. */
  readonly what: string
  act(): Promise<void>
}

async function attempt({ log, signal }: Context, { left }: DeletedBundles, { what, act }: Attempt): Promise<void> {
  try {
    await act()
  } catch (error) {
    if (signal.aborted || !(error instanceof ActionError)) throw error
    // Where there is no bucket there is nothing left in it.
    if (isAwsError(error, 'NoSuchBucket')) return
    const sentence = `${what}: ${explainRefusal(error)}`
    left.push(sentence)
    log.warning(sentence, 'Source bundles')
  }
}
