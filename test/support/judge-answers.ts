/** Has recorded answers judged by botocore, the SDK for Python. */

import { spawnSync } from 'node:child_process'
import type { RequestRecord } from '../../src/local-beanstalk/server.ts'
import { findPython } from './find-python.ts'
import type { RecordedAnswer } from './record-answers.ts'
import { REPOSITORY } from './source-files.ts'

export interface Judgement {
  /** botocore's own. */
  readonly version: string
  /** How many successes and errors were seen of each operation. */
  readonly judged: Readonly<Record<string, Readonly<Record<string, readonly [successes: number, errors: number]>>>>
  readonly complaints: readonly string[]
}

export const BOTOCORE_IS_MISSING =
  'The SDK for Python is missing. Install it with `sudo apt-get update && sudo apt-get install python3-botocore`.'

export const findBotocore = (): string | undefined => findPython('botocore', 'awscli.botocore')

/** Answers of which nothing says what was asked for, for their request was not understood, are left out. */
export function judgeAnswers(
  python: string,
  answers: readonly RecordedAnswer[],
  requests: readonly RequestRecord[],
): Judgement {
  const asked = new Map(requests.map(request => [request.requestId, request]))
  const lines = answers.flatMap(({ requestId, status, headers, body }) => {
    const request = asked.get(requestId)
    if (request === undefined || !/^[A-Z]\w+$/.test(request.operation)) return []
    const { service, operation } = request
    return [
      JSON.stringify({
        service: MODELS[service] ?? service,
        operation,
        status,
        headers,
        body: body.toString('base64'),
      }),
    ]
  })
  const { status, stdout, stderr } = spawnSync(python, [`${REPOSITORY}test/support/judge-answers.py`], {
    input: [JSON.stringify(COMMON_ERRORS), ...lines].join('\n'),
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  })
  if (status !== 0) throw new Error(`judge-answers.py failed: ${stderr}`)
  return JSON.parse(stdout)
}

/** What botocore calls the models that it names otherwise. */
const MODELS: Readonly<Record<string, string>> = { elasticloadbalancing: 'elb', elasticloadbalancingv2: 'elbv2' }

/** What the model says and the service does not keep to. */
export const KNOWN_COMPLAINTS: readonly string[] = [
  // The service sends the environment's status where its model has the color. Source: the API Reference's own example.
  'elasticbeanstalk DescribeEnvironmentHealth 200: Status is "Ready", none of Green, Yellow, Red, Grey',
  // "The current state of the attachment. For an internet gateway, the state is available": InternetGatewayAttachment.
  'ec2 DescribeInternetGateways 200: InternetGateways.Attachments.State is "available", none of attaching, attached, detaching, detached',
  // Debian's botocore is of December 2022, and these members are younger.
  'ec2 CreateSecurityGroup 200: securityGroupArn is not in the model of CreateSecurityGroupResult',
  'ec2 DescribeSecurityGroups 200: SecurityGroups.securityGroupArn is not in the model of SecurityGroup',
  's3 CopyObject 200: ChecksumType is not in the model of CopyObjectResult',
  's3 GetObjectAttributes 200: Checksum.ChecksumType is not in the model of Checksum',
  's3 ListObjectVersions 200: Versions.ChecksumType is not in the model of ObjectVersion',
  's3 ListObjects 200: Contents.ChecksumType is not in the model of Object',
  's3 ListObjectsV2 200: Contents.ChecksumType is not in the model of Object',
  'ec2 DeleteSecurityGroup 200: says more or less than <return>true</return>',
]

const QUERY_ERRORS = {
  AccessDenied: 403,
  ExpiredToken: 403,
  IncompleteSignature: 400,
  InvalidAction: 400,
  InvalidClientTokenId: 403,
  MissingAuthenticationToken: 403,
  SignatureDoesNotMatch: 403,
  ValidationError: 400,
}

/**
 * The error codes that are in no operation's model, each with its status, by service. Sources: "Common errors" of the
 * Elastic Beanstalk and STS API References; EC2 API Reference, "Error codes"; S3 API Reference, "Error responses".
 */
