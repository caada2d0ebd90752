import * as EC2 from '@aws-sdk/client-ec2'
import * as S3 from '@aws-sdk/client-s3'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openNoHost } from '../../src/local-beanstalk/host/no-host.ts'
import {
  type BeanstalkClients,
  openClients,
  type StartedBeanstalk,
  startBeanstalk,
} from '../support/local-beanstalk.ts'
import { type MotoServer, startMoto } from '../support/moto-server.ts'

// moto is another implementation of the same services: where it answers otherwise, one of the two is wrong.
let local: StartedBeanstalk
let moto: MotoServer | undefined

beforeAll(async () => {
  local = await startBeanstalk({ host: openNoHost() })
  moto = await startMoto()
}, 180_000)
afterAll(async () => {
  moto?.stop()
  await local.beanstalk.stop()
})

type Kept = Record<string, string>
type Calls = Readonly<Record<string, (clients: BeanstalkClients, kept: Kept) => Promise<unknown>>>

const http = { IpProtocol: 'tcp', FromPort: 80, ToPort: 80, IpRanges: [{ CidrIp: '0.0.0.0/0' }] }
const inGroup = (kept: Kept) => ({ GroupId: kept.group, IpPermissions: [http] })

const EC2_CALLS: Calls = {
  'finds the default VPC': async ({ ec2 }, kept) => {
    const found = await ec2.send(new EC2.DescribeVpcsCommand({ Filters: [{ Name: 'is-default', Values: ['true'] }] }))
    kept.vpc = found.Vpcs?.[0]?.VpcId ?? ''
    return found
  },
  'finds no such VPC': ({ ec2 }) => ec2.send(new EC2.DescribeVpcsCommand({ VpcIds: ['vpc-00000000'] })),
  'lists subnets': ({ ec2 }) => ec2.send(new EC2.DescribeSubnetsCommand({})),
  'finds no such subnet': ({ ec2 }) => ec2.send(new EC2.DescribeSubnetsCommand({ SubnetIds: ['subnet-00000000'] })),
  'lists network ACLs': ({ ec2 }) => ec2.send(new EC2.DescribeNetworkAclsCommand({})),
  'lists route tables': ({ ec2 }) => ec2.send(new EC2.DescribeRouteTablesCommand({})),
  'names a region': ({ ec2 }) => ec2.send(new EC2.DescribeRegionsCommand({ RegionNames: ['eu-central-1'] })),
  'lists availability zones': ({ ec2 }) => ec2.send(new EC2.DescribeAvailabilityZonesCommand({})),
  'makes a security group': async ({ ec2 }, kept) => {
    const TagSpecifications = [{ ResourceType: 'security-group' as const, Tags: [{ Key: 'team', Value: 'chat' }] }]
    const spec = { GroupName: 'web', Description: 'of the chat', VpcId: kept.vpc, TagSpecifications }
    const made = await ec2.send(new EC2.CreateSecurityGroupCommand(spec))
    kept.group = made.GroupId ?? ''
    return made
  },
  'makes no second group of that name': ({ ec2 }, kept) =>
    ec2.send(new EC2.CreateSecurityGroupCommand({ GroupName: 'web', Description: 'again', VpcId: kept.vpc })),
  'opens a port': async ({ ec2 }, kept) => {
    const opened = await ec2.send(new EC2.AuthorizeSecurityGroupIngressCommand(inGroup(kept)))
    kept.rule = opened.SecurityGroupRules?.[0]?.SecurityGroupRuleId ?? ''
    return opened
  },
  'opens a port once': ({ ec2 }, kept) => ec2.send(new EC2.AuthorizeSecurityGroupIngressCommand(inGroup(kept))),
  'would open another one': ({ ec2 }, kept) =>
    ec2.send(new EC2.AuthorizeSecurityGroupIngressCommand({ ...inGroup(kept), DryRun: true })),
  'opens no port to a malformed address': ({ ec2 }, kept) =>
    ec2.send(
      new EC2.AuthorizeSecurityGroupIngressCommand({
        GroupId: kept.group,
        IpPermissions: [{ ...http, IpRanges: [{ CidrIp: '10.0.0.300/8' }] }],
      }),
    ),
  'opens no port of no group': ({ ec2 }) =>
    ec2.send(new EC2.AuthorizeSecurityGroupIngressCommand({ GroupId: 'sg-00000000', IpPermissions: [http] })),
  'lists the rules of the group': ({ ec2 }, kept) =>
    ec2.send(
      new EC2.DescribeSecurityGroupRulesCommand({ Filters: [{ Name: 'group-id', Values: [kept.group ?? ''] }] }),
    ),
  'describes the group': ({ ec2 }, kept) =>
    ec2.send(new EC2.DescribeSecurityGroupsCommand({ GroupIds: [kept.group ?? ''] })),
  'describes no such group': ({ ec2 }) =>
    ec2.send(new EC2.DescribeSecurityGroupsCommand({ GroupIds: ['sg-00000000'] })),
  'tags the group': ({ ec2 }, kept) =>
    ec2.send(new EC2.CreateTagsCommand({ Resources: [kept.group ?? ''], Tags: [{ Key: 'stage', Value: 'test' }] })),
  'lists its tags': ({ ec2 }, kept) =>
    ec2.send(new EC2.DescribeTagsCommand({ Filters: [{ Name: 'resource-id', Values: [kept.group ?? ''] }] })),
  'closes the port': ({ ec2 }, kept) => ec2.send(new EC2.RevokeSecurityGroupIngressCommand(inGroup(kept))),
  'closes it once': ({ ec2 }, kept) => ec2.send(new EC2.RevokeSecurityGroupIngressCommand(inGroup(kept))),
  'opens the way out once': ({ ec2 }, kept) =>
    ec2.send(
      new EC2.AuthorizeSecurityGroupEgressCommand({
        GroupId: kept.group,
        IpPermissions: [{ IpProtocol: '-1', IpRanges: [{ CidrIp: '0.0.0.0/0' }] }],
      }),
    ),
  'deletes the group': ({ ec2 }, kept) => ec2.send(new EC2.DeleteSecurityGroupCommand({ GroupId: kept.group })),
  'deletes it once': ({ ec2 }, kept) => ec2.send(new EC2.DeleteSecurityGroupCommand({ GroupId: kept.group })),
  'finds no such instance': ({ ec2 }) =>
    ec2.send(new EC2.DescribeInstancesCommand({ InstanceIds: ['i-00000000000000000'] })),
  'lists addresses': ({ ec2 }) => ec2.send(new EC2.DescribeAddressesCommand({})),
}

