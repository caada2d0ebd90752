import { expect, it } from 'vitest'
import type { AccessKey } from '../../src/local-beanstalk/permissions/access-key.ts'
import { type DeployScenario, openScenario } from '../support/deploy-scenario.ts'
import { CHECK_ALL_KEY, CHECK_KEY, toEnvironmentVariables } from '../support/least-privilege.ts'
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
  expect(asked.slice(0, 2)).toEqual(['DescribeEnvironments', 'DescribeConfigurationSettings'])
  expect(asked.slice(2).toSorted()).toEqual(['DescribeInstancesHealth', 'DescribePlatformVersion'])
})

it('names the group that lets nobody in, and the command that does, where nobody answers', async () => {
  const scenario = await openScenario()
  await scenario.admit()
  const { GroupId = '' } = await scenario.securityGroup()
  const check = (key: AccessKey) =>
    runAction({
      action: 'check',
      inputs: NAMED,
      env: { ...scenario.environmentVariables, ...toEnvironmentVariables(key) },
    })
  const closed = await check(CHECK_ALL_KEY)
  expect(closed).toMatchObject({ exitCode: 1, outputs: { layer: 'tcp' } })
  expect(closed.log).toContain(`The security group ("${GroupId}") admits nobody on TCP 80.`)
  expect(closed.log).toContain(
    `aws ec2 authorize-security-group-ingress --group-id ${GroupId} --protocol tcp --port 80 --cidr 0.0.0.0/0 --region eu-central-1`,
  )
  await scenario.admit('203.0.113.0/24')
  expect((await check(CHECK_ALL_KEY)).log).toContain(
    `("${GroupId}") lets clients in (it admits only "203.0.113.0/24" on port 80)`,
  )
  expect((await check(CHECK_KEY)).log).toMatch(/not known: AWS denied \S+DescribeInstances/)
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
  expect(run.outputs).toMatchObject({ ok: 'false', 'failed-targets': 'chat/chat-pord' })
  expect(JSON.parse(run.outputs.results ?? '')).toMatchObject([{ url: 'chat/chat-pord', outcome: 'unknown' }])
})

it('asks for the region when it cannot know it', async () => {
  const run = await runAction({ action: 'check', inputs: NAMED })
  expect(run.exitCode).toBe(1)
  expect(run.annotations[0]?.message).toContain("'aws-region' was not given")
})
