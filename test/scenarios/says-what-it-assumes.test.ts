import { expect, it } from 'vitest'
import { openScenario } from '../support/deploy-scenario.ts'

it.each([
  ['64bit Amazon Linux 2023 v3.7.1 running .NET 10', 'hands the Upgrade header on'],
  ['64bit Amazon Linux 2023 v4.8.2 running Ruby 3.4', 'does not hand the Upgrade header on'],
])('says what it only assumes of the proxy of %s', async (solutionStack, does) => {
  const scenario = await openScenario({ environment: { solutionStack } })
  const run = await scenario.deploy({ inputs: { 'dry-run': 'true' } })
  expect(run.log).toContain(`Assumed, not verified: nginx on "${solutionStack}" ${does}`)
  expect(run.summary).toContain('Assumed, not verified: nginx on')
})
