import { expect, it } from 'vitest'
import { openScenario } from '../support/deploy-scenario.ts'

const ENVIRONMENT = {
  optionSettings: [
    { Namespace: 'aws:elasticbeanstalk:application:environment', OptionName: 'WEBSOCKET_PATH', Value: '/ws' },
  ],
}

it('fails when a path that nobody gave is refused, and names the usual one that answers', async () => {
  const scenario = await openScenario({ environment: ENVIRONMENT })
  const run = await scenario.deploy({ env: { ACTIONS_STEP_DEBUG: 'true' } })
  expect(run.exitCode).toBe(1)
  expect(run.outputs).toMatchObject({ handshake: 'rejected', layer: 'application' })
  expect(run.annotations[0]?.message).toContain('websocket-path: /ws')
  // What came of each path, without the query that it was asked with.
  const tried = [...run.log.matchAll(/^ *Debug: HTTP GET [\w.:-]+(\/[\w./]*): (\d+) in \d+ ms$/gm)]
  expect(tried.map(([, path, status]) => `${path} ${status}`).slice(0, 2)).toEqual(['/socket.io/ 400', '/ws 101'])
})

it('opens the path that was given', async () => {
  const scenario = await openScenario({ environment: ENVIRONMENT })
  const run = await scenario.deploy({ inputs: { 'websocket-path': '/ws' } })
  expect(scenario.snapshot(run)).toMatchSnapshot()
  expect(run.exitCode, run.log).toBe(0)
  expect(run.outputs['websocket-url']).toMatch(/\/ws$/)
})
