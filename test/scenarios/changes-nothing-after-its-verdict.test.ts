import { expect, it } from 'vitest'
import { type DeployScenario, openScenario } from '../support/deploy-scenario.ts'
import type { ActionRun } from '../support/run-action.ts'

const MOST_SECONDS = 36

it('sends no further attempt once its time is over, and ends', { timeout: 180_000 }, async () => {
  const scenario = await openScenario()
  scenario.beanstalk.setFaults([{ kind: 'throttled', operation: 'elasticbeanstalk:UpdateEnvironment', times: 1000 }])
  const { run, seconds } = await endWhileAsking(scenario)
  expect(run.exitCode).toBe(1)
  // All the attempts would take minutes.
  expect(run.durationMs).toBeLessThan((seconds + 30) * 1000)
  expect(countUpdates(scenario)).toBeGreaterThan(0)
  expect(run.log).toContain('asked for, not answered: deploy the version')
  expect(scenario.beanstalk.lookUp('chat-prod')).toMatchObject({ versionLabel: 'Sample Application' })
})

/** A run whose time is over while it asks for its update: on a machine that is slower the next one has more of it. */
async function endWhileAsking(scenario: DeployScenario): Promise<{ run: ActionRun; seconds: number }> {
  for (let seconds = 4; ; seconds *= 3) {
    const inputs = { 'deployment-timeout': `${seconds}`, 'max-retries': '20', 'retry-delay': '1', preflight: 'off' }
    const run = await scenario.deploy({ inputs })
    if (countUpdates(scenario) > 0 || seconds >= MOST_SECONDS) return { run, seconds }
  }
}

function countUpdates({ beanstalk }: DeployScenario): number {
  return beanstalk.requests.filter(({ operation }) => operation === 'UpdateEnvironment').length
}
