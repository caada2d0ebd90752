import { AuthorizeSecurityGroupIngressCommand, DescribeSecurityGroupsCommand } from '@aws-sdk/client-ec2'
import {
  CreateApplicationCommand,
  CreateApplicationVersionCommand,
  CreateEnvironmentCommand,
  DescribeApplicationsCommand,
  DescribeApplicationVersionsCommand,
  DescribeEnvironmentsCommand,
  UpdateEnvironmentCommand,
  UpdateTagsForResourceCommand,
  type UpdateTagsForResourceMessage,
} from '@aws-sdk/client-elastic-beanstalk'
import { GetObjectCommand, ListBucketsCommand, PutObjectCommand } from '@aws-sdk/client-s3'
import { GetCallerIdentityCommand } from '@aws-sdk/client-sts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openNoHost } from '../../src/local-beanstalk/host/no-host.ts'
import { startLocalBeanstalk } from '../../src/local-beanstalk/local-beanstalk.ts'
import type { AccessKey } from '../../src/local-beanstalk/permissions/access-key.ts'
import { evaluatePolicies } from '../../src/local-beanstalk/permissions/evaluate-policies.ts'
import { matchArn, matchPattern } from '../../src/local-beanstalk/permissions/match-pattern.ts'
import type { Statement } from '../../src/local-beanstalk/permissions/policy.ts'
import { NODE_24, openClients, type StartedBeanstalk, startBeanstalk } from '../support/local-beanstalk.ts'

const ARN = 'arn:aws:elasticbeanstalk:eu-central-1:123456789012'
const PRINCIPAL = 'arn:aws:iam::123456789012:user/narrow'
const NARROW: AccessKey = {
  accessKeyId: 'AKIANARROW',
  secretAccessKey: 'narrow',
  principalArn: PRINCIPAL,
  policies: [
    {
      Version: '2012-10-17',
      Statement: [
        { Effect: 'Allow', Action: ['elasticbeanstalk:Describe*'], Resource: '*' },
        { Effect: 'Allow', Action: 'elasticbeanstalk:UpdateEnvironment', Resource: `${ARN}:environment/chat/chat-*` },
        { Effect: 'Deny', Action: 'elasticbeanstalk:UpdateEnvironment', Resource: '*/chat-frozen' },
        {
          Effect: 'Allow',
          Action: ['ec2:AuthorizeSecurityGroupIngress'],
          Resource: 'arn:aws:ec2:*:*:security-group/*',
          Condition: { StringEquals: { 'aws:ResourceTag/elasticbeanstalk:environment-name': 'chat-prod' } },
        },
        { Effect: 'Allow', Action: 's3:PutObject', Resource: 'arn:aws:s3:::elasticbeanstalk-*/chat/*' },
      ],
    },
  ],
}
/** Of what an operation on versions touches, each key is allowed one kind. */
const PARTIAL = {
  versions: makeKey('versions', [
    {
      Effect: 'Allow',
      Action: ['elasticbeanstalk:CreateApplicationVersion', 'elasticbeanstalk:DescribeApplicationVersions'],
      Resource: `${ARN}:applicationversion/chat/*`,
    },
    {
      Effect: 'Allow',
      Action: 'elasticbeanstalk:UpdateEnvironment',
      Resource: `${ARN}:environment/chat/chat-prod`,
      Condition: {
        StringEquals: { 'elasticbeanstalk:FromApplicationVersion': `${ARN}:applicationversion/chat/v9` },
      },
    },
  ]),
  application: makeKey('application', [
    { Effect: 'Allow', Action: 'elasticbeanstalk:*', Resource: `${ARN}:application/chat` },
  ]),
  untagged: makeKey('untagged', [
    {
      Effect: 'Allow',
      Action: [
        'elasticbeanstalk:CreateApplicationVersion',
        'elasticbeanstalk:CreateEnvironment',
        'elasticbeanstalk:UpdateTagsForResource',
      ],
      Resource: '*',
    },
    { Effect: 'Allow', Action: 'elasticbeanstalk:AddTags', Resource: `${ARN}:environment/chat/chat-prod` },
  ]),
}
const TEMPORARY: AccessKey = { ...NARROW, accessKeyId: 'ASIATEMPORARY', sessionToken: 'the-token' }

