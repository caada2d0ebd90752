import { CreateApplicationCommand, CreateEnvironmentCommand } from '@aws-sdk/client-elastic-beanstalk'
import { describe, expect, it } from 'vitest'
import { openAnsweringProxy } from '../support/answering-proxy.ts'
import { openScenario } from '../support/deploy-scenario.ts'
import { NODE_24 } from '../support/local-beanstalk.ts'

const FAST = { 'retry-delay': '0' }

describe('what passes', () => {
  it('is retried: throttling, 503, answers that something on the way has garbled, a version that is not listed yet', async () => {
    const scenario = await openScenario()
    scenario.beanstalk.setPace(50)
    scenario.beanstalk.setFaults([
      { kind: 'unavailable', operation: 's3:PutObject', times: 1 },
      { kind: 'lagging-version', reads: 3 },
    ])
    const started = await scenario.start({ inputs: { ...FAST, 'max-retries': '0' } })
    await started.waitForLine(/Environment update is starting/)
    scenario.beanstalk.setFaults([
      { kind: 'throttled', operation: 'elasticbeanstalk:DescribeEnvironments', times: 2 },
      { kind: 'throttled', operation: 'elasticbeanstalk:DescribeEvents', times: 2 },
      { kind: 'answer-html', operation: 'elasticbeanstalk:DescribeEnvironments', times: 1 },
      { kind: 'answer-cut', operation: 'elasticbeanstalk:DescribeEvents', times: 1 },
    ])
    const run = await started.finished
    expect(run.exitCode, run.log).toBe(0)
  })

  it('is made once, although the answer was lost, and it is not listed at once: a version', async () => {
    const scenario = await openScenario()
    scenario.beanstalk.setFaults([
      { kind: 'answer-lost', operation: 'elasticbeanstalk:CreateApplicationVersion', times: 1 },
      { kind: 'lagging-version', reads: 3 },
    ])
    const run = await scenario.deploy({ inputs: FAST })
    expect(run.exitCode, run.log).toBe(0)
    expect(run.log).toContain('was there when it was asked for again: an answer had been lost.')
    expect(scenario.changes().filter(name => name === 'CreateApplicationVersion')).toHaveLength(2)
  })

  it('is made once, although the answer was lost: an update', async () => {
    const scenario = await openScenario()
    // Slow enough that it is still under way when it is asked for again, however busy the machine is.
    scenario.beanstalk.setPace(1000)
    scenario.beanstalk.setFaults([{ kind: 'answer-lost', operation: 'elasticbeanstalk:UpdateEnvironment', times: 1 }])
    const started = await scenario.start({ inputs: FAST })
    await started.waitForLine(/; waiting for its end\./)
    scenario.beanstalk.setPace(0)
    const run = await started.finished
    expect(run.exitCode, run.log).toBe(0)
    expect(run.log.match(/Environment update is starting\./g), run.log).toHaveLength(1)
    expect(run.log).toContain("the update was this run's.")
    expect(run.log).toMatch(/^ *done: deploy the version/m)
    expect(run.log).not.toMatch(/^ *asked for: deploy the version/m)
  })

  it('is waited for: an update of somebody else', async () => {
    const scenario = await openScenario()
    // Slow enough that it is still under way when the second run looks, however busy the machine is.
    scenario.beanstalk.setPace(1000)
    await scenario.deploy({ inputs: { 'version-label': 'first', 'wait-for-deployment': 'false' } })
    const started = await scenario.start({ inputs: { 'version-label': 'second' } })
    await started.waitForLine(/The environment is Updating; waiting until it is Ready\./)
    scenario.beanstalk.setPace(0)
    const second = await started.finished
    expect(second.exitCode, second.log).toBe(0)
    expect(scenario.beanstalk.lookUp('chat-prod')).toMatchObject({ deployment: { versionLabel: 'second' } })
  })

  it('is asked for again: an update that was refused for one of somebody else, which is over at the next look', async () => {
    const scenario = await openScenario()
    await using proxy = await openAnsweringProxy(scenario.beanstalk.endpoint)
    scenario.beanstalk.setFaults([{ kind: 'update-by-another', times: 1 }])
    proxy.change(async (operation, answer) => {
      if (operation === 'UpdateEnvironment' && answer.status === 400) await scenario.waitUntilSettled('chat-prod')
      return answer
    })
    const run = await scenario.deploy({ env: { AWS_ENDPOINT_URL: proxy.endpoint } })
    expect(run.exitCode, run.log).toBe(0)
    expect(run.log).toMatch(/^ *failed: deploy the version/m)
    expect(run.log).toMatch(/^ *done: deploy the version/m)
  })

  it('is waited for: the launch of an environment that somebody else creates', async () => {
    const scenario = await openScenario({ environment: 'none' })
    scenario.beanstalk.setPace(1000)
    const another = { ApplicationName: 'chat', EnvironmentName: 'chat-prod', SolutionStackName: NODE_24 }
    const { elasticBeanstalk } = scenario.clients
    await elasticBeanstalk.send(new CreateApplicationCommand({ ApplicationName: 'chat' }))
    await elasticBeanstalk.send(new CreateEnvironmentCommand(another))
    const started = await scenario.start()
    await started.waitForLine(/The environment is Launching: somebody else is creating it\./)
    scenario.beanstalk.setPace(0)
    const run = await started.finished
    expect(run.exitCode, run.log).toBe(0)
    // Only when there is a group it can be looked at.
    expect(run.summary).toMatch(/\*\*Port 80\*\* \| \[sg-/)
  })
})
