import { basename } from 'node:path'
import { expect, it } from 'vitest'
import { openScenario } from '../support/deploy-scenario.ts'

it('prints the plan of a dry run and changes nothing', async () => {
  const scenario = await openScenario()
  await scenario.admit()
  const run = await scenario.deploy({ inputs: { 'dry-run': 'true' } })
  const { plan = '', report = '' } = run.outputs
  expect(scenario.snapshot({ ...run, outputs: { ...run.outputs, plan: '(as in the summary)' } })).toMatchSnapshot()
  expect(run.summary.startsWith(`${plan.trimEnd()}\n\n<details><summary>Time`)).toBe(true)
  const told = JSON.parse(run.temporaryFiles[basename(report)] ?? '').plan
  expect(run.log).toContain(told.inWords.join('\n  '))
  expect(told).toMatchObject({ settings: [], webSocket: { url: expect.stringMatching(/^ws:/), protocol: 'websocket' } })
  expect(run.exitCode).toBe(0)
  expect(scenario.changes()).toEqual([])
  expect((await scenario.securityGroup()).IpPermissions).toEqual([])
})