function makeKey(name: string, Statement: readonly Statement[]): AccessKey {
  const accessKeyId = `AKIA${name.toUpperCase()}`
  return { ...NARROW, accessKeyId, principalArn: `arn:aws:iam::123456789012:user/${name}`, policies: [{ Statement }] }
}

const clientOf = (key: keyof typeof PARTIAL) =>
  openClients({ endpoint: local.beanstalk.endpoint, credentials: PARTIAL[key] }).elasticBeanstalk

let local: StartedBeanstalk
let narrow: ReturnType<typeof openClients>

beforeAll(async () => {
  local = await startBeanstalk({ host: openNoHost(), keys: [NARROW, TEMPORARY, ...Object.values(PARTIAL)] })
  narrow = openClients({ endpoint: local.beanstalk.endpoint, credentials: NARROW })
  for (const environment of ['chat-prod', 'chat-frozen'])
    await local.createEnvironment({ application: 'chat', environment })
  await local.createEnvironment({ application: 'shop', environment: 'chat-shop' })
})
afterAll(() => local.beanstalk.stop())

const update = (EnvironmentName: string) =>
  narrow.elasticBeanstalk.send(new UpdateEnvironmentCommand({ EnvironmentName, Description: 'x' }))

describe('a key with policies', () => {
  it('may do what they allow, on the resources that they name', async () => {
    await expect(narrow.elasticBeanstalk.send(new DescribeEnvironmentsCommand({}))).resolves.toBeDefined()
    await expect(update('chat-prod')).resolves.toMatchObject({ Description: 'x' })
  })

  it('is denied in the words of Elastic Beanstalk, with the application that the environment is in', async () => {
    await expect(update('chat-shop')).rejects.toMatchObject({
      name: 'AccessDenied',
      $metadata: { httpStatusCode: 403 },
      message: `User: ${PRINCIPAL} is not authorized to perform: elasticbeanstalk:UpdateEnvironment on resource: ${ARN}:environment/shop/chat-shop because no identity-based policy allows the elasticbeanstalk:UpdateEnvironment action`,
    })
    await expect(
      narrow.elasticBeanstalk.send(new CreateApplicationCommand({ ApplicationName: 'new' })),
    ).rejects.toMatchObject({ name: 'AccessDenied' })
  })

  it('is denied explicitly where a policy says so, whatever another allows', async () => {
    await expect(update('chat-frozen')).rejects.toMatchObject({
      message: `User: ${PRINCIPAL} is not authorized to perform: elasticbeanstalk:UpdateEnvironment on resource: ${ARN}:environment/chat/chat-frozen with an explicit deny in an identity-based policy`,
    })
  })

  it('opens the group with the right tag only, and a dry run says which', async () => {
    const dryRun = (environment: string) => {
      const GroupId = local.beanstalk.lookUp(environment)?.groupId
      const rule = { IpProtocol: 'tcp', FromPort: 81, ToPort: 81, CidrIp: '0.0.0.0/0' }
      return narrow.ec2.send(new AuthorizeSecurityGroupIngressCommand({ GroupId, ...rule, DryRun: true }))
    }
    await expect(dryRun('chat-prod')).rejects.toMatchObject({
      name: 'DryRunOperation',
      $metadata: { httpStatusCode: 412 },
    })
    await expect(dryRun('chat-shop')).rejects.toMatchObject({
      name: 'UnauthorizedOperation',
      $metadata: { httpStatusCode: 403 },
    })
    await expect(narrow.ec2.send(new DescribeSecurityGroupsCommand({ DryRun: true }))).rejects.toMatchObject({
      name: 'UnauthorizedOperation',
    })
  })

  it('is held to its objects in S3', async () => {
    const Bucket = local.beanstalk.endpoint && 'elasticbeanstalk-eu-central-1-123456789012'
    await local.createVersion({ application: 'chat', label: 'v1', bundle: Buffer.from('x') })
    const put = (Key: string) => narrow.s3.send(new PutObjectCommand({ Bucket, Key, Body: 'x' }))
    await expect(put('chat/a.zip')).resolves.toBeDefined()
    await expect(put('shop/a.zip')).rejects.toMatchObject({ name: 'AccessDenied', $metadata: { httpStatusCode: 403 } })
    await expect(narrow.s3.send(new GetObjectCommand({ Bucket, Key: 'chat/a.zip' }))).rejects.toMatchObject({
      name: 'AccessDenied',
      message: expect.stringContaining(`s3:GetObject on resource: "arn:aws:s3:::${Bucket}/chat/a.zip"`),
    })
  })

  it('needs every resource that an operation touches, and is denied by the name of the one that it lacks', async () => {
    const asked = { ApplicationName: 'chat', VersionLabel: 'v2' }
    const create = (key: 'versions' | 'application') => clientOf(key).send(new CreateApplicationVersionCommand(asked))
    await expect(create('versions')).rejects.toMatchObject({
      name: 'AccessDenied',
      message: expect.stringContaining(`on resource: ${ARN}:application/chat because`),
    })
    await expect(create('application')).rejects.toMatchObject({
      name: 'AccessDenied',
      message: expect.stringContaining(`on resource: ${ARN}:applicationversion/chat/v2 because`),
    })
  })

  it('sees the versions of an application by their own names, and not by that of the application', async () => {
    const describeVersions = (key: 'versions' | 'application', VersionLabels?: string[]) =>
      clientOf(key).send(new DescribeApplicationVersionsCommand({ ApplicationName: 'chat', VersionLabels }))
    await expect(describeVersions('versions', ['v1'])).resolves.toBeDefined()
    await expect(describeVersions('versions')).resolves.toBeDefined()
    await expect(describeVersions('application', ['v1'])).rejects.toMatchObject({
      message: expect.stringContaining(`on resource: ${ARN}:applicationversion/chat/v1 because`),
    })
  })

  it('needs AddTags for what it makes with tags, and for tags alone, of which UpdateTagsForResource allows none', async () => {
    const client = clientOf('untagged')
    const Tags = [{ Key: 'a', Value: 'b' }]
    const named = { ApplicationName: 'chat', VersionLabel: 'tagged' }
    const environment = { ApplicationName: 'chat', EnvironmentName: 'chat-tagged', SolutionStackName: NODE_24 }
    const lacks = (permission: string, path: string) => ({
      name: 'AccessDenied',
      message: expect.stringContaining(`elasticbeanstalk:${permission} on resource: ${ARN}:${path} because`),
    })
    await expect(client.send(new CreateApplicationVersionCommand({ ...named, Tags }))).rejects.toMatchObject(
      lacks('AddTags', 'applicationversion/chat/tagged'),
    )
    await expect(client.send(new CreateEnvironmentCommand({ ...environment, Tags }))).rejects.toMatchObject(
      lacks('AddTags', 'environment/chat/chat-tagged'),
    )
    await expect(client.send(new CreateApplicationVersionCommand(named))).resolves.toBeDefined()
    const ResourceArn = `${ARN}:environment/chat/chat-prod`
    const update = (change: Partial<UpdateTagsForResourceMessage>) =>
      client.send(new UpdateTagsForResourceCommand({ ResourceArn, ...change }))
    await expect(update({ TagsToRemove: ['a'] })).rejects.toMatchObject(
      lacks('RemoveTags', 'environment/chat/chat-prod'),
    )
    await expect(update({ TagsToAdd: Tags })).resolves.toBeDefined()
    await local.waitUntilSettled('chat-prod')
  })

  it('deploys those versions that a condition names', async () => {
    const deploy = (VersionLabel: string) =>
      clientOf('versions').send(new UpdateEnvironmentCommand({ EnvironmentName: 'chat-prod', VersionLabel }))
    await expect(deploy('v3')).rejects.toMatchObject({ name: 'AccessDenied' })
    // Allowed, and then refused: there is no such version.
    await expect(deploy('v9')).rejects.toMatchObject({ name: 'InvalidParameterValue' })
  })

  it('may always ask who it is', async () => {
    expect(await narrow.sts.send(new GetCallerIdentityCommand({}))).toMatchObject({ Arn: PRINCIPAL })
  })
})

