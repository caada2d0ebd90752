import { expect, it } from 'vitest'
import { openScenario } from '../support/deploy-scenario.ts'

const PATHLESS = {
  optionSettings: [
    { Namespace: 'aws:elasticbeanstalk:application:environment', OptionName: 'WEBSOCKET_PATH', Value: '/ws' },
  ],
}

it('sends a message, expects its answer, and holds the connection in silence, after a deployment', async () => {
  const scenario = await openScenario()
  const inputs = { 'websocket-send': 'echo of the scenario', 'websocket-expect': 'echo of the', hold: '2s' }
  const run = await scenario.deploy({ inputs })
  expect(run.exitCode, run.log).toBe(0)
  expect(run.outputs).toMatchObject({ handshake: 'accepted', finding: '' })
  expect(run.summary).toContain('hold: kept, open for 2')
  expect(run.summary).toContain('one was as expected')
  expect(JSON.stringify([run.log, run.summary, run.temporaryFiles])).not.toContain('of the scenario')
})

it('wants as many opening handshakes in a row as are asked for', async () => {
  const scenario = await openScenario()
  const run = await scenario.deploy({ inputs: { attempts: '4' } })
  expect(run.exitCode, run.log).toBe(0)
  expect(run.summary).toContain('Evidence of the handshake (4 attempts')
})

it('fails when the app answers something else', async () => {
  const scenario = await openScenario()
  const inputs = { 'websocket-send': 'good morning', 'websocket-expect': '{"type":"welcome"}' }
  const run = await scenario.deploy({ inputs })
  expect(run.exitCode).toBe(1)
  expect(run.outputs).toMatchObject({ handshake: 'rejected', finding: 'unexpected-message', layer: 'application' })
})

it('only warns of a WebSocket that could not be opened with fail-on: never', async () => {
  const scenario = await openScenario({ environment: PATHLESS })
  const run = await scenario.deploy({ inputs: { 'fail-on': 'never' } })
  expect(run.exitCode, run.log).toBe(0)
  expect(run.outputs).toMatchObject({ handshake: 'rejected', layer: 'application', 'environment-health': 'Green' })
  expect(run.log).toContain('▾ Wait for the health')
  expect(run.annotations.filter(({ level }) => level === 'error')).toEqual([])
  expect(run.annotations.map(({ message }) => message).join('\n')).toContain('websocket-path: /ws')
})

it('names the load balancer that cuts a silent connection, because its settings say when', async () => {
  const optionSettings = [
    { Namespace: 'aws:elasticbeanstalk:environment', OptionName: 'EnvironmentType', Value: 'LoadBalanced' },
    { Namespace: 'aws:elasticbeanstalk:environment', OptionName: 'LoadBalancerType', Value: 'application' },
    { Namespace: 'aws:elbv2:loadbalancer', OptionName: 'IdleTimeout', Value: '3' },
  ]
  const scenario = await openScenario({ environment: { optionSettings } })
  const run = await scenario.deploy({ inputs: { hold: '12s' } })
  expect(run.exitCode, run.log).toBe(1)
  expect(run.outputs).toMatchObject({ finding: 'cut-by-load-balancer', layer: 'load-balancer' })
  expect(run.summary).toContain('aws:elbv2:loadbalancer:IdleTimeout=3600')
})
