import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { request } from 'node:http'
import { createInterface } from 'node:readline'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { DescribeEnvironmentsCommand } from '@aws-sdk/client-elastic-beanstalk'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { openNoHost } from '../../src/local-beanstalk/host/no-host.ts'
import { createLoadBalancer } from '../support/load-balancing.ts'
import { type StartedBeanstalk, startBeanstalk } from '../support/local-beanstalk.ts'

let local: StartedBeanstalk

beforeAll(async () => {
  local = await startBeanstalk({ host: openNoHost() })
  await local.createEnvironment({ application: 'chat', environment: 'chat-prod' })
})
afterEach(() => local.beanstalk.clearFaults())
afterAll(() => local.beanstalk.stop())

const THROTTLED = { kind: 'throttled', operation: 'elasticbeanstalk:DescribeEnvironments', times: 1 } as const

interface Sent {
  readonly body?: string
  readonly headers?: Readonly<Record<string, string>>
}

/** fetch() lets nobody choose the Host. */
function send(
  method: string,
  path: string,
  { body, headers = {} }: Sent = {},
): Promise<{ status: number; json: unknown }> {
  return new Promise((resolve, reject) => {
    const type = body === undefined ? {} : { 'content-type': 'application/json' }
    const url = `${local.beanstalk.endpoint}/_local-beanstalk/${path}`
    request(url, { method, headers: { ...type, ...headers } }, async response => {
      expect(Object.keys(response.headers).filter(name => name.startsWith('access-control'))).toEqual([])
      resolve({ status: response.statusCode ?? 0, json: JSON.parse(await text(response)) })
    })
      .on('error', reject)
      .end(body)
  })
}

const put = (path: string, value: unknown) => send('PUT', path, { body: JSON.stringify(value) })

describe('the control endpoint', () => {
  it('tells what no operation tells of a region', async () => {
    const { status, json } = await send('GET', 'regions/eu-central-1')
    expect({ status, json }).toEqual({ status: 200, json: local.beanstalk.lookUpRegion('eu-central-1') })
    expect(json).toMatchObject({ names: { [local.beanstalk.lookUp('chat-prod')?.name ?? '']: ['127.0.0.1'] } })
  })

  it('hands out the authority that signs the certificates', async () => {
    const answer = await fetch(`${local.beanstalk.endpoint}/_local-beanstalk/ca`)
    expect(await answer.text()).toBe(await local.beanstalk.ca())
  })

  it('takes "*" alone for every operation', async () => {
    expect((await put('faults', [{ kind: 'slow', operation: '*', ms: 1 }])).status).toBe(200)
  })

  it('sets, shows and clears faults', async () => {
    expect(await put('faults', [THROTTLED])).toEqual({ status: 200, json: [THROTTLED] })
    const ask = () => local.clients.elasticBeanstalk.send(new DescribeEnvironmentsCommand({}))
    await expect(ask()).rejects.toMatchObject({ name: 'Throttling' })
    // It has struck as often as it should.
    expect(await send('GET', 'faults')).toEqual({ status: 200, json: [] })
    await put('faults', [THROTTLED])
    expect(await send('DELETE', 'faults')).toEqual({ status: 200, json: [] })
    await expect(ask()).resolves.toBeDefined()
  })

  it('shows the record of requests, without those to itself', async () => {
    await send('GET', 'faults')
    const { json } = await send('GET', 'requests')
    expect(json).toEqual(JSON.parse(JSON.stringify(local.beanstalk.requests)))
    expect(json).toContainEqual(expect.objectContaining({ operation: 'CreateEnvironment', status: 200 }))
  })

  it('shows the truth about an environment', async () => {
    const { status, json } = await send('GET', 'environments/chat-prod')
    const truth = local.beanstalk.lookUp('chat-prod')
    expect(status).toBe(200)
    expect(json).toMatchObject({ environmentId: truth?.environmentId, status: 'Ready', health: { color: 'Green' } })
    expect(await send('GET', 'environments/gone')).toEqual({
      status: 404,
      json: { errors: ['There is no environment "gone".'] },
    })
  })

  it('shows and changes the pace', async () => {
    expect(await put('pace', { msPerSecond: 0.5 })).toEqual({ status: 200, json: { msPerSecond: 0.5 } })
    expect(await send('GET', 'pace')).toEqual({ status: 200, json: { msPerSecond: 0.5 } })
    await put('pace', { msPerSecond: 0 })
  })
})