describe('temporary credentials', () => {
  const namesWith = async (sessionToken: string | undefined) => {
    const { accessKeyId, secretAccessKey } = TEMPORARY
    const credentials = { accessKeyId, secretAccessKey, ...(sessionToken !== undefined && { sessionToken }) }
    const { elasticBeanstalk, ec2, s3 } = openClients({ endpoint: local.beanstalk.endpoint, credentials })
    const sent: ReadonlyArray<Promise<unknown>> = [
      elasticBeanstalk.send(new DescribeApplicationsCommand({})),
      ec2.send(new DescribeSecurityGroupsCommand({})),
      s3.send(new ListBucketsCommand({})),
    ]
    return Promise.all(
      sent.map(one =>
        one.then(
          () => 'accepted',
          (error: Error) => error.name,
        ),
      ),
    )
  }

  it('are taken with their token, and then held to their policies', async () => {
    expect(await namesWith('the-token')).toEqual(['accepted', 'UnauthorizedOperation', 'AccessDenied'])
  })

  it('are none without their token, or with another', async () => {
    expect(await namesWith(undefined)).toEqual(['InvalidClientTokenId', 'AuthFailure', 'InvalidAccessKeyId'])
    expect(await namesWith('another')).toEqual(['InvalidClientTokenId', 'AuthFailure', 'InvalidToken'])
  })
})