const Bucket = 'second-opinion'
const Key = 'a/b c'

const S3_CALLS: Calls = {
  'makes a bucket': ({ s3 }) =>
    s3.send(new S3.CreateBucketCommand({ Bucket, CreateBucketConfiguration: { LocationConstraint: 'eu-central-1' } })),
  'makes no second one': ({ s3 }) =>
    s3.send(new S3.CreateBucketCommand({ Bucket, CreateBucketConfiguration: { LocationConstraint: 'eu-central-1' } })),
  'makes none of a bad name': ({ s3 }) =>
    s3.send(
      new S3.CreateBucketCommand({
        Bucket: 'No_Name',
        CreateBucketConfiguration: { LocationConstraint: 'eu-central-1' },
      }),
    ),
  'lists buckets': ({ s3 }) => s3.send(new S3.ListBucketsCommand({})),
  'heads the bucket': ({ s3 }) => s3.send(new S3.HeadBucketCommand({ Bucket })),
  'heads no bucket': ({ s3 }) => s3.send(new S3.HeadBucketCommand({ Bucket: 'nobodys-bucket' })),
  'locates the bucket': ({ s3 }) => s3.send(new S3.GetBucketLocationCommand({ Bucket })),
  'has no policy': ({ s3 }) => s3.send(new S3.GetBucketPolicyCommand({ Bucket })),
  'has no CORS': ({ s3 }) => s3.send(new S3.GetBucketCorsCommand({ Bucket })),
  'has no tags': ({ s3 }) => s3.send(new S3.GetBucketTaggingCommand({ Bucket })),
  'has no lifecycle': ({ s3 }) => s3.send(new S3.GetBucketLifecycleConfigurationCommand({ Bucket })),
  'has no versions': ({ s3 }) => s3.send(new S3.GetBucketVersioningCommand({ Bucket })),
  'has a list of access': ({ s3 }) => s3.send(new S3.GetBucketAclCommand({ Bucket })),
  'takes CORS': ({ s3 }) =>
    s3.send(
      new S3.PutBucketCorsCommand({
        Bucket,
        CORSConfiguration: { CORSRules: [{ AllowedMethods: ['GET'], AllowedOrigins: ['*'] }] },
      }),
    ),
  'gives CORS back': ({ s3 }) => s3.send(new S3.GetBucketCorsCommand({ Bucket })),
  'takes tags': ({ s3 }) =>
    s3.send(new S3.PutBucketTaggingCommand({ Bucket, Tagging: { TagSet: [{ Key: 'team', Value: 'chat' }] } })),
  'gives tags back': ({ s3 }) => s3.send(new S3.GetBucketTaggingCommand({ Bucket })),
  'takes an object': ({ s3 }) =>
    s3.send(
      new S3.PutObjectCommand({ Bucket, Key, Body: 'hello', ContentType: 'text/plain', Metadata: { color: 'blue' } }),
    ),
  'takes no second one': ({ s3 }) => s3.send(new S3.PutObjectCommand({ Bucket, Key, Body: 'hello', IfNoneMatch: '*' })),
  'takes none into no bucket': ({ s3 }) =>
    s3.send(new S3.PutObjectCommand({ Bucket: 'nobodys-bucket', Key, Body: 'hello' })),
  'heads the object': ({ s3 }) => s3.send(new S3.HeadObjectCommand({ Bucket, Key })),
  'heads no object': ({ s3 }) => s3.send(new S3.HeadObjectCommand({ Bucket, Key: 'nothing' })),
  'gives the object': ({ s3 }) => s3.send(new S3.GetObjectCommand({ Bucket, Key })),
  'gives a range': ({ s3 }) => s3.send(new S3.GetObjectCommand({ Bucket, Key, Range: 'bytes=1-3' })),
  'gives the end': ({ s3 }) => s3.send(new S3.GetObjectCommand({ Bucket, Key, Range: 'bytes=-2' })),
  'gives no range beyond the end': ({ s3 }) => s3.send(new S3.GetObjectCommand({ Bucket, Key, Range: 'bytes=9-' })),
  'gives nothing of nothing': ({ s3 }) => s3.send(new S3.GetObjectCommand({ Bucket, Key: 'nothing' })),
  'gives nothing that does not match': ({ s3 }) => s3.send(new S3.GetObjectCommand({ Bucket, Key, IfMatch: '"0"' })),
  'gives nothing that is known': ({ s3 }) => s3.send(new S3.GetObjectCommand({ Bucket, Key, IfNoneMatch: '*' })),
  'tells attributes': ({ s3 }) =>
    s3.send(
      new S3.GetObjectAttributesCommand({ Bucket, Key, ObjectAttributes: ['ETag', 'ObjectSize', 'StorageClass'] }),
    ),
  'copies the object': ({ s3 }) =>
    s3.send(new S3.CopyObjectCommand({ Bucket, Key: 'copy', CopySource: `${Bucket}/a/b c` })),
  'copies none on itself': ({ s3 }) =>
    s3.send(new S3.CopyObjectCommand({ Bucket, Key, CopySource: `${Bucket}/a/b c` })),
  'copies nothing': ({ s3 }) => s3.send(new S3.CopyObjectCommand({ Bucket, Key, CopySource: `${Bucket}/nothing` })),
  'tags the object': ({ s3 }) =>
    s3.send(new S3.PutObjectTaggingCommand({ Bucket, Key, Tagging: { TagSet: [{ Key: 'size', Value: 's' }] } })),
  'gives its tags': ({ s3 }) => s3.send(new S3.GetObjectTaggingCommand({ Bucket, Key })),
  'lists objects': ({ s3 }) => s3.send(new S3.ListObjectsV2Command({ Bucket })),
  'lists a page': ({ s3 }) => s3.send(new S3.ListObjectsV2Command({ Bucket, MaxKeys: 1 })),
  'lists folders': ({ s3 }) => s3.send(new S3.ListObjectsV2Command({ Bucket, Delimiter: '/' })),
  'lists in the older form': ({ s3 }) => s3.send(new S3.ListObjectsCommand({ Bucket })),
  'lists versions': ({ s3 }) => s3.send(new S3.ListObjectVersionsCommand({ Bucket })),
  'begins an upload': async ({ s3 }, kept) => {
    const begun = await s3.send(new S3.CreateMultipartUploadCommand({ Bucket, Key: 'parts' }))
    kept.upload = begun.UploadId ?? ''
    return begun
  },
  'takes a part': async ({ s3 }, kept) => {
    const part = { Bucket, Key: 'parts', UploadId: kept.upload, PartNumber: 1, Body: 'hello' }
    const taken = await s3.send(new S3.UploadPartCommand(part))
    kept.part = taken.ETag ?? ''
    return taken
  },
  'takes no part of no upload': ({ s3 }) =>
    s3.send(new S3.UploadPartCommand({ Bucket, Key: 'parts', UploadId: 'none', PartNumber: 1, Body: 'hello' })),
  'lists parts': ({ s3 }, kept) => s3.send(new S3.ListPartsCommand({ Bucket, Key: 'parts', UploadId: kept.upload })),
  'lists uploads': ({ s3 }) => s3.send(new S3.ListMultipartUploadsCommand({ Bucket })),
  'completes no upload with another part': ({ s3 }, kept) =>
    s3.send(
      new S3.CompleteMultipartUploadCommand({
        Bucket,
        Key: 'parts',
        UploadId: kept.upload,
        MultipartUpload: { Parts: [{ PartNumber: 1, ETag: '"0"' }] },
      }),
    ),
  'completes the upload': ({ s3 }, kept) =>
    s3.send(
      new S3.CompleteMultipartUploadCommand({
        Bucket,
        Key: 'parts',
        UploadId: kept.upload,
        MultipartUpload: { Parts: [{ PartNumber: 1, ETag: kept.part }] },
      }),
    ),
  'aborts no upload': ({ s3 }) =>
    s3.send(new S3.AbortMultipartUploadCommand({ Bucket, Key: 'parts', UploadId: 'none' })),
  'deletes no bucket that holds something': ({ s3 }) => s3.send(new S3.DeleteBucketCommand({ Bucket })),
  'deletes many': ({ s3 }) =>
    s3.send(new S3.DeleteObjectsCommand({ Bucket, Delete: { Objects: [{ Key }, { Key: 'copy' }, { Key: 'parts' }] } })),
  'deletes what is not there': ({ s3 }) => s3.send(new S3.DeleteObjectCommand({ Bucket, Key })),
  'deletes the bucket': ({ s3 }) => s3.send(new S3.DeleteBucketCommand({ Bucket })),
}

