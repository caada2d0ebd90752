import { expect, it } from 'vitest'
import { openScenario } from '../support/deploy-scenario.ts'

const OWN = '.platform/nginx/conf.d/elasticbeanstalk/ws.conf'

it('names the line that passes the WebSocket to a port which is not the app’s', async () => {
  const scenario = await openScenario()
  const location = `location = / {
  proxy_pass http://127.0.0.1:3000;
  proxy_http_version 1.1;
  proxy_set_header Upgrade $http_upgrade;
  proxy_set_header Connection "upgrade";
}
`
  const run = await scenario.deploy({
    files: { [OWN]: location },
    inputs: { 'websocket-path': '/', 'handshake-timeout': '5' },
  })
  expect(run.exitCode).toBe(1)
  expect(run.outputs).toMatchObject({ handshake: 'rejected', finding: 'proxy-passes-elsewhere', layer: 'proxy' })
  const [annotation] = run.annotations.filter(each => each.level === 'error')
  expect(annotation?.message).toContain(`"${OWN}" line 2 (port 3000)`)
  expect(run.summary).toContain('Write the app')
})
