import { expect, it } from 'vitest'
import { openScenario } from '../support/deploy-scenario.ts'

it('fails and shows the last lines of an app that crashes at its start', async () => {
  const scenario = await openScenario()
  const run = await scenario.deploy({
    files: { 'server.js': "console.log('connecting to the database')\nthrow new Error('DATABASE_URL is not set')\n" },
  })
  expect(withoutRestarts(scenario.snapshot(run))).toMatchSnapshot()
  expect(run.exitCode).toBe(1)
  expect(run.outputs).toMatchObject({ handshake: 'skipped', 'environment-health': 'Red' })
  expect(run.summary).toContain('DATABASE_URL is not set')
  expect(run.log).toContain('DATABASE_URL is not set')
})

// How often the platform has started the app again, and whether it runs at the moment, differs from run to run.
function withoutRestarts(snapshot: string): string {
  return snapshot
    .replaceAll(/( |<br>|\n- )Following services are not running: web\./g, '')
    .replace(/(web\.stdout\.log:\n)(?: +│ .*\n)+/, '$1    │ <lines>\n')
    .replace(/(\n\/var\/log\/web\.stdout\.log:\n)(?:(?!```).*\n)+/, '$1<lines>\n')
}