/** Where the two differ: how the difference begins, and who is right by what. */
const KNOWN_DIFFERENCES: ReadonlyArray<readonly [begins: string, reason: string]> = [
  ['finds no such VPC: only ours has message', "EC2's text, as in its forums; moto prints a set of Python's"],
  ['finds no such VPC: only moto has message', 'see above'],
  ['describes no such group: only ours has message', "EC2's text; moto prints a set of Python's"],
  ['describes no such group: only moto has message', 'see above'],
  ['lists availability zones: only ours has', 'EC2 API Reference, AvailabilityZone: moto leaves out what we have'],
  ['makes a security group: only ours has Tags[]', 'EC2 API Reference, CreateSecurityGroup: its answer has the tags'],
  ['makes no second group of that name: only ours has message', 'EC2 names the VPC'],
  ['makes no second group of that name: only moto has message', 'see above'],
  ['opens a port: only ours has SecurityGroupRules[].GroupOwnerId', 'EC2 API Reference, SecurityGroupRule'],
  [
    'lists the rules of the group: only ours has SecurityGroupRules[].GroupOwnerId',
    'EC2 API Reference, SecurityGroupRule',
  ],
  ['opens a port once: only ours has message', 'EC2 names the rule, and the EB CLI relies on it'],
  ['opens a port once: only moto has message', 'see above'],
  ['opens the way out once: only ours has message', 'EC2 names the rule'],
  ['opens the way out once: only moto has message', 'see above'],
  [
    'would open another one: only',
    'on purpose: whoever tries a dry run learns of the duplicate; what EC2 says is not known',
  ],
  ['opens no port to a malformed address: only ours has message', "EC2's text; moto prints a dictionary of Python's"],
  ['opens no port to a malformed address: only moto has message', 'see above'],
  ['closes it once: only ours has message', "EC2's text ends with a full stop"],
  ['closes it once: only moto has message', 'see above'],
  ['deletes the group: only ours has', 'EC2 API Reference, DeleteSecurityGroup: return and groupId'],
  [
    'makes none of a bad name: only',
    'S3 User Guide, "General purpose bucket naming rules": no capitals, no underscores',
  ],
  ['lists buckets: only moto has Owner.DisplayName', 'S3 sends no display names since November 2025'],
  ['has a list of access: only moto has Owner.DisplayName', 'S3 sends no display names'],
  ['lists in the older form: only moto has Contents[].Owner.DisplayName', 'S3 sends no display names'],
  ['lists versions: only moto has Versions[].Owner.DisplayName', 'S3 sends no display names'],
  ['lists parts: only moto has Initiator.DisplayName', 'S3 sends no display names'],
  ['lists parts: only moto has Owner.DisplayName', 'S3 sends no display names'],
  ['lists uploads: only moto has Uploads[].', 'S3 sends no display names'],
  ['gives nothing that is known: only', 'RFC 9110, 13.1.2: a * matches whatever there is; moto compares it as a tag'],
  ['tells attributes: only', "moto's Last-Modified is no date of HTTP, on which the SDK fails"],
  ['copies the object: only ours has CopyObjectResult.ChecksumType', 'S3 API Reference, CopyObjectResult'],
  ['lists objects: only ours has Contents[].ChecksumType', 'S3 API Reference, Object'],
  ['lists a page: only ours has Contents[].ChecksumType', 'S3 API Reference, Object'],
  ['lists folders: only ours has Contents[].ChecksumType', 'S3 API Reference, Object'],
  ['lists in the older form: only ours has Contents[].Checksum', 'S3 API Reference, Object'],
  ['lists in the older form: only ours has Marker', 'S3 sends it empty'],
  ['lists in the older form: only ours has Prefix', 'S3 sends it empty'],
  ['lists versions: only ours has Versions[].Checksum', 'S3 API Reference, ObjectVersion'],
  ['takes no part of no upload: only', 'moto fails with an error of its own'],
  ['completes no upload with another part: only ours has message', "S3's text is not the one of its reference"],
  ['completes no upload with another part: only moto has message', 'see above'],
  ['completes the upload: only moto has VersionId', 'S3 sends it for buckets with versions alone'],
]

