import { expect, it } from 'vitest'
import { openScenario } from '../support/deploy-scenario.ts'

const ELSEWHERE = {
  '.platform/nginx/conf.d/a.conf': 'include /etc/chat/*.conf;\naccess_log /var/log/nginx/chat.log json;\n',
  '.platform/nginx/conf.d/elasticbeanstalk/chat.conf': `location /chat {
  limit_req zone=chat;
  set $zone $chat_zone;
  proxy_pass http://chat;
}
`,
}

it('deploys what only the instance can decide, and warns of what it could not read', async () => {
  const scenario = await openScenario()
  const run = await scenario.deploy({ files: ELSEWHERE, inputs: { 'dry-run': 'true' } })
  expect(run.exitCode, run.log).toBe(0)
  expect(run.log).toContain(
    'The proxy files were not tried out: what the bundle does not hold may decide (unknown log format "json")',
  )
  const warnings = run.annotations.filter(({ level }) => level === 'warning').map(({ message }) => message)
  for (const name of ['json', 'zone', 'chat']) expect(warnings.join('\n')).toContain(name)
})

it('fails all the same for what nothing on the instance can make right', async () => {
  const scenario = await openScenario()
  const files = { ...ELSEWHERE, '.platform/nginx/conf.d/b.conf': 'location /b {\n}\n' }
  const run = await scenario.deploy({ files })
  expect(run.exitCode, run.log).toBe(1)
  expect(scenario.changes()).toEqual([])
  const [error] = run.annotations.filter(({ level }) => level === 'error')
  expect(error?.message).toContain('b.conf" line 1 has a location')
  expect(error?.message).not.toMatch(/json|zone/)
})

it('fails where a trial is required and the instance alone could decide', async () => {
  const scenario = await openScenario()
  const run = await scenario.deploy({ files: ELSEWHERE, inputs: { preflight: 'required' } })
  expect(run.exitCode, run.log).toBe(1)
  expect(run.log).toContain('the proxy files could not be tried out: what the bundle does not hold may decide')
})
