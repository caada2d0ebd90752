/** AWS said no for a reason that a person can remove: its error becomes an ActionError that says how. */

import { ActionError, type ActionErrorParts } from '../action-error.ts'
import { quoteForeign, toPrintableLine } from '../untrusted.ts'
import { expiredCredentials, missingCredentials, rejectedCredentials } from './credential-refusals.ts'
import { describeDenial } from './denial.ts'
import { describeFullAccount } from './full-account.ts'
import { UnreadableAnswer } from './read-answer.ts'
import type { AwsRequest } from './write-permission.ts'

/** What AWS answers, in the SDK's form. The name is the code on the wire; texts are for people and change. */
interface AwsError extends Error {
  readonly $metadata?: { readonly httpStatusCode?: number; readonly requestId?: string; readonly attempts?: number }
  readonly code?: string
}

/**
 * An ActionError for every answer of AWS that is a refusal, and for AWS not answering. `isAwsError` still recognises
 * the answer in it. Anything else (a bug, the end of the run) comes back as it is.
 */
export function toActionError(error: unknown, request: AwsRequest): unknown {
  if (!(error instanceof Error) || error instanceof ActionError) return error
  const parts = describeRefusal(error, request)
  return parts ? new ActionError({ ...parts, cause: error }) : error
}

/** Was this operation denied to the caller (and not merely failed)? */
export function isDenied(error: unknown): error is ActionError {
  return error instanceof ActionError && error.code === 'permission-denied'
}

/** What went wrong, for a run that goes on without; after a denial with the statement that would allow it. */
export function explainRefusal(error: Error): string {
  return isDenied(error) ? `${error.message} ${error.hint}` : error.message
}

/** Did AWS answer with this error code? Codes are stable; texts are not. */
export function isAwsError(error: unknown, ...names: readonly string[]): error is ActionError {
  return error instanceof ActionError && error.cause instanceof Error && names.includes(error.cause.name)
}

/**
 * Did AWS answer that it will not? False where an answer is missing, of an attempt before the last one, too, or cannot be
 * read, and for 5xx: then it may have been carried out.
 */
export function isRefused(error: unknown): boolean {
  if (!(error instanceof ActionError)) return false
  const { httpStatusCode: status = 0, attempts = 1 } = (error.cause as AwsError | undefined)?.$metadata ?? {}
  if (['credentials-missing', 'permission-denied'].includes(error.code)) return true
  const isAnswered = error.code !== 'aws-unreachable' && !(error.cause instanceof UnreadableAnswer)
  return isAnswered && attempts === 1 && status >= 300 && status < 500
}

/** Can the same request succeed a moment later? True for throttling, 5xx, the network and what it has garbled; false for an answer. */
export function isTransient(error: unknown): error is ActionError {
  if (!(error instanceof ActionError)) return false
  return ['aws-unavailable', 'aws-unreachable'].includes(error.code) || error.cause instanceof UnreadableAnswer
}

/** Was it one request too many? */
export function isThrottled(error: unknown): error is ActionError {
  return isAwsError(error, ...BUSY.filter(name => name !== 'ServiceUnavailable'))
}

/** Did AWS answer that the credentials are over, before anybody made an ActionError of it? */
export function isExpired(error: unknown): boolean {
  return error instanceof Error && EXPIRED.includes(error.name)
}

/** Did something come that is no answer of the operation? */
export function isUnreadable(error: unknown): error is ActionError {
  return error instanceof ActionError && error.code === 'aws-answer-unreadable'
}

