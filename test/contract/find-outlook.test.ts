import { describe, expect, it, onTestFinished } from 'vitest'
import { type EnvironmentSurvey, findEnvironment } from '../../src/environment/find-environment.ts'
import { findOutlook } from '../../src/environment/find-outlook.ts'
import { openNoHost } from '../../src/local-beanstalk/host/no-host.ts'
import { openAnsweringProxy } from '../support/answering-proxy.ts'
import { openFleet, policySettings, TWO_INSTANCES, updateFleet } from '../support/deployment-policies.ts'
import { NODE_24, type StartedBeanstalk, startBeanstalk } from '../support/local-beanstalk.ts'
import { openTestContext } from '../support/test-context.ts'

async function look(local: StartedBeanstalk, changed: Partial<EnvironmentSurvey> = {}) {
  const { context, asked } = openTestContext(local)
  const told: string[] = []
  const tell = (text: string) => void told.push(text)
  const listening = { ...context, log: { ...context.log, info: tell, warning: tell } }
  const survey = await findEnvironment(listening, { applicationName: 'chat', environmentName: 'chat-prod' })
  const before = asked.length
  return { outlook: await findOutlook(listening, { ...survey, ...changed }), asked: asked.slice(before), told }
}

async function openStack(solutionStack: string): Promise<StartedBeanstalk> {
  const local = await startBeanstalk({ host: openNoHost() })
  onTestFinished(() => local.beanstalk.stop())
  await local.createEnvironment({ application: 'chat', environment: 'chat-prod', solutionStack })
  return local
}

/** The outlook where DescribePlatformVersion says this. */
async function lookWhere(said: Readonly<Record<string, string>>) {
  const local = await openStack(NODE_24)
  await using proxy = await openAnsweringProxy(local.beanstalk.endpoint)
  proxy.change((operation, answer) => {
    if (operation !== 'DescribePlatformVersion') return answer
    const body = Object.entries(said).reduce(
      (text, [name, value]) => text.replace(new RegExp(`<${name}>[^<]*<`), `<${name}>${value}<`),
      answer.body,
    )
    return { ...answer, body }
  })
  const environmentVariables = { ...local.environmentVariables, AWS_ENDPOINT_URL: proxy.endpoint }
  return (await look({ ...local, environmentVariables })).outlook
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

  it.each([
    ['deprecated', { PlatformBranchLifecycleState: 'Deprecated' }, { branchState: 'deprecated' }],
    ['in a state that nobody knows', { PlatformBranchLifecycleState: 'Resting' }, { branchState: 'unknown' }],
  ])('says that a branch is %s', async (_, said, expected) => {
    expect((await lookWhere(said)).platform).toMatchObject(expected)
  })

  it("says nothing of a platform of one's own, nor where AWS names none", async () => {
    expect(await lookWhere({ PlatformOwner: 'self', PlatformBranchLifecycleState: 'Retired' })).toEqual({})
    expect((await look(await openStack(NODE_24), { platformArn: '' })).outlook).toEqual({})
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
    // While a deployment goes on they differ as they should.
    expect((await look(local, { status: 'Updating' })).outlook.oddInstances).toBeUndefined()
    expect((await look(local)).outlook.oddInstances).toMatchObject({
      count: 2,
      ofCount: 2,
      wantedLabel: 'v1',
      description: expect.stringMatching(/^i-\w+ runs version "v2" .+ failed to deploy version "v2"/),
    })
  })
})