describe('a policy', () => {
  const decide = (statement: Partial<Statement>, context = {}) =>
    evaluatePolicies([{ Statement: { Effect: 'Allow', Resource: '*', Action: '*', ...statement } as Statement }], {
      action: 'ec2:DescribeVpcs',
      resource: 'arn:aws:ec2:eu-central-1:1:vpc/vpc-1',
      context,
    })

  it.each<[Partial<Statement>, Record<string, string>, string]>([
    [{ Action: 'EC2:describe????' }, {}, 'allowed'],
    [{ Action: 'ec2:Describe' }, {}, 'denied'],
    [{ Resource: 'arn:aws:ec2:*:vpc/*' }, {}, 'allowed'],
    [
      { Condition: { StringLike: { 'aws:RequestedRegion': ['us-*', 'eu-*'] } } },
      { 'aws:requestedregion': 'eu-x-1' },
      'allowed',
    ],
    [
      { Condition: { StringNotEquals: { 'aws:RequestedRegion': ['a', 'b'] } } },
      { 'aws:requestedregion': 'b' },
      'denied',
    ],
    [{ Condition: { StringEquals: { missing: 'a' } } }, {}, 'denied'],
    [{ Condition: { StringEqualsIfExists: { missing: 'a' } } }, {}, 'allowed'],
    [{ Condition: { Null: { missing: 'true' } } }, {}, 'allowed'],
    [{ Condition: { Null: { missing: true } } }, { missing: 'here' }, 'denied'],
    [{ Condition: { Bool: { 'aws:SecureTransport': 'true' } } }, { 'aws:securetransport': 'false' }, 'denied'],
    [{ Effect: 'Deny' }, {}, 'explicitly-denied'],
  ])('%j with %j: %3$s', (statement, context, decision) => {
    expect(decide(statement, context)).toBe(decision)
  })

  it('takes NotAction and NotResource for everything else', () => {
    const other = { Statement: { Effect: 'Allow', NotAction: 's3:*', NotResource: '*/vpc-2' } } as const
    const on = (action: string, resource: string) => evaluatePolicies([other], { action, resource, context: {} })
    expect([on('ec2:X', 'a/vpc-1'), on('s3:X', 'a/vpc-1'), on('ec2:X', 'a/vpc-2')]).toEqual([
      'allowed',
      'denied',
      'denied',
    ])
  })

  it('is refused at the start when a part of it is not understood', async () => {
    const unknown = {
      Statement: { Effect: 'Allow', Action: '*', Resource: '*', Condition: { IpAddress: {} } },
    } as const
    await expect(
      startLocalBeanstalk({ host: openNoHost(), keys: [{ ...NARROW, policies: [unknown] }] }),
    ).rejects.toThrow('"IpAddress"')
  })
})

describe('a pattern', () => {
  it('fits across any characters, in bounded time', () => {
    expect([matchPattern('a*c?e*', 'abbbcde'), matchPattern('a*d', 'abc'), matchPattern('*', '')]).toEqual([
      true,
      false,
      true,
    ])
    expect(matchPattern('*a*a*a*a*a*a*a*b', 'a'.repeat(5000))).toBe(false)
  })

  it('of an ARN does not reach over a colon', () => {
    expect([
      matchArn('arn:aws:ec2:*:vpc/*', 'arn:aws:ec2:x:1:vpc/1'),
      matchArn('arn:aws:ec2:*:*:vpc/*', 'arn:aws:ec2:x:1:vpc/1'),
    ]).toEqual([false, true])
  })
})
