import { expect, it } from 'vitest'
import { openScenario } from '../support/deploy-scenario.ts'

it('refuses no file that a hook of the bundle may change on the instance', async () => {
  const scenario = await openScenario()
  const files = {
    '.platform/nginx/conf.d/elasticbeanstalk/ws.conf': 'location /ws {\n  proxy_pass http://127.0.0.1:$PORT;\n}\n',
    '.platform/hooks/prebuild/port.sh': 'sed -i "s/[$]PORT/8080/" .platform/nginx/conf.d/elasticbeanstalk/ws.conf\n',
  }
  const run = await scenario.deploy({ inputs: { 'dry-run': 'true' }, files })
  expect(run.exitCode).toBe(0)
  expect(run.log).toMatch(/refused the proxy files as they are here, where something on the instance may change them/)
  expect(run.summary).toContain('refused the files as they are here')
  expect(run.summary).toContain('The hook ".platform/hooks/prebuild/port.sh" names the proxy')
})
