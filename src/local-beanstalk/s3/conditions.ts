/** Conditional requests: what is answered only if the object is, or is not, what the caller believes. */

import type { Answer } from '../service.ts'
import { s3Errors } from './s3-errors.ts'
import type { StoredObject } from './store.ts'

type Headers = Readonly<Record<string, string>>

/**
 * The answer 304, or undefined when the object is to be sent.
 * Source: GetObject, "Additional considerations about request headers"; RFC 9110, section 13.2.2.
 * @throws ServiceError PreconditionFailed.
 */
export function refuseUnchanged(headers: Headers, object: StoredObject): Answer | undefined {
  if (failsToMatch(headers['if-match'], headers['if-unmodified-since'], object)) throw s3Errors.preconditionFailed()
  if (!isUnchanged(headers['if-none-match'], headers['if-modified-since'], object)) return undefined
  return { status: 304, headers: { etag: object.etag, 'last-modified': object.lastModified.toUTCString() } }
}

/** A copy has no 304: what is unchanged is refused. @throws ServiceError PreconditionFailed. */
export function refuseCopy(headers: Headers, source: StoredObject): void {
  const read = (name: string) => headers[`x-amz-copy-source-if-${name}`]
  if (failsToMatch(read('match'), read('unmodified-since'), source)) throw s3Errors.preconditionFailed()
  if (isUnchanged(read('none-match'), read('modified-since'), source)) throw s3Errors.preconditionFailed()
}

/** Source: S3 User Guide, "How to prevent object overwrites with conditional writes". @throws ServiceError. */
export function refuseWrite(headers: Headers, former: StoredObject | undefined): void {
  const [match, noneMatch] = [headers['if-match'], headers['if-none-match']]
  if (noneMatch !== undefined && noneMatch !== '*')
    throw s3Errors.notImplemented('If-None-Match of a write with another value than *')
  if (noneMatch === '*' && former !== undefined) throw s3Errors.preconditionFailed()
  if (match === undefined) return
  if (former === undefined) throw s3Errors.noSuchKey()
  if (!names(match, former.etag)) throw s3Errors.preconditionFailed()
}

/** The date counts only where no entity tag is given. */
function failsToMatch(match: string | undefined, unmodifiedSince: string | undefined, object: StoredObject): boolean {
  if (match !== undefined) return !names(match, object.etag)
  const since = Date.parse(unmodifiedSince ?? '')
  return !Number.isNaN(since) && wholeSeconds(object) > since
}

function isUnchanged(noneMatch: string | undefined, modifiedSince: string | undefined, object: StoredObject): boolean {
  if (noneMatch !== undefined) return names(noneMatch, object.etag)
  const since = Date.parse(modifiedSince ?? '')
  return !Number.isNaN(since) && wholeSeconds(object) <= since
}

function names(list: string, etag: string): boolean {
  const bare = (text: string) => text.trim().replaceAll('"', '')
  return list.split(',').some(item => item.trim() === '*' || bare(item) === bare(etag))
}

// HTTP's dates have no fractions.
function wholeSeconds({ lastModified }: StoredObject): number {
  return Math.floor(lastModified.getTime() / 1000) * 1000
}
