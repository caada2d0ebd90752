/** What each service says about a signature that it does not accept. */

import { ServiceError } from '../service-error.ts'
import type { Verdict } from './signature.ts'

type Rejected = Exclude<Verdict, { kind: 'verified' }>

const MISMATCH =
  'The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details.'

/** Elastic Beanstalk, STS. `skewMinutes` is part of the text, as in reality. */
export function querySignatureError(verdict: Rejected, skewMinutes: number): ServiceError {
  const refuse = (code: string, message: string, status = 403) => new ServiceError(code, message, { status })
  switch (verdict.kind) {
    case 'missing':
      return refuse('MissingAuthenticationToken', 'Request is missing Authentication Token')
    case 'malformed':
      return refuse('IncompleteSignature', verdict.detail, 400)
    case 'unknown-key':
    case 'unknown-token':
      return refuse('InvalidClientTokenId', 'The security token included in the request is invalid.')
    case 'wrong-scope':
      return refuse('SignatureDoesNotMatch', verdict.detail)
    case 'expired':
      return refuse('RequestExpired', 'Request has expired.', 400)
    case 'skewed': {
      const { signedAt, edge, now } = verdict
      if (verdict.early) {
        return refuse(
          'SignatureDoesNotMatch',
          `Signature expired: ${signedAt} is now earlier than ${edge} (${now} - ${skewMinutes} min.)`,
        )
      }
      return refuse(
        'SignatureDoesNotMatch',
        `Signature not yet current: ${signedAt} is still later than ${edge} (${now} + ${skewMinutes} min.)`,
      )
    }
    case 'mismatch':
      return refuse('SignatureDoesNotMatch', MISMATCH)
  }
}

export function ec2SignatureError(verdict: Rejected): ServiceError {
  switch (verdict.kind) {
    case 'missing':
      return new ServiceError('MissingAuthenticationToken', 'Request is missing Authentication Token', { status: 403 })
    case 'malformed':
      return new ServiceError('IncompleteSignature', verdict.detail)
    case 'skewed':
    case 'expired':
      return new ServiceError('RequestExpired', 'Request has expired.')
    default:
      return new ServiceError('AuthFailure', 'AWS was not able to validate the provided access credentials', {
        status: 401,
      })
  }
}

export function s3SignatureError(verdict: Rejected): ServiceError {
  const refuse = (code: string, message: string, status = 403) => new ServiceError(code, message, { status })
  switch (verdict.kind) {
    case 'missing':
      return refuse('AccessDenied', 'Access Denied')
    case 'malformed':
      return refuse('AuthorizationHeaderMalformed', `The authorization header is malformed; ${verdict.detail}`, 400)
    case 'unknown-key':
      return refuse('InvalidAccessKeyId', 'The AWS Access Key Id you provided does not exist in our records.')
    case 'unknown-token':
      return refuse('InvalidToken', 'The provided token is malformed or otherwise invalid.', 400)
    case 'wrong-scope': {
      const region = verdict.wrongRegion
      const detail = region === undefined ? verdict.detail : `the region '${region}' is wrong; expecting 'us-east-1'`
      return refuse('AuthorizationHeaderMalformed', `The authorization header is malformed; ${detail}`, 400)
    }
    case 'skewed':
      return refuse(
        'RequestTimeTooSkewed',
        'The difference between the request time and the current time is too large.',
      )
    case 'expired':
      return refuse('AccessDenied', 'Request has expired')
    case 'mismatch':
      return refuse(
        'SignatureDoesNotMatch',
        'The request signature we calculated does not match the signature you provided. Check your key and signing method.',
      )
  }
}
