import { expect, it } from 'vitest'
import { openScenario } from '../support/deploy-scenario.ts'

it('deploys a broken file, and prints what nginx said of it on the instance', async () => {
  const scenario = await openScenario()
  const files = { '.platform/nginx/conf.d/chat.conf': 'gzip on;\nlocation /ws {\n}\n' }
  const run = await scenario.deploy({ files, inputs: { preflight: 'off' } })
  expect(run.exitCode).toBe(1)
  expect(scenario.changes()).toContain('UpdateEnvironment')
  const [error] = run.annotations.filter(({ level }) => level === 'error')
  for (const text of [error?.message, run.summary.replaceAll('\\', '')]) {
    expect(text).toContain('".platform/nginx/conf.d/chat.conf" line 2 of the bundle')
    expect(text).toContain('location" directive is not allowed here')
  }
  expect(run.log).toMatch(/\[emerg\] "location" directive is not allowed here in .*chat\.conf:2/)
})
