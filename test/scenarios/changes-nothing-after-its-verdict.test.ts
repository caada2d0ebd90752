import { expect, it } from 'vitest'
import { openScenario } from '../support/deploy-scenario.ts'

it('sends no further attempt once its time is over, and ends', async () => {
  const scenario = await openScenario()
  scenario.beanstalk.setFaults([{ kind: 'throttled', operation: 'elasticbeanstalk:UpdateEnvironment', times: 1000 }])
  const run = await scenario.deploy({ inputs: { 'deployment-timeout': '3', 'max-retries': '20', 'retry-delay': '1' } })
  expect(run.exitCode).toBe(1)
  expect(run.durationMs).toBeLessThan(8000)
  const sent = scenario.beanstalk.requests.filter(request => request.operation === 'UpdateEnvironment').length
  expect(sent).toBeGreaterThan(0)
  expect(run.log).toContain('asked for, not answered: deploy the version')
  expect(scenario.beanstalk.lookUp('chat-prod')).toMatchObject({ versionLabel: 'Sample Application' })
})
