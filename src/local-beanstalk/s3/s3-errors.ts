/** Amazon S3's errors, in its words. */

import { ServiceError } from '../service-error.ts'

export const s3Errors = {
  noSuchBucket: () => new ServiceError('NoSuchBucket', 'The specified bucket does not exist', { status: 404 }),
  noSuchKey: () => new ServiceError('NoSuchKey', 'The specified key does not exist.', { status: 404 }),
  noSuchUpload: () =>
    new ServiceError(
      'NoSuchUpload',
      'The specified upload does not exist. The upload ID may be invalid, or the upload may have been aborted or completed.',
      { status: 404 },
    ),
  invalidBucketName: () => new ServiceError('InvalidBucketName', 'The specified bucket is not valid.'),
  bucketOwned: () =>
    new ServiceError(
      'BucketAlreadyOwnedByYou',
      'Your previous request to create the named bucket succeeded and you already own it.',
      { status: 409 },
    ),
  bucketNotEmpty: () =>
    new ServiceError('BucketNotEmpty', 'The bucket you tried to delete is not empty', { status: 409 }),
  illegalLocation: (location: string) =>
    new ServiceError(
      'IllegalLocationConstraintException',
      `The ${location} location constraint is incompatible for the region specific endpoint this request was sent to.`,
    ),
  permanentRedirect: (region: string) =>
    new ServiceError(
      'PermanentRedirect',
      'The bucket you are attempting to access must be addressed using the specified endpoint. Please send all future requests to this endpoint.',
      { status: 301, headers: { 'x-amz-bucket-region': region } },
    ),
  bodyHashMismatch: () =>
    new ServiceError(
      'XAmzContentSHA256Mismatch',
      "The provided 'x-amz-content-sha256' header does not match what was computed.",
    ),
  badDigest: (algorithm: string) =>
    new ServiceError('BadDigest', `The ${algorithm} you specified did not match the calculated checksum.`),
  incompleteBody: () =>
    new ServiceError(
      'IncompleteBody',
      'You did not provide the number of bytes specified by the Content-Length HTTP header',
    ),
  entityTooLarge: () => new ServiceError('EntityTooLarge', 'Your proposed upload exceeds the maximum allowed size'),
  invalidPart: () =>
    new ServiceError(
      'InvalidPart',
      "One or more of the specified parts could not be found. The part may not have been uploaded, or the specified entity tag may not match the part's entity tag.",
    ),
  partWithoutChecksum: (algorithm: string, number: number) =>
    new ServiceError(
      'InvalidRequest',
      `The upload was created using a ${algorithm.toLowerCase()} checksum. The complete request must include the checksum for each part. It was missing for part ${number} in the request.`,
    ),
  checksumTypeMismatch: (expected: string, actual: string) =>
    new ServiceError(
      'InvalidRequest',
      `Checksum Type mismatch occurred, expected checksum Type: ${expected}, actual checksum Type: ${actual}`,
    ),
  invalidArgument: (message: string) => new ServiceError('InvalidArgument', message),
  copyOfItself: () =>
    new ServiceError(
      'InvalidRequest',
      "This copy request is illegal because it is trying to copy an object to itself without changing the object's metadata, storage class, website redirect location or encryption attributes.",
    ),
  missingDigest: () =>
    new ServiceError('InvalidRequest', 'Missing required header for this request: Content-MD5 OR x-amz-checksum-*'),
  malformedXml: () =>
    new ServiceError(
      'MalformedXML',
      'The XML you provided was not well-formed or did not validate against our published schema',
    ),
  /** `NoSuchCORSConfiguration` and so on, for each sort of setting. */
  notSet: (code: string, message: string) => new ServiceError(code, message, { status: 404 }),
  noPolicy: () => new ServiceError('NoSuchBucketPolicy', 'The bucket policy does not exist', { status: 404 }),
  malformedPolicy: () =>
    new ServiceError('MalformedPolicy', "Policies must be valid JSON and the first byte must be '{'"),
  aclNotSupported: () => new ServiceError('AccessControlListNotSupported', 'The bucket does not allow ACLs'),
  invalidTag: (message: string) => new ServiceError('InvalidTag', message),
  tooManyTags: (max: number) =>
    max === 10
      ? new ServiceError('BadRequest', 'Object tags cannot be greater than 10')
      : new ServiceError('BadRequest', `Bucket tag count cannot be greater than ${max}`),
  invalidVersion: () => new ServiceError('InvalidArgument', 'Invalid version id specified'),
  invalidPartOrder: () =>
    new ServiceError(
      'InvalidPartOrder',
      'The list of parts was not in ascending order. The parts list must be specified in order by part number.',
    ),
  partTooSmall: () =>
    new ServiceError('EntityTooSmall', 'Your proposed upload is smaller than the minimum allowed size'),
  preconditionFailed: () =>
    new ServiceError('PreconditionFailed', 'At least one of the pre-conditions you specified did not hold', {
      status: 412,
    }),
  invalidRange: () => new ServiceError('InvalidRange', 'The requested range is not satisfiable', { status: 416 }),
  notImplemented: (what: string) =>
    new ServiceError('NotImplemented', `Local Beanstalk does not serve this: ${what}.`, { status: 501 }),
  invalidContentSha256: () =>
    new ServiceError(
      'InvalidRequest',
      'Missing required header for this request: x-amz-content-sha256, or a form of it that Local Beanstalk does not take.',
    ),
}
