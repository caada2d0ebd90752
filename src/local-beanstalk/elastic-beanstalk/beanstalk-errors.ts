/** Elastic Beanstalk's errors. The texts are those of real answers, except where a comment says otherwise. */

import { ServiceError } from '../service-error.ts'

const invalidValue = (message: string) => new ServiceError('InvalidParameterValue', message)
const invalidCombination = (message: string) => new ServiceError('InvalidParameterCombination', message)

export const beanstalkErrors = {
  invalidValue,
  invalidCombination,
  noApplication: (name: string) => invalidValue(`No Application named '${name}' found.`),
  noTemplate: (application: string, name: string) =>
    invalidValue(`No Configuration Template named '${application}/${name}' found.`),
  templateExists: (name: string) => invalidValue(`Configuration Template ${name} already exists.`),
  // The refusals of tags are documented (UpdateTagsForResource), their words are not.
  badTag: (text: string) => invalidValue(`'${text}' is not a valid tag key or value.`),
  tooManyTags: () =>
    new ServiceError('TooManyTagsException', 'The number of tags in the resource would exceed the limit of 50.'),
  noResource: (arn: string) => new ServiceError('ResourceNotFoundException', `Resource not found for ARN '${arn}'.`),
  resourceNotTaggable: (arn: string) =>
    new ServiceError('ResourceTypeNotSupportedException', `The resource '${arn}' does not support tags here.`),
  operationInProgress: (name: string) =>
    new ServiceError('OperationInProgressFailure', `Environment named ${name} has an operation in progress.`),
  applicationExists: (name: string) => invalidValue(`Application ${name} already exists.`),
  noVersion: (label: string) => invalidValue(`No Application Version named '${label}' found.`),
  versionExists: (label: string) => invalidValue(`Application Version ${label} already exists.`),
  noEnvironment: (asked: { id: string | undefined; name: string | undefined }) =>
    invalidValue(
      asked.id === undefined
        ? `No Environment found for EnvironmentName = '${asked.name}'.`
        : `No Environment found for EnvironmentId = '${asked.id}'.`,
    ),
  applicationNotNamed: () => new ServiceError('MissingParameter', 'ApplicationName must be specified.'),
  environmentNotNamed: () =>
    new ServiceError('MissingParameter', 'Either EnvironmentId or EnvironmentName must be specified.'),
  environmentExists: (name: string) => invalidValue(`Environment ${name} already exists.`),
  badEnvironmentName: (name: string) =>
    invalidValue(
      `Value ${name} at 'EnvironmentName' failed to satisfy constraint: Member must contain only letters, digits, and the dash character and may not start or end with a dash`,
    ),
  dnsNameTaken: (name: string) => invalidValue(`DNS name (${name}) is not available.`),
  noSolutionStack: (name: string) => invalidValue(`No Solution Stack named '${name}' found.`),
  noPlatform: (arn: string) => invalidValue(`No Platform named '${arn}' found.`),
  notReady: (name: string) =>
    invalidValue(`Environment named ${name} is in an invalid state for this operation. Must be Ready.`),
  nothingToAbort: (name: string) =>
    invalidValue(`Environment named ${name} is in an invalid state for this operation. Must be pending deployment.`),
  unableToDownload: (bucket: string, key: string, reason: 'Not Found' | 'Moved Permanently') =>
    invalidCombination(`Unable to download from S3 location (Bucket: ${bucket}  Key: ${key}). Reason: ${reason}`),
  bucketInOtherRegion: () =>
    new ServiceError(
      'S3LocationNotInServiceRegionException',
      'The specified S3 bucket is not in the same region as the service.',
    ),
  // The refusal is known, its wording is not.
  versionNotProcessed: (label: string, status: string) =>
    invalidCombination(`Application Version ${label} is in an invalid state for this operation: ${status}.`),
  // The refusal is documented (DeleteApplicationVersion), its wording is not.
  versionInUse: (label: string) => invalidValue(`Application Version ${label} is deployed to a running environment.`),
  // Its code and its sense are documented (DeleteApplicationVersion), its words are not.
  bundleNotDeleted: (bucket: string, key: string) =>
    new ServiceError(
      'SourceBundleDeletionFailure',
      `Unable to delete the source bundle s3://${bucket}/${key}. The application version was deleted.`,
    ),
  applicationInUse: (name: string) =>
    invalidValue(
      `Unable to delete application ${name} because it has a version that is deployed to a running environment.`,
    ),
  badSetting: (message: string) =>
    new ServiceError('ConfigurationValidationException', `Configuration validation exception: ${message}`),
  enhancedHealthOnly: (operation: string) =>
    new ServiceError('InvalidRequestException', `${operation} is not supported.`),
  // The refusal is documented (ApplyEnvironmentManagedAction), its wording is not.
  noManagedAction: (id: string) => invalidValue(`No Managed Action found with ID '${id}'.`),
  badNextToken: () => invalidValue('Invalid NextToken.'),
}
