import { AuthorizeSecurityGroupIngressCommand } from '@aws-sdk/client-ec2'
import {
  DescribeApplicationsCommand,
  DescribeEnvironmentsCommand,
  UpdateEnvironmentCommand,
} from '@aws-sdk/client-elastic-beanstalk'
import { HeadBucketCommand, ListBucketsCommand, PutObjectCommand } from '@aws-sdk/client-s3'
import { GetCallerIdentityCommand } from '@aws-sdk/client-sts'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { openNoHost } from '../../src/local-beanstalk/host/no-host.ts'
import { openClients, type StartedBeanstalk, startBeanstalk } from '../support/local-beanstalk.ts'

let local: StartedBeanstalk
const PRINCIPAL = 'arn:aws:sts::123456789012:assumed-role/deploy/session'

beforeAll(async () => {
  local = await startBeanstalk({ host: openNoHost() })
})
afterEach(() => local.beanstalk.clearFaults())
afterAll(() => local.beanstalk.stop())

describe('without a fault', () => {
  it('STS says who calls', async () => {
    expect(await local.clients.sts.send(new GetCallerIdentityCommand({}))).toMatchObject({
      Account: '123456789012',
      Arn: PRINCIPAL,
    })
  })
})

describe('denied', () => {
  it('is said by each service in its own words, naming who, what and which', async () => {
    local.beanstalk.setFaults([
      { kind: 'denied', operation: 'ec2:AuthorizeSecurityGroupIngress' },
      { kind: 'denied', operation: 'elasticbeanstalk:UpdateEnvironment' },
      { kind: 'denied', operation: 's3:PutObject' },
    ])
    const { ec2, elasticBeanstalk, s3 } = local.clients
    await expect(ec2.send(new AuthorizeSecurityGroupIngressCommand({ GroupId: 'sg-0123' }))).rejects.toMatchObject({
      name: 'UnauthorizedOperation',
      $metadata: { httpStatusCode: 403 },
      message: expect.stringContaining(
        `You are not authorized to perform this operation. User: ${PRINCIPAL} is not authorized to perform: ec2:AuthorizeSecurityGroupIngress on resource: arn:aws:ec2:eu-central-1:123456789012:security-group/sg-0123 because no identity-based policy allows the ec2:AuthorizeSecurityGroupIngress action. Encoded authorization failure message: `,
      ),
    })
    await expect(
      elasticBeanstalk.send(new UpdateEnvironmentCommand({ EnvironmentName: 'chat-prod' })),
    ).rejects.toMatchObject({
      name: 'AccessDenied',
      $metadata: { httpStatusCode: 403 },
      message: expect.stringContaining(
        `User: ${PRINCIPAL} is not authorized to perform: elasticbeanstalk:UpdateEnvironment`,
      ),
    })
    await expect(s3.send(new PutObjectCommand({ Bucket: 'b', Key: 'k', Body: 'x' }))).rejects.toMatchObject({
      name: 'AccessDenied',
      message: expect.stringContaining('s3:PutObject on resource: "arn:aws:s3:::b/k"'),
    })
    await expect(elasticBeanstalk.send(new DescribeApplicationsCommand({}))).resolves.toBeDefined()
  })

  it('takes the permission that IAM asks for, where it is named otherwise than the operation', async () => {
    local.beanstalk.setFaults([{ kind: 'denied', operation: 's3:ListBucket' }])
    await expect(local.clients.s3.send(new HeadBucketCommand({ Bucket: 'missing' }))).rejects.toMatchObject({
      $metadata: { httpStatusCode: 403 },
    })
    await expect(local.clients.s3.send(new ListBucketsCommand({}))).resolves.toBeDefined()
  })
})

describe('throttled and unavailable', () => {
  it.each([
    ['throttled', 'elasticbeanstalk:DescribeEnvironments', 'Throttling', 400],
    ['unavailable', 'elasticbeanstalk:DescribeEnvironments', 'ServiceUnavailable', 503],
    ['throttled', 'ec2:AuthorizeSecurityGroupIngress', 'RequestLimitExceeded', 503],
    ['throttled', 's3:ListBuckets', 'SlowDown', 503],
  ] as const)('%s %s is %s %d, as often as was asked for', async (kind, operation, name, status) => {
    const { ec2, elasticBeanstalk, s3 } = local.clients
    const ask = () => {
      if (operation.startsWith('ec2')) return ec2.send(new AuthorizeSecurityGroupIngressCommand({ GroupId: 'sg-0' }))
      return operation.startsWith('s3')
        ? s3.send(new ListBucketsCommand({}))
        : elasticBeanstalk.send(new DescribeEnvironmentsCommand({}))
    }
    local.beanstalk.setFaults([{ kind, operation, times: 2 }])
    for (let time = 0; time < 2; time += 1) {
      await expect(ask()).rejects.toMatchObject({ name, $metadata: { httpStatusCode: status } })
    }
    const third = await ask().then(
      () => 'accepted',
      (error: Error) => error.name,
    )
    expect(third).not.toBe(name)
  })

  it('is overcome by an SDK that tries again', async () => {
    local.beanstalk.setFaults([{ kind: 'throttled', operation: 'elasticbeanstalk:DescribeEnvironments', times: 1 }])
    const { elasticBeanstalk } = openClients(local.beanstalk, { maxAttempts: 3 })
    const { $metadata } = await elasticBeanstalk.send(new DescribeEnvironmentsCommand({}))
    expect($metadata.attempts).toBe(2)
  })
})

describe('expired credentials', () => {
  it('are refused by all services, each with its own code', async () => {
    local.beanstalk.setFaults([{ kind: 'expired-credentials' }])
    const { ec2, elasticBeanstalk, s3, sts } = local.clients
    const names = await Promise.all(
      [
        elasticBeanstalk.send(new DescribeApplicationsCommand({})),
        ec2.send(new AuthorizeSecurityGroupIngressCommand({})),
        sts.send(new GetCallerIdentityCommand({})),
        s3.send(new ListBucketsCommand({})),
      ].map(sent =>
        Promise.resolve<unknown>(sent).then(
          () => 'accepted',
          (error: Error) => error.name,
        ),
      ),
    )
    expect(names).toEqual(['ExpiredToken', 'RequestExpired', 'ExpiredToken', 'ExpiredToken'])
  })
})