describe('what is wrong', () => {
  it('is all told at once, and changes nothing', async () => {
    await put('faults', [THROTTLED])
    const { status, json } = await put('faults', [
      { kind: 'throttled', operation: 'Describe', times: 0, often: true },
      { kind: 'meteor' },
      'slow',
      { kind: 'slow', operation: 'ec2:*', ms: '5' },
    ])
    expect(status).toBe(400)
    expect(json).toEqual({
      errors: [
        'faults[0].often is no parameter of "throttled"; it has operation, times',
        'faults[0].operation was "Describe"; write an operation such as "elasticbeanstalk:Describe*"',
        'faults[0].times was 0; write a whole number from 1 to 1000000',
        expect.stringMatching(/^faults\[1\]\.kind was "meteor"; write one of denied, throttled, /),
        'faults[2] was "slow"; write a fault, such as {"kind": "expired-credentials"}',
        'faults[3].ms was "5"; write a whole number from 0 to 3600000',
      ],
    })
    expect((await send('GET', 'faults')).json).toEqual([THROTTLED])
  })

  it.each([
    ['PUT', 'faults', { body: '{}' }, 400],
    ['PUT', 'faults', { body: '[' }, 400],
    ['PUT', 'faults', { body: '[]', headers: { 'content-type': 'text/plain' } }, 415],
    ['PUT', 'pace', { body: '{"msPerSecond":-1}' }, 400],
    ['PUT', 'pace', { body: '{"msPerSecond":1,"x":1}' }, 400],
    ['POST', 'faults', {}, 405],
    ['OPTIONS', 'faults', {}, 405],
    ['DELETE', 'requests', {}, 405],
    ['GET', '', {}, 404],
    ['GET', 'constructor', {}, 404],
    ['GET', 'environments/a%2Fb', {}, 404],
  ])('%s %s with %o is %d', async (method, path, sent, expected) => {
    const { status, json } = await send(method, path, sent)
    expect([status, json]).toEqual([expected, { errors: [expect.any(String)] }])
  })

  it('is refused when a web page could have sent it', async () => {
    const hosts = { headers: { host: 'rebound.example.com' } }
    expect((await send('GET', 'requests', hosts)).status).toBe(403)
    expect((await send('GET', 'faults', { headers: { origin: 'https://example.com' } })).status).toBe(403)
    expect((await send('DELETE', 'faults', { headers: { 'sec-fetch-site': 'cross-site' } })).status).toBe(403)
    expect((await send('GET', 'faults', { headers: { host: 'localhost' } })).status).toBe(200)
  })
})

describe('the docs of the control endpoint', () => {
  it('give commands that work', async () => {
    const docs = readFileSync(new URL('../../docs/local-beanstalk.md', import.meta.url), 'utf8')
    const block = /## Control\n[\s\S]*?```sh\n([\s\S]*?)```/.exec(docs)?.[1] ?? ''
    const commands = block
      .replaceAll('\\\n', ' ')
      .split('\n')
      .filter(line => line.startsWith('curl'))
    expect(commands.length).toBeGreaterThanOrEqual(7)
    await createLoadBalancer(local.clients, { Name: 'mine' })
    for (const command of commands) {
      const here = command.replaceAll('http://127.0.0.1:4599', local.beanstalk.endpoint)
      const { stdout } = await promisify(execFile)('/bin/sh', [
        '-c',
        here.replace('curl ', 'curl --silent --fail-with-body '),
      ])
      expect(stdout.startsWith('-----BEGIN CERTIFICATE') || JSON.parse(stdout), command).toBeDefined()
    }
  })
})

describe('the command line', () => {
  const MAIN = fileURLToPath(new URL('../../src/local-beanstalk/main.ts', import.meta.url))

  it('sets faults', async () => {
    const faults = ['throttled:operation=elasticbeanstalk:*,times=3', '{"kind":"slow","operation":"ec2:*","ms":5}']
    const child = spawn(process.execPath, [MAIN, ...faults.flatMap(fault => ['--fault', fault])], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    const exited = once(child, 'exit')
    const [line] = await once(createInterface(child.stdout), 'line')
    const endpoint = /http:\S+/.exec(line)?.[0]
    const answer = await fetch(`${endpoint}/_local-beanstalk/faults`)
    expect(await answer.json()).toEqual([
      { kind: 'throttled', operation: 'elasticbeanstalk:*', times: 3 },
      { kind: 'slow', operation: 'ec2:*', ms: 5 },
    ])
    child.kill('SIGTERM')
    await exited
  })

  it('says all that is wrong with them', async () => {
    const child = spawn(process.execPath, [MAIN, '--fault', 'meteor', '--fault', 'denied:times=often'], {
      stdio: ['ignore', 'ignore', 'pipe'],
    })
    const told = text(child.stderr)
    expect(await once(child, 'exit')).toEqual([2, null])
    expect((await told).split('\n')).toEqual([
      expect.stringMatching(/^"meteor"\.kind was "meteor"; write one of /),
      '"denied:times=often".operation was undefined; write an operation such as "elasticbeanstalk:Describe*"',
      '"denied:times=often".times was "often"; write a whole number from 1 to 1000000',
      '',
    ])
  })
})
