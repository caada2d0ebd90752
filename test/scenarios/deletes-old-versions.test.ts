import { DescribeApplicationVersionsCommand } from '@aws-sdk/client-elastic-beanstalk'
import { ListObjectsV2Command } from '@aws-sdk/client-s3'
import { describe, expect, it } from 'vitest'
import { writePolicy } from '../../scripts/permission-policies.ts'
import { type DeployScenario, openScenario } from '../support/deploy-scenario.ts'
import { makeKey, NAMES, toEnvironmentVariables, USUAL } from '../support/least-privilege.ts'

const { Statement, ...POLICY } = writePolicy(USUAL, NAMES)
/** May delete versions, and not their bundles. */
const HALF = makeKey('half', {
  ...POLICY,
  Statement: Statement.map(statement => ({
    ...statement,
    Action: statement.Action.filter(action => action !== 's3:DeleteObject'),
  })),
})

async function labels({ clients }: DeployScenario): Promise<string[]> {
  const command = new DescribeApplicationVersionsCommand({ ApplicationName: 'chat' })
  const { ApplicationVersions = [] } = await clients.elasticBeanstalk.send(command)
  return ApplicationVersions.map(({ VersionLabel = '' }) => VersionLabel).toSorted()
}

async function bundles({ clients }: DeployScenario): Promise<string[]> {
  const Bucket = 'elasticbeanstalk-eu-central-1-123456789012'
  const { Contents = [] } = await clients.s3.send(new ListObjectsV2Command({ Bucket, Prefix: 'beanstalk-websockets/' }))
  return Contents.map(({ Key = '' }) => /v\d/.exec(Key)?.[0] ?? Key).toSorted()
}

describe('keep-versions', { timeout: 180_000 }, () => {
  it('deletes old versions of ours after a success only, and what AWS refuses fails nothing', async () => {
    const scenario = await openScenario({ keys: [HALF] })
    await scenario.createVersion({ application: 'chat', label: 'theirs', bundle: Buffer.from('x') })
    const deploy = (label: string, step = {}) =>
      scenario.deploy({ inputs: { 'version-label': label, 'keep-versions': '1' }, ...step })
    for (const label of ['v1', 'v2']) expect((await deploy(label)).exitCode).toBe(0)
    expect(await labels(scenario)).toEqual(['theirs', 'v1', 'v2'])

    const crashed = await deploy('v3', { files: { 'server.js': 'throw new Error("no database")' } })
    expect(crashed.exitCode).toBe(1)
    expect(await labels(scenario)).toEqual(['theirs', 'v1', 'v2', 'v3'])

    const fourth = await deploy('v4')
    expect(fourth.exitCode, fourth.log).toBe(0)
    expect(fourth.log).toContain('After a success, keep the newest version that this action made, and delete the older')
    expect(fourth.log).toContain('done: delete the old version "v1" of "chat" and its source bundle.')
    const [left, files] = [await labels(scenario), await bundles(scenario)]
    expect(left).toEqual(expect.arrayContaining(['theirs', 'v4']))
    expect(left).not.toContain('v1')
    expect(files).toEqual(left.filter(label => /^v\d$/.test(label)))

    const half = await deploy('v6', { env: toEnvironmentVariables(HALF) })
    expect(half.exitCode, half.log).toBe(0)
    expect(half.annotations, half.log).toMatchObject([
      { level: 'warning', title: 'Old versions', message: expect.stringContaining('its source bundle was not') },
    ])
    expect(half.annotations[0]?.message).toContain('s3:DeleteObject')
    const halved = await labels(scenario)
    expect(halved).not.toContain('v2')
    expect(await bundles(scenario)).toContain('v2')

    scenario.beanstalk.setFaults([{ kind: 'unavailable', operation: 'elasticbeanstalk:DeleteApplicationVersion' }])
    const fifth = await deploy('v5', {})
    expect(fifth.exitCode, fifth.log).toBe(0)
    expect(fifth.annotations).toMatchObject([{ level: 'warning', title: 'Old versions' }])
    expect(await labels(scenario)).toEqual([...halved, 'v5'].toSorted())
  })
})
