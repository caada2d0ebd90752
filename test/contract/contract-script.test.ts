import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { text } from 'node:stream/consumers'
import { DescribeSecurityGroupsCommand } from '@aws-sdk/client-ec2'
import {
  CreateApplicationCommand,
  CreateEnvironmentCommand,
  DescribeApplicationsCommand,
  DescribeEnvironmentsCommand,
} from '@aws-sdk/client-elastic-beanstalk'
import { CreateBucketCommand, DeleteBucketCommand, ListBucketsCommand } from '@aws-sdk/client-s3'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { openNoHost } from '../../src/local-beanstalk/host/no-host.ts'
import { NODE_24, type StartedBeanstalk, startBeanstalk } from '../support/local-beanstalk.ts'
import { isNightly } from '../support/scale.ts'
import { REPOSITORY } from '../support/source-files.ts'

let local: StartedBeanstalk
beforeAll(async () => {
  local = await startBeanstalk({ host: openNoHost() })
})
afterAll(() => local.beanstalk.stop())

/** Runs it as it runs on an account, only that AWS_ENDPOINT_URL leads to Local Beanstalk. */
function startScript(...parameters: readonly string[]) {
  // Vitest's own variables would make the tests that it starts part of this one.
  const own = Object.entries(process.env).filter(([name]) => !/^(VITEST|NODE_ENV|TEST$|DEV$|PROD$|MODE$)/.test(name))
  const child = spawn('node', ['scripts/contract.ts', '--aws', ...parameters], {
    cwd: REPOSITORY,
    env: { ...Object.fromEntries(own), NO_COLOR: '1', ...local.environmentVariables },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  onTestFinished(() => void child.kill('SIGKILL'))
  const run = async () => {
    const [stdout, stderr, [exitCode]] = await Promise.all([
      text(child.stdout),
      text(child.stderr),
      once(child, 'close'),
    ])
    return { exitCode, output: `${stdout}${stderr}` }
  }
  return { child, finished: run() }
}

/** Without the bucket that Beanstalk itself has in each region, and keeps. */
async function listMade() {
  const { elasticBeanstalk, ec2, s3 } = local.clients
  const [applications, environments, buckets, groups] = await Promise.all([
    elasticBeanstalk.send(new DescribeApplicationsCommand()),
    elasticBeanstalk.send(new DescribeEnvironmentsCommand({ IncludeDeleted: false })),
    s3.send(new ListBucketsCommand()),
    ec2.send(new DescribeSecurityGroupsCommand({ Filters: [{ Name: 'tag-key', Values: ['beanstalk-websockets-*'] }] })),
  ])
  return [
    ...(applications.Applications ?? []).map(({ ApplicationName }) => ApplicationName),
    ...(environments.Environments ?? []).map(({ EnvironmentName }) => EnvironmentName),
    ...(buckets.Buckets ?? []).flatMap(({ Name }) => (Name?.startsWith('elasticbeanstalk-') ? [] : [Name])),
    ...(groups.SecurityGroups ?? []).map(({ GroupId }) => GroupId),
  ]
}

describe('npm run contract -- --aws', () => {
  it('names account, region and costs, runs the tests there, and removes all that they have made', async () => {
    const { exitCode, output } = await startScript('--yes', ...(isNightly ? [] : ['ec2'])).finished
    expect(output).toMatch(/^Account 123456789012, region eu-central-1, as arn:aws:sts::123456789012:assumed-role/)
    expect(output).toContain('0.0165  together')
    expect(output).toContain(isNightly ? '12 passed, 0 failed' : '4 passed, 0 failed')
    expect(output).toMatch(/Nothing remains with names of bws-contract-\.\.\. or the tag [a-z-]+\.\n$/)
    expect(exitCode, output).toBe(0)
    const asked = local.beanstalk.requests.map(({ operation }) => operation)
    expect(asked).toEqual(expect.arrayContaining(['CreateSecurityGroup', 'DeleteSecurityGroup']))
    expect(await listMade()).toEqual([])
  })

  it('removes it also when Ctrl-C ends the tests', async () => {
    // The tests do not end before the signal.
    local.beanstalk.setFaults([{ kind: 'slow', operation: 'ec2:DescribeSecurityGroupRules', ms: 60_000 }])
    const { child, finished } = startScript('--yes', 'ec2')
    await expect.poll(listMade).not.toEqual([])
    child.kill('SIGINT')
    const { exitCode, output } = await finished
    local.beanstalk.setFaults([])
    expect(output).toContain('Nothing remains')
    expect(exitCode, output).not.toBe(0)
    expect(await listMade()).toEqual([])
  })

  it('removes what an earlier run has left, and asks before it does anything', async () => {
    await local.createEnvironment({ application: 'chat', environment: 'chat-prod' })
    // The launch may still go on when the removal begins, and then refuses a termination.
    local.beanstalk.setPace(5)
    const launched = { ApplicationName: 'bws-contract-000000', EnvironmentName: 'bws-contract-000000-env' }
    await local.clients.elasticBeanstalk.send(new CreateApplicationCommand(launched))
    await local.clients.elasticBeanstalk.send(new CreateEnvironmentCommand({ ...launched, SolutionStackName: NODE_24 }))
    const asked = await startScript('--remove').finished
    expect(asked.output).toContain('environment bws-contract-000000-env\n  application bws-contract-000000\n')
    expect(asked.output).toContain('Write --yes to begin.')
    expect(asked.exitCode).toBe(2)
    const { ec2, s3 } = local.clients
    const CreateBucketConfiguration = { LocationConstraint: 'eu-central-1' } as const
    await s3.send(new CreateBucketCommand({ Bucket: 'of-somebody-else', CreateBucketConfiguration }))
    const { SecurityGroups: before } = await ec2.send(new DescribeSecurityGroupsCommand())
    const removed = await startScript('--remove', '--yes').finished
    expect(removed).toEqual({ exitCode: 0, output: expect.not.stringContaining('passed') })
    const { Buckets } = await s3.send(new ListBucketsCommand())
    expect(Buckets?.map(({ Name }) => Name)).toEqual(['elasticbeanstalk-eu-central-1-123456789012', 'of-somebody-else'])
    const { SecurityGroups: after } = await ec2.send(new DescribeSecurityGroupsCommand())
    // Those of its environment went with it.
    expect(before?.filter(({ GroupId }) => !after?.some(one => one.GroupId === GroupId))).toHaveLength(1)
    await s3.send(new DeleteBucketCommand({ Bucket: 'of-somebody-else' }))
    expect(await listMade()).toEqual(['chat', 'chat-prod'])
  })
})