const DENIED = ['AccessDenied', 'AccessDeniedException', 'UnauthorizedOperation', 'InsufficientPrivilegesException']
const NO_CREDENTIALS = ['CredentialsProviderError', 'MissingAuthenticationToken', 'MissingAuthenticationTokenException']
const EXPIRED = ['ExpiredToken', 'ExpiredTokenException', 'RequestExpired', 'RequestTimeTooSkewed']
const UNKNOWN_KEY = ['InvalidClientTokenId', 'InvalidAccessKeyId', 'UnrecognizedClientException']
const WRONG_SIGNATURE = ['SignatureDoesNotMatch', 'AuthFailure', 'IncompleteSignature', 'InvalidSignatureException']
const BUSY = ['Throttling', 'ThrottlingException', 'RequestLimitExceeded', 'SlowDown', 'ServiceUnavailable']
/** The system's codes for a connection: ECONNREFUSED, EHOSTDOWN, ENETUNREACH, EAI_AGAIN and their kin. */
const UNREACHABLE = /^E(AI_|CONN|HOST|NET|ADDRNOTAVAIL|NOTFOUND|PIPE|TIMEDOUT)/

function describeRefusal(error: AwsError, request: AwsRequest): ActionErrorParts | undefined {
  const { operation, region } = request
  const status = error.$metadata?.httpStatusCode ?? 0
  if (DENIED.includes(error.name) || (error.name === 'Unknown' && status === 403)) return describeDenial(error, request)
  if (NO_CREDENTIALS.includes(error.name)) return missingCredentials(operation)
  if (isExpired(error)) return expiredCredentials(error, request)
  if (UNKNOWN_KEY.includes(error.name) || WRONG_SIGNATURE.includes(error.name))
    return rejectedCredentials(error, operation)
  if (error.name === 'TimeoutError' || UNREACHABLE.test(error.code ?? '')) return unreachable(error, request)
  if (error instanceof UnreadableAnswer) return unreadable(error, request)
  if ((status === 301 && operation.startsWith('s3:')) || error.name === 'PermanentRedirect')
    return wrongBucketRegion(request)
  if (BUSY.includes(error.name) || status >= 500) {
    return {
      code: 'aws-unavailable',
      message: `AWS did not carry out ${operation} in ${region}: it answered ${quoteForeign(error.name)} to every attempt (${quoteForeign(error.message)}).`,
      hint: 'Run the job again in a few minutes; raise max-retries and retry-delay if other jobs use the account at the same time.',
    }
  }
  if (status >= 400) return describeFullAccount(error, operation, region) ?? refused(error, request)
  // Neither a success nor a failure that AWS knows: a redirect, say.
  return status > 0 ? unreadable(new Error(`it was HTTP ${status}`), request) : undefined
}

function unreadable(error: Error, { operation, region }: AwsRequest): ActionErrorParts {
  return {
    code: 'aws-answer-unreadable',
    message: `The answer to ${operation} in ${region} could not be read: ${quoteForeign(error.message)}.`,
    hint: 'Run the job again. If it happens again, look for a proxy between the runner and AWS (AWS_ENDPOINT_URL, HTTPS_PROXY).',
  }
}

function refused(error: Error, { operation, region }: AwsRequest): ActionErrorParts {
  return {
    code: 'aws-refused',
    message: `AWS refused ${operation} in ${region}: ${quoteForeign(error.name)}, ${quoteForeign(error.message)}.`,
    hint: `Look up ${quoteForeign(error.name)} in the reference of ${operation}, and check the inputs that it speaks of.`,
  }
}

function wrongBucketRegion({ operation, region }: AwsRequest): ActionErrorParts {
  return {
    code: 'bucket-elsewhere',
    message: `${operation} was answered by another region than "${region}": the bucket lies there.`,
    hint: "Write a bucket of this region in 's3-bucket-name', or leave the line out to use the bucket of Beanstalk itself.",
  }
}

function unreachable(error: AwsError, { operation, region }: AwsRequest): ActionErrorParts {
  return {
    code: 'aws-unreachable',
    message: `${operation} could not reach AWS in the region "${region}" (${toPrintableLine(error.code ?? error.name, 60)}).`,
    hint: "Check 'aws-region' for a typo; on a self-hosted runner, check that it may open https connections to AWS.",
  }
}
