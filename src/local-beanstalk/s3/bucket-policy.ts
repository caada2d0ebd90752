/** The policy of a bucket, kept as it was sent and not acted on, and its access control list, which is the owner's. */

import * as S3 from '@aws-sdk/client-s3'
import type { Answer } from '../service.ts'
import { readBody } from '../wire/request.ts'
import { type S3Call, xmlAnswer } from './bucket-operations.ts'
import { s3Errors } from './s3-errors.ts'

// S3 User Guide, "Bucket policies": 20 KB at most.
const POLICY_LIMIT_BYTES = 20 * 1024

export function getBucketPolicy({ request, region, store }: S3Call): Answer {
  const { policy } = store.bucket(request.bucket, region)
  if (policy === undefined) throw s3Errors.noPolicy()
  return { status: 200, headers: { 'content-type': 'application/json' }, body: policy }
}

export async function putBucketPolicy({ request, region, store }: S3Call): Promise<Answer> {
  const bucket = store.bucket(request.bucket, region)
  const text = (await readBody(request.body, POLICY_LIMIT_BYTES)).toString('utf8')
  if (!isPolicy(text)) throw s3Errors.malformedPolicy()
  bucket.policy = text
  return { status: 204, headers: {} }
}

export function deleteBucketPolicy({ request, region, store }: S3Call): Answer {
  store.bucket(request.bucket, region).policy = undefined
  return { status: 204, headers: {} }
}

/** Public access is blocked, whatever the policy says. */
export function getBucketPolicyStatus(call: S3Call): Answer {
  getBucketPolicy(call)
  return xmlAnswer(S3.PolicyStatus$, { IsPublic: false })
}

/** A bucket's or an object's: since 2023 the owner has it all, and lists of others are disabled. */
export function getAcl({ request, region, store, world }: S3Call): Answer {
  const bucket = store.bucket(request.bucket, region)
  if (request.key !== '' && !bucket.objects.has(request.key)) throw s3Errors.noSuchKey()
  const owner = { ID: world.accountId }
  const Grants = [{ Grantee: { Type: 'CanonicalUser' as const, ...owner }, Permission: 'FULL_CONTROL' as const }]
  return xmlAnswer(S3.GetBucketAclOutput$, { Owner: owner, Grants })
}

const OWNERS_ALONE = ['private', 'bucket-owner-full-control']

/** Source: S3 User Guide, "Controlling ownership of objects": what is refused while lists are disabled. */
export function putAcl({ request, region, store }: S3Call): Answer {
  const bucket = store.bucket(request.bucket, region)
  if (request.key !== '' && !bucket.objects.has(request.key)) throw s3Errors.noSuchKey()
  const asked = request.headers['x-amz-acl'] ?? ''
  if (!OWNERS_ALONE.includes(asked)) throw s3Errors.aclNotSupported()
  return { status: 200, headers: {} }
}

function isPolicy(text: string): boolean {
  try {
    return text.startsWith('{') && typeof JSON.parse(text).Statement === 'object'
  } catch {
    return false
  }
}
