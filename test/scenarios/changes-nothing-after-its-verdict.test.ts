import { expect, it } from 'vitest'
import { openScenario } from '../support/deploy-scenario.ts'

it('sends no further attempt once its time is over, and ends', async () => {
  const scenario = await openScenario()
  scenario.beanstalk.setFaults([{ kind: 'throttled', operation: 'elasticbeanstalk:UpdateEnvironment', times: 1000 }])
  // Time enough to come to the update on a busy machine, and less than all the attempts would take.
  const inputs = { 'deployment-timeout': '8', 'max-retries': '20', 'retry-delay': '1', preflight: 'off' }
  const run = await scenario.deploy({ inputs })
  expect(run.exitCode).toBe(1)
  expect(run.durationMs).toBeLessThan(20_000)
  const sent = scenario.beanstalk.requests.filter(request => request.operation === 'UpdateEnvironment').length
  expect(sent).toBeGreaterThan(0)
  expect(run.log).toContain('asked for, not answered: deploy the version')
  expect(scenario.beanstalk.lookUp('chat-prod')).toMatchObject({ versionLabel: 'Sample Application' })
})
