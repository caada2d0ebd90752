/** Amazon S3 as far as deploying needs it: REST, path style. */

import { partitionOf } from '../partition.ts'
import { admit } from '../permissions/admit.ts'
import type { Answer, Asked, Service } from '../service.ts'
import { ServiceError } from '../service-error.ts'
import { queryValue, type WireRequest } from '../wire/request.ts'
import { verifySignature } from '../wire/signature.ts'
import { s3SignatureError } from '../wire/signature-errors.ts'
import { encodeS3Error } from '../wire/xml.ts'
import type { World } from '../world.ts'
import { XML } from './bucket-operations.ts'
import { HANDLERS } from './operations.ts'
import { PERMISSIONS } from './permissions.ts'
import { s3Errors } from './s3-errors.ts'
import { readS3Request } from './s3-request.ts'
import type { ObjectStore } from './store.ts'

const SKEW_MS = 15 * 60_000

export function makeS3Service(world: World, store: ObjectStore): Service {
  return {
    name: 's3',
    async answer(request, asked) {
      const ids = { 'x-amz-request-id': request.requestId, 'x-amz-id-2': 'local-beanstalk' }
      try {
        const answer = await handle(world, store, { request, asked })
        return { ...answer, headers: { ...answer.headers, ...ids } }
      } catch (error) {
        const known =
          error instanceof ServiceError ? error : new ServiceError('InternalError', String(error), { status: 500 })
        asked.errorCode = known.code
        const headers = { ...XML, ...known.headers, ...ids }
        // A HEAD has no body to put the code in: all that its client learns is the status.
        const body = request.method === 'HEAD' ? '' : encodeS3Error(known, request.requestId)
        return { status: known.status, headers, body }
      }
    },
  }
}

async function handle(
  world: World,
  store: ObjectStore,
  { request, asked }: { request: WireRequest; asked: Asked },
): Promise<Answer> {
  const s3Request = readS3Request(request)
  asked.operation = s3Request?.operation ?? `${request.method} ${request.path}`
  if (s3Request !== undefined) asked.parameters = parametersOf(s3Request)
  const verdict = verifySignature(request, {
    service: 's3',
    findKey: world.keys.find,
    nowMs: world.clock.now(),
    skewMs: SKEW_MS,
    payloadHash: request.headers['x-amz-content-sha256'] ?? '',
    presignedAllowed: true,
  })
  if (verdict.kind !== 'verified') throw s3SignatureError(verdict)
  asked.region = verdict.region
  if (s3Request === undefined) throw s3Errors.notImplemented(asked.operation)
  const { bucket, key, operation } = s3Request
  const resource = `arn:${partitionOf(verdict.region)}:s3:::${key === '' ? bucket || '*' : `${bucket}/${key}`}`
  const { region } = verdict
  const resources = [{ arn: resource }]
  const permission = PERMISSIONS[operation]
  admit(world, asked, { service: 's3', operation, permission, region, resources, key: verdict.key })
  const version = queryValue(request, 'versionId')
  // Where no versions are kept, an object's only one is called null.
  if (version !== undefined && version !== 'null') throw s3Errors.invalidVersion()
  // A presigned request says nothing of its body.
  const headers = { 'x-amz-content-sha256': 'UNSIGNED-PAYLOAD', ...request.headers }
  return HANDLERS[operation]({ request: { ...s3Request, headers }, region, store, world })
}

function parametersOf({ bucket, key }: { bucket: string; key: string }): Record<string, string> {
  return { ...(bucket !== '' && { Bucket: bucket }), ...(key !== '' && { Key: key }) }
}
