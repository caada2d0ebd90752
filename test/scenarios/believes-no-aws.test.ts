import { createServer } from 'node:http'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  type AnsweringProxy,
  type ChangeAnswer,
  escapeXml,
  openAnsweringProxy,
  refuseWith,
  replaceElements,
} from '../support/answering-proxy.ts'
import { expectHarmless } from '../support/hostile-run.ts'
import { HOSTILE_TEXTS, MARKER } from '../support/hostile-texts.ts'
import { type Listening, listen } from '../support/listening.ts'
import { type StartedBeanstalk, startBeanstalk } from '../support/local-beanstalk.ts'
import { type ActionRun, runAction } from '../support/run-action.ts'
import { openScriptedHost, type ScriptedHost } from '../support/scripted-host.ts'
import { openWorkspace } from '../support/workspace.ts'

/** AWS bounds its texts, and XML carries no NUL; what is longer comes from logs and servers. */
const TEXTS = HOSTILE_TEXTS.map(({ text }) => text.slice(0, 5000))
const INPUTS = {
  'application-name': 'chat',
  'environment-name': 'chat-prod',
  'version-label': 'v1',
  'max-retries': '0',
  'websocket-url': 'ws://127.0.0.1:9/',
  'handshake-timeout': '1',
}

const STRIDE = 6
/** Several runs of the action, on a machine that may be busy. */
const SLOW = { timeout: 240_000 }

let host: ScriptedHost
let local: StartedBeanstalk
let proxy: AnsweringProxy
let logs: Listening

beforeAll(async () => {
  host = openScriptedHost()
  local = await startBeanstalk({ host })
  proxy = await openAnsweringProxy(local.beanstalk.endpoint)
  logs = await listen(createServer((request, response) => response.end(writeLogs(request.url ?? ''))))
  await local.createEnvironment({ application: 'chat', environment: 'chat-prod' })
})

afterAll(async () => {
  await logs[Symbol.asyncDispose]()
  await proxy[Symbol.asyncDispose]()
  await local.beanstalk.stop()
})

describe('what AWS says', () => {
  it('is never taken for a command, markup or our own words: events and logs of a deployment', async () => {
    const outcome = { kind: 'failed', step: 'app-deploy', reason: 'application-crashed', engineLogLine: 'x' } as const
    host.outcomes.push({ outcome })
    let isAsked = false
    const run = await deploy({ 'version-label': 'crashes' }, (operation, answer) => {
      isAsked ||= operation === 'RequestEnvironmentInfo'
      if (operation === 'DescribeEvents') return { ...answer, body: addEvents(answer.body) }
      if (operation === 'RetrieveEnvironmentInfo' && isAsked) return { status: 200, body: listLogs() }
      return answer
    })
    expectHarmless(run)
    expect(run.exitCode).toBe(1)
    expect(run.log.split('\n').filter(line => / (WARN|ERROR) /.test(line)).length).toBeGreaterThan(TEXTS.length)
    expect(run.log).toContain('web.stdout.log')
    expect(run.summary).toContain('Last lines of the logs')
  })

  // Each text stands in two places or more in the course of the runs.
  it('is never taken for a command, markup or our own words: descriptions, codes and messages', SLOW, async () => {
    for (let offset = 0; offset < TEXTS.length; offset += STRIDE) {
      const run = await deploy({}, describeHostile(offset))
      expectHarmless(run)
      expect(run.exitCode).toBe(1)
      expect(run.log + JSON.stringify(run.annotations)).toMatch(/AWS (refused|denied)/)
    }
  })
})

