import { basename } from 'node:path'
import { expect, it } from 'vitest'
import { openScenario } from '../support/deploy-scenario.ts'
import { tellFigure } from '../support/figures.ts'

const BROKEN = '.platform/nginx/conf.d/chat.conf'
const files = { [BROKEN]: 'client_max_body_size 5m;\nlocation /ws {\n  proxy_pass http://127.0.0.1:8080;\n}\n' }

it('fails before anything is changed, with the file and the line', async () => {
  const scenario = await openScenario()
  const run = await scenario.deploy({ files })
  expect(scenario.snapshot(run)).toMatchSnapshot()
  expect(run.exitCode).toBe(1)
  expect(scenario.changes()).toEqual([])
  const place = `"${BROKEN}" line 2`
  const [error] = run.annotations.filter(({ level }) => level === 'error')
  expect(error?.message).toContain(place)
  expect(error?.message).toContain('"location" directive is not allowed here')
  expect(run.summary).toContain('chat.conf" line 2')
  const { preflight } = JSON.parse(run.temporaryFiles[basename(run.outputs.report ?? '')] ?? '')
  expect(preflight).toMatchObject({ kind: 'refused', ms: expect.any(Number) })
  expect(preflight.ms).toBeLessThan(3000)
  tellFigure('the preflight of a broken nginx file', `${preflight.ms} ms`)
  tellFigure('a broken nginx file fails the whole step', `${Math.round(run.durationMs)} ms`)
})

it('fails a dry run too, and tells all refusals at once', async () => {
  const scenario = await openScenario()
  const config = 'container_commands:\n  a:\n    command: sed -i s/a/b/ /tmp/deployment/config/#etc#nginx#a\n'
  const more = { ...files, '.ebextensions/old.config': config, '.platform/nginx/conf.d/more.conf': 'location /a {}\n' }
  const run = await scenario.deploy({ files: more, inputs: { 'dry-run': 'true' } })
  expect(run.exitCode, run.log).toBe(1)
  const [error] = run.annotations.filter(({ level }) => level === 'error')
  for (const place of [`"${BROKEN}" line 2`, '".ebextensions/old.config" line 3', 'more.conf" line 1']) {
    expect(error?.message).toContain(place)
  }
})

it('fails where nginx would not start, because the app has the port', async () => {
  const scenario = await openScenario()
  const run = await scenario.deploy({ files: { [BROKEN]: '# the recipe of 2018\nserver {\n  listen 8080;\n}\n' } })
  expect(run.exitCode, run.log).toBe(1)
  expect(scenario.changes()).toEqual([])
  expect(run.log).toMatch(
    /nginx could not start with ".platform\/nginx\/conf.d\/chat.conf" line 3: bind\(\) to 0.0.0.0:8080/,
  )
})
