/** Deletes the source bundle of a version. */

import { partitionOf } from '../partition.ts'
import { authorize } from '../permissions/authorize.ts'
import type { Call } from '../service.ts'
import type { Beanstalk } from './beanstalk.ts'
import { beanstalkErrors } from './beanstalk-errors.ts'

/** With the rights of whoever asked. The version is gone in any case. @throws ServiceError SourceBundleDeletionFailure. */
export async function deleteBundle(
  { world, store }: Beanstalk,
  { bucket: name, key }: { readonly bucket: string; readonly key: string },
  { accessKeyId, region }: Call,
): Promise<void> {
  const bucket = store.buckets.get(name)
  if (bucket === undefined) return
  const owner = world.keys.find(accessKeyId)
  const resources = [{ arn: `arn:${partitionOf(region)}:s3:::${name}/${key}` }]
  try {
    if (owner) authorize(owner, { service: 's3', permission: 's3:DeleteObject', region, resources })
  } catch {
    throw beanstalkErrors.bundleNotDeleted(name, key)
  }
  await store.remove(bucket, key)
}