/** The answer as text, one line for each thing that can be compared: no ids, no times, no sizes of what is not ours. */
async function describeAnswer(answer: Promise<unknown>): Promise<string[]> {
  try {
    const { $metadata, ...value } = (await answer) as { $metadata: { httpStatusCode: number } }
    return [`status ${$metadata.httpStatusCode}`, ...new Set(describeShape(value, ''))]
  } catch (error) {
    const { name, message, $metadata } = error as Error & { $metadata?: { httpStatusCode: number } }
    return [`status ${$metadata?.httpStatusCode}`, `code ${name}`, `message ${withoutIds(message)}`]
  }
}

function describeShape(value: unknown, path: string): string[] {
  if (Array.isArray(value)) return value.flatMap(item => describeShape(item, `${path}[]`))
  if (value instanceof Date) return [`${path}: a date`]
  if (typeof value !== 'object' || value === null) return value === undefined ? [] : [`${path}: a ${typeof value}`]
  // The body of an object is a stream.
  if ('pipe' in value) return [`${path}: a stream`]
  return Object.entries(value).flatMap(([key, member]) => describeShape(member, path === '' ? key : `${path}.${key}`))
}

const withoutIds = (text: string) => text.replace(/\b(vpc|sg|sgr|subnet|i|pl)-[0-9a-f]{8,17}\b/g, '$1-...')

