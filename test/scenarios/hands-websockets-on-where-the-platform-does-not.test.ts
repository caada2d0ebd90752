import { expect, it } from 'vitest'
import { openScenario } from '../support/deploy-scenario.ts'

const RUBY = '64bit Amazon Linux 2023 v4.8.2 running Ruby 3.4'
const PYTHON = '64bit Amazon Linux 2023 v4.9.1 running Python 3.14'
const NO_NODE = { 'package.json': null, 'server.js': null }

it.each([
  [
    'Action Cable behind the nginx of Ruby',
    RUBY,
    { 'config.ru': '', 'config/cable.yml': '' },
    {},
    '/cable',
    '.platform/nginx/conf.d/elasticbeanstalk/zz_websocket_location.conf',
  ],
  [
    'an app behind the httpd of Python',
    PYTHON,
    { Procfile: 'web: uvicorn main:app' },
    {
      'websocket-path': '/ws',
      'option-settings': 'aws:elasticbeanstalk:environment:proxy:ProxyServer=apache',
    },
    '/ws',
    '.platform/httpd/conf.d/zz_websocket.conf',
  ],
])('hands WebSockets on to %s', async (_what, solutionStack, files, inputs, path, added) => {
  const scenario = await openScenario({ environment: { solutionStack } })
  const run = await scenario.deploy({ files: { ...NO_NODE, ...files }, inputs })
  expect(run.exitCode, run.log).toBe(0)
  expect(run.log).toContain(`Add ${added} to the bundle: `)
  expect(run.log).toContain(`"${solutionStack}" does not hand the Upgrade header on`)
  expect(run.outputs).toMatchObject({ handshake: 'accepted', 'websocket-url': expect.stringMatching(`${path}$`) })
})

it('leaves httpd’s whole site alone where the environment maps static files, and asks for the path', async () => {
  const set = (namespace: string, OptionName: string, Value: string) => {
    return { Namespace: `aws:elasticbeanstalk:environment:proxy${namespace}`, OptionName, Value }
  }
  const optionSettings = [set('', 'ProxyServer', 'apache'), set(':staticfiles', '/static', 'static')]
  const scenario = await openScenario({ environment: { solutionStack: PYTHON, optionSettings } })
  const run = await scenario.deploy({
    files: { ...NO_NODE, Procfile: 'web: uvicorn main:app' },
    inputs: { 'dry-run': 'true' },
  })
  expect(run.exitCode, run.log).toBe(0)
  expect(run.log).not.toContain('Add .platform')
  expect(run.annotations.map(({ message }) => message).join()).toMatch(
    /static files \("\/static"\).*websocket-path: \/ws/,
  )
})
