import { expect, it } from 'vitest'
import { type DeployScenario, openScenario } from '../support/deploy-scenario.ts'
import { CHECK_KEY, toEnvironmentVariables } from '../support/least-privilege.ts'
import { runAction } from '../support/run-action.ts'

const envOf = ({ environmentVariables }: DeployScenario) => ({
  ...environmentVariables,
  ...toEnvironmentVariables(CHECK_KEY),
})
const NAMED = { 'application-name': 'chat', 'environment-name': 'chat-prod', attempts: '1' }

it('opens a WebSocket to the environment that is named, and changes nothing', async () => {
  const scenario = await openScenario()
  const deployed = await scenario.deploy()
  expect(deployed.exitCode, deployed.log).toBe(0)
  const before = scenario.beanstalk.requests.length
  const run = await runAction({ action: 'check', inputs: NAMED, env: envOf(scenario) })
  expect(run.exitCode, run.log).toBe(0)
  expect(JSON.parse(run.outputs.results ?? '')).toMatchObject([
    { outcome: 'accepted', url: deployed.outputs['websocket-url'] },
  ])
  const asked = scenario.beanstalk.requests.slice(before).map(({ operation }) => operation)
  expect(asked).toEqual(['DescribeEnvironments', 'DescribeConfigurationSettings'])
})

it('opens it at the path that is given', async () => {
  const Namespace = 'aws:elasticbeanstalk:application:environment'
  const optionSettings = [{ Namespace, OptionName: 'WEBSOCKET_PATH', Value: '/ws' }]
  const scenario = await openScenario({ environment: { optionSettings } })
  await scenario.deploy({ inputs: { 'websocket-path': '/ws' } })
  const check = (path: string) =>
    runAction({
      action: 'check',
      inputs: { ...NAMED, 'websocket-path': path },
      env: envOf(scenario),
    })
  expect(await check('/ws')).toMatchObject({ exitCode: 0, outputs: { ok: 'true', 'failed-targets': '' } })
  const refused = await check('/nowhere')
  expect(refused).toMatchObject({ exitCode: 1, outputs: { ok: 'false', layer: 'application' } })
  expect(refused.outputs['failed-targets']).toMatch(/^ws:.*\/nowhere$/)
})

it('says which environments there are when the named one does not exist', async () => {
  const scenario = await openScenario()
  const inputs = { ...NAMED, 'environment-name': 'chat-pord' }
  const run = await runAction({ action: 'check', inputs, env: envOf(scenario) })
  expect(run.exitCode).toBe(1)
  expect(run.annotations[0]?.message).toContain('chat-prod')
  expect(run.outputs).toMatchObject({ ok: 'false', results: '[]' })
})

it('asks for the region when it cannot know it', async () => {
  const run = await runAction({ action: 'check', inputs: NAMED })
  expect(run.exitCode).toBe(1)
  expect(run.annotations[0]?.message).toContain("'aws-region' was not given")
})