const isUnknown = (difference: string) => KNOWN_DIFFERENCES.every(([begins]) => !difference.startsWith(begins))

async function compare(calls: Calls, clients: readonly [BeanstalkClients, BeanstalkClients]): Promise<string[]> {
  const differences: string[] = []
  const kept: [Kept, Kept] = [{}, {}]
  for (const [title, call] of Object.entries(calls)) {
    const [ours, theirs] = [
      await describeAnswer(call(clients[0], kept[0])),
      await describeAnswer(call(clients[1], kept[1])),
    ]
    differences.push(
      ...ours.filter(line => !theirs.includes(line)).map(line => `${title}: only ours has ${line}`),
      ...theirs.filter(line => !ours.includes(line)).map(line => `${title}: only moto has ${line}`),
    )
  }
  return differences
}

describe('moto', () => {
  it.for([
    ['EC2', EC2_CALLS],
    ['S3', S3_CALLS],
  ] as const)('agrees on what %s answers', async ([, calls], { skip }) => {
    if (moto === undefined) return skip('moto is not installed here.')
    const clients = [local.clients, openClients({ ...local.beanstalk, endpoint: moto.endpoint })] as const
    const differences = await compare(calls, clients)
    expect(differences.filter(isUnknown)).toEqual([])
  })
})
