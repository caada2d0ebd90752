import { describe, expect, it, onTestFinished } from 'vitest'
import { findEnvironment } from '../../src/environment/find-environment.ts'
import { findOutlook } from '../../src/environment/find-outlook.ts'
import { openNoHost } from '../../src/local-beanstalk/host/no-host.ts'
import { openFleet, policySettings, TWO_INSTANCES, updateFleet } from '../support/deployment-policies.ts'
import { NODE_24, type StartedBeanstalk, startBeanstalk } from '../support/local-beanstalk.ts'
import { openTestContext } from '../support/test-context.ts'

async function look(local: StartedBeanstalk) {
  const { context, asked } = openTestContext(local)
  const told: string[] = []
  const tell = (text: string) => void told.push(text)
  const listening = { ...context, log: { ...context.log, info: tell, warning: tell } }
  const survey = await findEnvironment(listening, { applicationName: 'chat', environmentName: 'chat-prod' })
  const before = asked.length
  return { outlook: await findOutlook(listening, survey), asked: asked.slice(before), told }
}

async function openStack(solutionStack: string): Promise<StartedBeanstalk> {
  const local = await startBeanstalk({ host: openNoHost() })
  onTestFinished(() => local.beanstalk.stop())
  await local.createEnvironment({ application: 'chat', environment: 'chat-prod', solutionStack })
  return local
}

describe('the outlook of an environment', () => {
  it.each([
    [NODE_24, { version: '6.7.2', branchState: 'supported', isRecommended: true }],
    ['64bit Amazon Linux 2023 v6.7.1 running Node.js 24', { branchState: 'supported', isRecommended: false }],
    ['64bit Amazon Linux 2 v3.7.2 running Ruby 2.7', { branchState: 'retired', isRecommended: false }],
  ])('says where in its life %s is, in two questions', async (stack, expected) => {
    const { outlook, asked, told } = await look(await openStack(stack))
    expect(outlook).toEqual({ platform: expect.objectContaining(expected) })
    expect(outlook.platform?.branch).toContain(' running on 64bit Amazon Linux 2')
    expect(asked.toSorted()).toEqual([
      expect.stringContaining('DescribeInstancesHealth'),
      expect.stringContaining('DescribePlatformVersion'),
    ])
    expect(told.join()).not.toContain('unknown')
  })

  it('tells of what may not be asked, and warns of nothing', async () => {
    const local = await openStack(NODE_24)
    local.beanstalk.setFaults([
      { kind: 'denied', operation: 'elasticbeanstalk:DescribePlatformVersion' },
      { kind: 'denied', operation: 'elasticbeanstalk:DescribeInstancesHealth' },
    ])
    const { outlook, told } = await look(local)
    expect(outlook).toEqual({})
    expect(told.slice(-2).toSorted()).toEqual([
      expect.stringMatching(/^Whether the platform is retired is unknown: AWS denied .*DescribePlatformVersion/),
      expect.stringMatching(/^Which version each instance runs is unknown\. .*DescribeInstancesHealth/),
    ])
  })

  it('names the instances that a deployment left with another version', async () => {
    const settings = [...TWO_INSTANCES, ...policySettings('Rolling')]
    const local = await openFleet({ host: openNoHost() }, { settings })
    onTestFinished(() => local.beanstalk.stop())
    expect((await look(local)).outlook.oddInstances).toBeUndefined()
    local.beanstalk.setFaults([{ kind: 'instance-fails', at: 'before-flip', instance: 2 }])
    await updateFleet(local, { VersionLabel: 'v2' })
    expect((await look(local)).outlook.oddInstances).toMatchObject({
      count: 2,
      ofCount: 2,
      wantedLabel: 'v1',
      description: expect.stringMatching(/^i-\w+ runs version "v2" .+ failed to deploy version "v2"/),
    })
  })
})
