import { expect, it } from 'vitest'
import { openScenario } from '../support/deploy-scenario.ts'

const NO_PROGRAMS = { PATH: '/no/such/folder' }

it('fails without an nginx on the machine, before anything is changed', async () => {
  const scenario = await openScenario()
  const run = await scenario.deploy({ inputs: { preflight: 'required' }, env: NO_PROGRAMS })
  expect(run.exitCode, run.log).toBe(1)
  expect(scenario.changes()).toEqual([])
  expect(run.log).toContain(
    '\'preflight\' was "required", and the proxy files could not be tried out: no nginx is installed',
  )
})

it('deploys where there is none and it is not required, and says so', async () => {
  const scenario = await openScenario()
  const run = await scenario.deploy({ env: NO_PROGRAMS })
  expect(run.exitCode, run.log).toBe(0)
  expect(run.log).toContain('The proxy files were not tried out: no nginx is installed on this machine.')
})

it('fails without one for what can be read out of the files alone', async () => {
  const scenario = await openScenario()
  const files = { '.platform/nginx/conf.d/chat.conf': 'location /ws {\n}\n' }
  const run = await scenario.deploy({ files, env: NO_PROGRAMS })
  expect(run.exitCode, run.log).toBe(1)
  expect(scenario.changes()).toEqual([])
  expect(run.log).toContain('chat.conf" line 1 has a location')
})

it('passes with the files that are there', async () => {
  const scenario = await openScenario()
  const run = await scenario.deploy({ inputs: { preflight: 'required' } })
  expect(run.exitCode, run.log).toBe(0)
  expect(run.log).toMatch(/nginx \S+ took the proxy files, and a WebSocket opened through it\./)
  expect(Object.keys(run.temporaryFiles).filter(name => name.includes('preflight'))).toEqual([])
})
