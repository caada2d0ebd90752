import { describe, expect, it } from 'vitest'
import { openAnsweringProxy } from '../support/answering-proxy.ts'
import { openScenario } from '../support/deploy-scenario.ts'

const INPUTS = { 'option-settings': 'aws:elasticbeanstalk:application:environment:GREETING=hello' }

describe('an update of which Beanstalk takes settings and version one by one', () => {
  it('tells that the settings stay, and that nothing was deployed, where the version is refused', async () => {
    const scenario = await openScenario()
    await scenario.admit()
    await using proxy = await openAnsweringProxy(scenario.beanstalk.endpoint)
    scenario.beanstalk.setFaults([{ kind: 'settings-apart' }])
    proxy.change((operation, answer) => {
      if (operation === 'UpdateEnvironment' && answer.status === 200)
        scenario.beanstalk.setFaults([{ kind: 'denied', operation: 'elasticbeanstalk:UpdateEnvironment' }])
      return answer
    })
    const run = await scenario.deploy({ inputs: INPUTS, env: { AWS_ENDPOINT_URL: proxy.endpoint } })
    expect(run.exitCode, run.log).toBe(1)
    expect(run.outputs).toMatchObject({ 'deployment-action-type': '', handshake: 'skipped' })
    const [error] = run.annotations.filter(({ level }) => level === 'error')
    expect(error?.title).toBe('The option settings were sent, and nothing was deployed')
    expect(error?.message).toContain('AWS denied elasticbeanstalk:UpdateEnvironment')
    expect(error?.message).toContain(
      'Done before that: add the inbound rule TCP 80 from 0.0.0.0/0 to the security group',
    )
    expect(error?.message).toContain('; set 1 option setting in the environment "chat-prod".')
  })

  it('tells that the version was never sent, where the settings fail', async () => {
    const scenario = await openScenario()
    scenario.beanstalk.setFaults([{ kind: 'settings-apart' }, { kind: 'instance-fails', at: 'before-flip' }])
    const run = await scenario.deploy({ inputs: INPUTS })
    expect(run.exitCode, run.log).toBe(1)
    expect(run.outputs).toMatchObject({ 'deployment-action-type': '', handshake: 'skipped' })
    const [error] = run.annotations.filter(({ level }) => level === 'error')
    expect(error?.title).toBe('The option settings could not be set')
    expect(error?.message).toMatch(/The option settings could not be set in "chat-prod": .+ was not sent\./)
    expect(run.log).not.toContain('▾ Open a WebSocket')
  })
})
