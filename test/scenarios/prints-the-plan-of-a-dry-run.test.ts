import { expect, it } from 'vitest'
import { openScenario } from '../support/deploy-scenario.ts'

it('prints the plan of a dry run and changes nothing', async () => {
  const scenario = await openScenario()
  await scenario.admit()
  const run = await scenario.deploy({ inputs: { 'dry-run': 'true' } })
  expect(scenario.snapshot(run)).toMatchSnapshot()
  expect(run.exitCode).toBe(0)
  expect(scenario.changes()).toEqual([])
  expect((await scenario.securityGroup()).IpPermissions).toEqual([])
})
