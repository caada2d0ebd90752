import { once } from 'node:events'
import { createServer } from 'node:net'
import { describe, expect, it, onTestFinished } from 'vitest'
import { openNoHost } from '../../src/local-beanstalk/host/no-host.ts'
import { openScenario } from '../support/deploy-scenario.ts'
import { runAction } from '../support/run-action.ts'
import { openWorkspace } from '../support/workspace.ts'

const QUICK = { 'proxy-files': 'off', preflight: 'off', 'handshake-timeout': '1' }

/** Each stands in one place that a request is made of, and nowhere else. */
const CANARIES = {
  setting: 'canary-of-a-setting',
  variable: 'canary-of-a-variable',
  description: 'canary-of-a-description',
  header: 'canary-of-a-header',
  query: 'canary-of-a-query',
  key: 'secret of deploy',
}

const SECRETIVE = {
  ...QUICK,
  'option-settings': [
    `aws:elasticbeanstalk:application:environment:TOKEN=${CANARIES.variable}`,
    `aws:elasticbeanstalk:application:environment:OTHER=${CANARIES.setting}`,
  ].join('\n'),
  'version-description': CANARIES.description,
  headers: `Authorization: Bearer ${CANARIES.header}`,
}

describe('a group of the log', () => {
  it('is left when the job is cancelled: what is told from then on is folded away in none', async () => {
    const scenario = await openScenario({ host: openNoHost() })
    scenario.beanstalk.setPace(1000)
    const signalAfter = { line: /Environment update is starting/, signal: 'SIGINT' as const }
    const run = await scenario.deploy({ inputs: QUICK, signalAfter })
    const lines = run.log.split('\n')
    const heard = lines.findIndex(line => line.includes('SIGINT came'))
    expect(lines[heard]).toMatch(/^SIGINT came/)
    expect(lines.slice(0, heard).at(-1)).toMatch(/^ {2}/)
    expect(lines.find(line => line.includes('The run was cancelled (SIGINT).'))).toMatch(/^Error: /)
  })

  it('is left when nobody catches an error, which is told once, with its stack beside it', async () => {
    const preload = `const write = process.stdout.write
      process.stdout.write = function (text, ...rest) {
        if (String(text).startsWith('::group::Deploy')) setTimeout(() => { throw new Error('of the test') })
        return write.call(this, text, ...rest)
      }`
    const { file } = await openWorkspace({ 'preload.mjs': preload })
    const scenario = await openScenario({ host: openNoHost() })
    const run = await scenario.deploy({ inputs: QUICK, env: { NODE_OPTIONS: `--import=${file('preload.mjs')}` } })
    expect(run.log).toMatch(/^ *▾ Deploy the version$/m)
    expect(run.log.match(/^ *Error: .*of the test/gm)?.map(line => line.slice(0, 6))).toEqual(['Error:'])
    expect(run.annotations.map(({ title }) => title)).toEqual(['Nothing was deployed'])
    expect(run.annotations[0]?.message).toContain('Report this as a bug')
    expect(run.log.match(/^.* at .*preload\.mjs:\d+:\d+/gm)).toHaveLength(1)
    expect(run.log).toMatch(/▾ The stack of the error\n +at .*preload\.mjs/)
  })
})

describe('the annotations', () => {
  it('hold the verdict, also after ten warnings', async () => {
    const refusing = createServer(socket => socket.end('HTTP/1.1 404 Not Found\r\ncontent-length: 0\r\n\r\n'))
    refusing.listen(0, '127.0.0.1')
    await once(refusing, 'listening')
    onTestFinished(() => void refusing.close())
    const address = refusing.address()
    const url = `ws://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`
    const scenario = await openScenario({ host: openNoHost(), environment: 'none' })
    const targets = Array.from(
      { length: 12 },
      (_, index) => `  - { environment: none-${index}, url: "${url}/${index}" }`,
    )
    const file = `defaults: { application: chat, region: eu-central-1, attempts: 1 }\ntargets:\n${targets.join('\n')}\n`
    const { path: workspace } = await openWorkspace({ 'targets.yml': file })
    const inputs = { targets: 'targets.yml', 'fail-on': 'never' }
    const run = await runAction({ action: 'check', workspace, inputs, env: scenario.environmentVariables })
    expect(run.exitCode, run.log).toBe(0)
    const titles = run.annotations.map(({ title }) => title ?? 'nothing is known')
    expect(titles).toEqual([...Array(9).fill('nothing is known'), '12 of 12 WebSockets could not be opened'])
    // What is no annotation is a line, and what is one is not another line as well.
    for (const index of [0, 11]) {
      expect(run.log.split(`${url}/${index} rejected: `), run.log).toHaveLength(2)
    }
  })
})

describe('the requests', () => {
  it.each([
    ['with ACTIONS_STEP_DEBUG', {}, { ACTIONS_STEP_DEBUG: 'true' }, 'Debug: '],
    ['with verbose-logging', { 'verbose-logging': 'true' }, {}, ''],
  ] as const)('are shown %s, each once, with their answer and attempts, and without what is secret', async (_, more, env, mark) => {
    const scenario = await openScenario({ host: openNoHost() })
    scenario.beanstalk.setFaults([
      { kind: 'throttled', operation: 'elasticbeanstalk:CreateApplicationVersion', times: 1 },
    ])
    const before = scenario.beanstalk.requests.length
    const url = `ws://127.0.0.1:9/?token=${CANARIES.query}`
    const inputs = { ...SECRETIVE, ...more, 'websocket-url': url, 'retry-delay': '0' }
    const run = await scenario.deploy({ inputs, env })
    const told = [...run.log.matchAll(/^ *(Debug: )?AWS (\w+:\w+)[ :].*$/gm)]
    expect(told.map(([, shownAs = '']) => shownAs)).toEqual(told.map(() => mark))
    const asked = scenario.beanstalk.requests
      .slice(before)
      .map(({ service, operation }) => `${service}:${operation}`)
      // The logs, which are fetched by a link that anybody may follow who has it.
      .filter(operation => operation !== 's3:GetObject')
    const retried = 'elasticbeanstalk:CreateApplicationVersion'
    expect(told.map(([, , operation]) => operation).sort()).toEqual(
      asked.filter((operation, index) => operation !== retried || asked.indexOf(operation) === index).sort(),
    )
    expect(run.log).toMatch(
      /AWS elasticbeanstalk:UpdateEnvironment \(EnvironmentId=e-\w+, VersionLabel=[\w-]+, OptionSettings=\[.*:TOKEN, .*\]\): 200 in \d+ ms, request [\w-]+$/m,
    )
    expect(run.log).toMatch(
      /AWS elasticbeanstalk:CreateApplicationVersion \(.*\): 200 in \d+ ms, at attempt 2 \(before: 400 Throttling\)/,
    )
    // Always by the debug log, and without the query that makes a link of it.
    const fetched = [...run.log.matchAll(/^ *Debug: HTTP GET 127\.0\.0\.1:\d+\/\S+: 200 in \d+ ms$/gm)]
    const isDebugging = mark !== ''
    const links = scenario.beanstalk.requests.slice(before).filter(({ operation }) => operation === 'GetObject')
    expect(links.length).toBeGreaterThan(0)
    expect(fetched).toHaveLength(isDebugging ? links.length : 0)
    expect(run.printed).not.toMatch(/X-Amz-|Signature=/)
    for (const [place, canary] of Object.entries(CANARIES)) expect(run.printed, place).not.toContain(canary)
  })
})
