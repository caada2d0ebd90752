import { execFile } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openNoHost } from '../../src/local-beanstalk/host/no-host.ts'
import { type StartedBeanstalk, startBeanstalk } from '../support/local-beanstalk.ts'
import { openWorkspace } from '../support/workspace.ts'

// The aws command line has a model of its own (botocore): what it understands is not only what we and the SDK agree on.
const run = promisify(execFile)
const installed = await run('aws', ['--version']).then(
  () => true,
  () => false,
)

let local: StartedBeanstalk

beforeAll(async () => {
  local = await startBeanstalk({ host: openNoHost() })
})
afterAll(() => local.beanstalk.stop())

async function aws(...args: string[]): Promise<string> {
  const env = { PATH: process.env.PATH, HOME: process.env.HOME, AWS_PAGER: '', ...local.environmentVariables }
  const { stdout } = await run('aws', ['--endpoint-url', local.beanstalk.endpoint, '--output', 'json', ...args], {
    env,
  })
  return stdout
}

const json = async (...args: string[]) => JSON.parse(await aws(...args))

describe.skipIf(!installed && !process.env.CI)('the aws command line', () => {
  it('copies a file in parts to S3 and back', async () => {
    const workspace = await openWorkspace()
    const bytes = randomBytes(9_000_000)
    await writeFile(workspace.file('big'), bytes)
    const { S3Bucket } = await json('elasticbeanstalk', 'create-storage-location')
    await aws('s3', 'cp', '--no-progress', workspace.file('big'), `s3://${S3Bucket}/big file`)
    await aws('s3', 'cp', '--no-progress', `s3://${S3Bucket}/big file`, workspace.file('back'))
    expect((await readFile(workspace.file('back'))).equals(bytes)).toBe(true)
    expect(local.beanstalk.requests.map(({ operation }) => operation)).toContain('UploadPart')
    expect(await aws('s3', 'ls', `s3://${S3Bucket}/`)).toMatch(/9000000 big file\n$/)
  })

  it('makes an application, an environment, and reads what it wrote', async () => {
    const Description = 'ü & <x> + 100%'
    await aws('elasticbeanstalk', 'create-application', '--application-name', 'my app', '--description', Description)
    const { Applications } = await json('elasticbeanstalk', 'describe-applications')
    expect(Applications).toMatchObject([{ ApplicationName: 'my app', Description }])
    const setting = 'Namespace=aws:elasticbeanstalk:application:environment,OptionName=KEY,Value=a b+c'
    const platform = '64bit Amazon Linux 2023 v6.7.2 running Node.js 24'
    const create = [
      'create-environment',
      '--application-name',
      'my app',
      '--environment-name',
      'my-env',
      '--solution-stack-name',
      platform,
    ]
    expect(await json('elasticbeanstalk', ...create, '--option-settings', setting)).toMatchObject({
      Status: 'Launching',
    })
    await local.waitUntilSettled('my-env')
    const { Events } = await json(
      'elasticbeanstalk',
      'describe-events',
      '--environment-name',
      'my-env',
      '--max-items',
      '2',
    )
    expect(Events[1].Message).toBe('Successfully launched environment: my-env')
    const asked = ['describe-configuration-settings', '--application-name', 'my app', '--environment-name', 'my-env']
    const { ConfigurationSettings } = await json('elasticbeanstalk', ...asked)
    expect(ConfigurationSettings[0].OptionSettings).toContainEqual({
      Namespace: 'aws:elasticbeanstalk:application:environment',
      OptionName: 'KEY',
      Value: 'a b+c',
    })
  })

  it('closes and opens port 80, and is told of a duplicate', async () => {
    const GroupId = local.beanstalk.lookUp('my-env')?.groupId ?? ''
    const rule = ['--group-id', GroupId, '--protocol', 'tcp', '--port', '80', '--cidr', '0.0.0.0/0']
    await aws('ec2', 'revoke-security-group-ingress', ...rule)
    expect(await json('ec2', 'authorize-security-group-ingress', ...rule)).toMatchObject({ Return: true })
    await expect(aws('ec2', 'authorize-security-group-ingress', ...rule)).rejects.toThrow(
      /\(InvalidPermission\.Duplicate\)/,
    )
    const { SecurityGroups } = await json(
      'ec2',
      'describe-security-groups',
      '--filters',
      'Name=tag:elasticbeanstalk:environment-name,Values=my-env',
    )
    expect(SecurityGroups).toMatchObject([
      { GroupId, IpPermissions: [{ FromPort: 80, IpRanges: [{ CidrIp: '0.0.0.0/0' }] }] },
    ])
  })
})