const COMMON_ERRORS = {
  elasticbeanstalk: {
    AccessDenied: 403,
    ConfigurationValidationException: 400,
    ExpiredToken: 403,
    IncompleteSignature: 400,
    InvalidAction: 400,
    InvalidClientTokenId: 403,
    InvalidParameterCombination: 400,
    InvalidParameterValue: 400,
    MalformedInput: 400,
    MalformedQueryString: 404,
    MissingAuthenticationToken: 403,
    MissingParameter: 400,
    ServiceUnavailable: 503,
    SignatureDoesNotMatch: 403,
    Throttling: 400,
    ValidationError: 400,
  },
  sts: QUERY_ERRORS,
  elb: QUERY_ERRORS,
  elbv2: QUERY_ERRORS,
  ec2: {
    AuthFailure: 401,
    CannotDelete: 400,
    DependencyViolation: 400,
    DryRunOperation: 412,
    'Gateway.NotAttached': 400,
    InvalidAction: 400,
    'InvalidAddress.NotFound': 400,
    'InvalidAllocationID.NotFound': 400,
    'InvalidAssociationID.NotFound': 400,
    'InvalidGroup.Duplicate': 400,
    'InvalidGroup.NotFound': 400,
    'InvalidGroupId.Malformed': 400,
    InvalidID: 400,
    'InvalidInstanceID.Malformed': 400,
    'InvalidInstanceID.NotFound': 400,
    'InvalidInternetGatewayID.NotFound': 400,
    'InvalidNetworkAclID.NotFound': 400,
    'InvalidNetworkInterfaceID.NotFound': 400,
    InvalidParameterValue: 400,
    'InvalidPermission.Duplicate': 400,
    'InvalidPermission.NotFound': 400,
    'InvalidPrefixListID.NotFound': 400,
    'InvalidRouteTableID.NotFound': 400,
    'InvalidSecurityGroupRuleId.NotFound': 400,
    'InvalidSubnet.Conflict': 400,
    'InvalidSubnetID.NotFound': 400,
    'InvalidSubnet.Range': 400,
    'InvalidVpc.Range': 400,
    'InvalidVpcID.NotFound': 400,
    MissingParameter: 400,
    NetworkAclEntryAlreadyExists: 400,
    RequestLimitExceeded: 503,
    UnauthorizedOperation: 403,
  },
  s3: {
    AccessControlListNotSupported: 400,
    AccessDenied: 403,
    AuthorizationHeaderMalformed: 400,
    BadDigest: 400,
    BadRequest: 400,
    BucketAlreadyOwnedByYou: 409,
    BucketNotEmpty: 409,
    EntityTooSmall: 400,
    ExpiredToken: 400,
    IllegalLocationConstraintException: 400,
    IncompleteBody: 400,
    InvalidAccessKeyId: 403,
    InvalidArgument: 400,
    InvalidBucketName: 400,
    InvalidDigest: 400,
    InvalidPart: 400,
    InvalidPartOrder: 400,
    InvalidRange: 416,
    InvalidRequest: 400,
    InvalidTag: 400,
    InvalidToken: 400,
    MalformedPolicy: 400,
    MalformedXML: 400,
    MethodNotAllowed: 405,
    NoSuchBucket: 404,
    NoSuchBucketPolicy: 404,
    NoSuchCORSConfiguration: 404,
    NoSuchKey: 404,
    NoSuchLifecycleConfiguration: 404,
    NoSuchPublicAccessBlockConfiguration: 404,
    NoSuchTagSet: 404,
    NoSuchUpload: 404,
    NoSuchVersion: 404,
    NoSuchWebsiteConfiguration: 404,
    NotImplemented: 501,
    OwnershipControlsNotFoundError: 404,
    PermanentRedirect: 301,
    PreconditionFailed: 412,
    RequestTimeTooSkewed: 403,
    ServerSideEncryptionConfigurationNotFoundError: 404,
    SignatureDoesNotMatch: 403,
    XAmzContentSHA256Mismatch: 400,
  },
} as const
