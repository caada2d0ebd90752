import { expect, it } from 'vitest'
import { openScenario } from '../support/deploy-scenario.ts'

it('tells nothing of what ended the deployment before', async () => {
  const scenario = await openScenario()
  const inputs = { preflight: 'off' }
  const broken = { '.platform/nginx/conf.d/a.conf': 'access_log /var/log/nginx/first/a.log;\n' }
  const first = await scenario.deploy({ inputs: { ...inputs, 'version-label': 'v1' }, files: broken })
  expect([first.exitCode, first.summary]).toEqual([1, expect.stringContaining('nginx refused its files')])

  // A deployment that works, so that there is time between the two that do not.
  expect((await scenario.deploy({ inputs: { ...inputs, 'version-label': 'v2' } })).exitCode).toBe(0)

  const crash = { 'server.js': 'console.error("no database"); process.exit(3)' }
  const last = await scenario.deploy({ inputs: { ...inputs, 'version-label': 'v3' }, files: crash })
  expect(last.exitCode).toBe(1)
  expect(last.log).toContain('no database')
  expect(last.log + last.summary).not.toContain('first/a.log')
})