/** Everything in the surveys is hostile, reads that may be denied are, and the update is refused. */
function describeHostile(offset: number): ChangeAnswer {
  const pick = (place: number) => TEXTS[(offset + place * 7) % TEXTS.length] ?? ''
  return (operation, answer) => {
    if (operation === 'DescribeEnvironments') {
      const places = [
        'VersionLabel',
        'Health',
        'SolutionStackName',
        'PlatformArn',
        'Description',
        'EndpointURL',
        'CNAME',
      ]
      const body = places.reduce((xml, name, place) => replaceElements(xml, name, () => pick(place)), answer.body)
      return { ...answer, body }
    }
    if (operation === 'DescribeSecurityGroups') {
      const places = ['groupId', 'groupName', 'groupDescription', 'cidrIp', 'description']
      return {
        ...answer,
        body: places.reduce((xml, name, place) => replaceElements(xml, name, () => pick(place)), answer.body),
      }
    }
    if (operation === 'DescribeConfigurationSettings') return refuseWith(403, 'AccessDenied', pick(3))
    if (operation === 'DescribeEvents') return refuseWith(403, 'AccessDenied', pick(5))
    if (operation === 'CreateStorageLocation')
      return { ...answer, body: replaceElements(answer.body, 'S3Bucket', () => pick(0)) }
    if (operation === 'UpdateEnvironment' || operation === 'PutObject') return refuseWith(400, pick(1), pick(2))
    return answer
  }
}

/** Behind the first event of the operation, one with each text. */
function addEvents(body: string): string {
  const [first = ''] =
    /<member>(?:(?!<\/member>)[\s\S])*Environment update is starting\.[\s\S]*?<\/member>/.exec(body) ?? []
  if (first === '') return body
  const added = TEXTS.flatMap((text, index) => {
    const severity = index % 2 === 0 ? 'WARN' : 'ERROR'
    return replaceElements(
      replaceElements(first, 'Message', () => text),
      'Severity',
      () => severity,
    )
  })
  return body.replace(first, () => [...added, first].join(''))
}

function listLogs(): string {
  const members = Array.from({ length: 4 }, (_, index) => {
    const id = escapeXml(`i-${index}${TEXTS[index] ?? ''}`)
    const url = `http://127.0.0.1:${logs.port}/${index}`
    return `<member><InfoType>tail</InfoType><Ec2InstanceId>${id}</Ec2InstanceId><SampleTimestamp>2030-01-01T00:00:00Z</SampleTimestamp><Message>${url}</Message></member>`
  })
  return `<RetrieveEnvironmentInfoResponse xmlns="http://elasticbeanstalk.amazonaws.com/docs/2010-12-01/"><RetrieveEnvironmentInfoResult><EnvironmentInfo>${members.join('')}</EnvironmentInfo></RetrieveEnvironmentInfoResult><ResponseMetadata><RequestId>x</RequestId></ResponseMetadata></RetrieveEnvironmentInfoResponse>`
}

/** The tail of one instance: of each log as many lines as are kept, the longest ones whole. */
function writeLogs(url: string): string {
  const offset = Number(url.slice(1)) * 20
  const lines = (count: number) => HOSTILE_TEXTS.slice(offset, offset + count).map(({ text }) => text.slice(0, 300_000))
  const file = (path: string, texts: string[]) => `${'-'.repeat(40)}\n${path}\n${'-'.repeat(40)}\n${texts.join('\n')}\n`
  return [
    file(
      '/var/log/eb-engine.log',
      lines(6).map(text => `[ERROR] ${text}`),
    ),
    file(
      `/::error::${MARKER}/##[error]<b>/nginx/error.log`,
      lines(6).map(text => `${text} [error]`),
    ),
    file('/var/log/web.stdout.log', lines(20)),
  ].join('\n')
}

async function deploy(inputs: Readonly<Record<string, string>>, answers: ChangeAnswer): Promise<ActionRun> {
  const workspace = await openWorkspace({ 'package.json': '{}', 'server.js': '' })
  proxy.change(answers)
  const env = { ...local.environmentVariables, AWS_ENDPOINT_URL: proxy.endpoint, ACTIONS_STEP_DEBUG: 'true' }
  return await runAction({ action: 'deploy', workspace: workspace.path, env, inputs: { ...INPUTS, ...inputs } })
}
