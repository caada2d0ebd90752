import { createRequire } from 'node:module'
import { expect, it } from 'vitest'
import { openScenario } from '../support/deploy-scenario.ts'
import { setting } from '../support/deployment-policies.ts'
import { balanced } from '../support/topologies.ts'

const STICKY = 'aws:elasticbeanstalk:environment:process:default:StickinessEnabled=true'

/** A real Socket.IO server; the package is the one of the tests, so that nothing is installed. */
const FILES = {
  'package.json': '{"scripts":{"start":"node server.js"},"dependencies":{}}',
  'server.js': `const http = require('node:http').createServer((_, response) => response.end('hello'))
new (require(${JSON.stringify(createRequire(import.meta.url).resolve('socket.io'))}).Server)(http)
http.listen(process.env.PORT)
`,
}

it('says in the plan that Socket.IO needs sticky sessions, proves it, and is content when they are there', async () => {
  const size = ['MinSize', 'MaxSize'].map(name => setting('aws:autoscaling:asg', name, '2'))
  const optionSettings = [...balanced('application'), ...size]
  const scenario = await openScenario({ environment: { optionSettings }, loadBalancerMsPerSecond: 100 })
  const inputs = { protocol: 'socket.io' }
  const lost = await scenario.deploy({ files: FILES, inputs })
  expect(lost.exitCode, lost.log).toBe(1)
  expect(lost.outputs).toMatchObject({ finding: 'socket-io-session-lost', layer: 'load-balancer' })
  const warned = lost.annotations.find(({ level, title }) => level === 'warning' && title === 'Load balancer')
  expect(warned?.message).toContain('up to 2 instances and no sticky sessions')
  expect(warned?.message).toContain(`option-settings: ${STICKY}`)
  expect(lost.annotations.find(({ level }) => level === 'error')?.message).toContain('StickinessEnabled: true')
  // The session was opened: no other path is tried, of which the app's log and the proxy's would tell.
  expect(lost.log).not.toContain('GET /cable')

  const label = { 'version-label': 'sticky' }
  const kept = await scenario.deploy({ files: FILES, inputs: { ...inputs, ...label, 'option-settings': STICKY } })
  expect(kept.exitCode, kept.log).toBe(0)
  expect(kept.annotations.filter(({ title }) => title === 'Load balancer')).toEqual([])
  expect(kept.summary).toContain('only with the cookies of the first answer')
})
