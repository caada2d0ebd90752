import { expect, it } from 'vitest'
import { openScenario } from '../support/deploy-scenario.ts'

const OVERRIDE = '.platform/nginx/conf.d/elasticbeanstalk/00_application.conf'

it('names the proxy, the file and the remedy when nginx drops the Upgrade header', async () => {
  const scenario = await openScenario()
  const run = await scenario.deploy({
    env: {
      GITHUB_ACTION_REPOSITORY: 'octo-org/beanstalk-websockets',
      GITHUB_ACTION_REF: 'v1',
    },
    files: {
      [OVERRIDE]:
        'location / {\n  proxy_pass http://127.0.0.1:8080;\n  proxy_http_version 1.1;\n  proxy_set_header Host $host;\n}\n',
    },
  })
  expect(scenario.snapshot(run)).toMatchSnapshot()
  expect(run.exitCode).toBe(1)
  expect(run.outputs).toMatchObject({ handshake: 'rejected', finding: 'proxy-drops-upgrade', layer: 'proxy' })
  const [annotation] = run.annotations.filter(each => each.level === 'error')
  expect(annotation?.message).toContain(OVERRIDE)
  expect(annotation?.message).toContain('proxy_set_header')
  const section = 'https://github.com/octo-org/beanstalk-websockets/blob/v1/docs/findings.md#proxy-drops-upgrade'
  expect(annotation?.message).toContain(section)
  expect(run.summary).toContain(`(<${section}>)`)
})
