/** What of the table of permissions an operation needs. */

import { PERMISSIONS, type PermissionStatement } from './permissions.ts'

/** The statement that allows the operation; undefined where the table has none. */
export function findPermission(operation: string): PermissionStatement | undefined {
  const action = toPermission(operation)
  return PERMISSIONS.find(
    ({ actions, operations }) => actions.includes(action) && (operations?.includes(operation) ?? true),
  )
}

/** Permissions that are not called as their operation (Service Authorization Reference, Amazon S3). */
const NAMES_IN_POLICIES: Readonly<Record<string, string>> = {
  's3:HeadBucket': 's3:ListBucket',
  's3:ListObjectsV2': 's3:ListBucket',
  's3:HeadObject': 's3:GetObject',
  's3:CreateMultipartUpload': 's3:PutObject',
  's3:UploadPart': 's3:PutObject',
  's3:CompleteMultipartUpload': 's3:PutObject',
  's3:ListMultipartUploads': 's3:ListBucketMultipartUploads',
}

/** As policies name the operation. */
export function toPermission(operation: string): string {
  return NAMES_IN_POLICIES[operation] ?? operation
}
