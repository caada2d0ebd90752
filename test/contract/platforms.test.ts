import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer, request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { WebSocket, WebSocketServer } from 'ws'
import type { Host, HostInstance } from '../../src/local-beanstalk/host/host.ts'
import { openProcessHost } from '../../src/local-beanstalk/host/process-host.ts'
import { describeProxy } from '../../src/platform/describe-proxy.ts'
import { parsePlatform } from '../../src/platform/platform.ts'
import { planProxyFiles } from '../../src/proxy/plan-proxy-files.ts'
import { scanProxyFiles } from '../../src/proxy/scan-proxy-files.ts'
import { startBeanstalk } from '../support/local-beanstalk.ts'
import { type BundleEntry, makeBundle, WEBSOCKET_APP } from '../support/make-bundle.ts'
import { openProxyJudge } from '../support/proxy-judge.ts'

type Entries = Readonly<Record<string, BundleEntry>>

interface Case {
  readonly stack: string
  /** What the platform needs to start something. */
  readonly bundle: Entries
  /** Does the handshake pass before anything is injected? As the facts have it, not as the table of the code has it. */
  readonly passes: boolean
  readonly sure: 'verified' | 'inferred'
  readonly proxyServer?: 'apache' | 'none'
  readonly environmentVariables?: Readonly<Record<string, string>>
}

const PROCFILE = { Procfile: 'web: uvicorn main:app' }
const DOCKERFILE = { Dockerfile: 'FROM scratch\nEXPOSE 8000\n' }
const NODE = { 'app.js': WEBSOCKET_APP }

/** Every family and generation of Amazon Linux 2 and 2023, and those on 1 that files are added for. */
const CASES: readonly Case[] = [
  { stack: '64bit Amazon Linux 2023 v6.7.2 running Node.js 24', bundle: NODE, passes: true, sure: 'verified' },
  { stack: '64bit Amazon Linux 2 v5.8.4 running Node.js 18', bundle: NODE, passes: true, sure: 'verified' },
  { stack: '64bit Amazon Linux 2018.03 v4.17.1 running Node.js', bundle: NODE, passes: false, sure: 'verified' },
  { stack: '64bit Amazon Linux 2018.03 v2.24.1 running Go 1.18', bundle: PROCFILE, passes: true, sure: 'verified' },
  { stack: '64bit Amazon Linux 2018.03 v2.11.14 running Java 8', bundle: PROCFILE, passes: true, sure: 'verified' },
  { stack: '64bit Amazon Linux 2023 v4.9.1 running Python 3.14', bundle: PROCFILE, passes: true, sure: 'verified' },
  { stack: '64bit Amazon Linux 2 v3.5.12 running Python 3.8', bundle: PROCFILE, passes: true, sure: 'verified' },
  { stack: '64bit Amazon Linux 2023 v4.5.2 running Go 1', bundle: PROCFILE, passes: true, sure: 'verified' },
  { stack: '64bit Amazon Linux 2 v3.14.2 running Go 1', bundle: PROCFILE, passes: true, sure: 'verified' },
  { stack: '64bit Amazon Linux 2023 v4.8.2 running Corretto 25', bundle: PROCFILE, passes: true, sure: 'verified' },
  {
    stack: '64bit Amazon Linux 2 v3.10.2 running Corretto 17',
    bundle: { 'a.jar': '' },
    passes: true,
    sure: 'verified',
  },
  { stack: '64bit Amazon Linux 2023 v5.9.2 running Tomcat 11 Corretto 25', bundle: {}, passes: true, sure: 'inferred' },
  { stack: '64bit Amazon Linux 2 v4.10.2 running Tomcat 9 Corretto 11', bundle: {}, passes: true, sure: 'inferred' },
  { stack: '64bit Amazon Linux 2023 v3.7.1 running .NET 10', bundle: PROCFILE, passes: true, sure: 'inferred' },
  { stack: '64bit Amazon Linux 2 v2.12.2 running .NET Core', bundle: PROCFILE, passes: true, sure: 'inferred' },
  {
    stack: '64bit Amazon Linux 2023 v4.8.2 running Ruby 3.4',
    bundle: { 'config.ru': '' },
    passes: false,
    sure: 'inferred',
  },
  { stack: '64bit Amazon Linux 2 v3.7.2 running Ruby 2.7', bundle: PROCFILE, passes: false, sure: 'verified' },
  {
    stack: '64bit Amazon Linux 2023 v4.9.1 running PHP 8.5',
    bundle: { 'index.php': '' },
    passes: false,
    sure: 'verified',
  },
  {
    stack: '64bit Amazon Linux 2 v3.5.12 running PHP 8.1',
    bundle: { 'index.php': '' },
    passes: false,
    sure: 'verified',
  },
  { stack: '64bit Amazon Linux 2023 v4.9.1 running Docker', bundle: DOCKERFILE, passes: true, sure: 'verified' },
  { stack: '64bit Amazon Linux 2 v4.5.1 running Docker', bundle: DOCKERFILE, passes: true, sure: 'verified' },
  {
    stack: '64bit Amazon Linux 2023 v4.3.2 running ECS',
    bundle: { 'Dockerrun.aws.json': '{}' },
    passes: true,
    sure: 'verified',
  },
  {
    stack: '64bit Amazon Linux 2 v3.6.2 running ECS',
    bundle: { 'Dockerrun.aws.json': '{}' },
    passes: true,
    sure: 'verified',
  },
]

/** What the settings and the bundle make of a platform. */
const VARIANTS: readonly Case[] = [
  ...CASES.filter(({ stack }) => / (2|2023) v.*(Node\.js|Python|Tomcat)/.test(stack)).map(one => {
    return { ...one, proxyServer: 'apache', passes: false, sure: 'inferred' } as const
  }),
  {
    stack: '64bit Amazon Linux 2023 v4.9.1 running Docker',
    bundle: { 'docker-compose.yml': '' },
    passes: true,
    sure: 'verified',
  },
  {
    stack: '64bit Amazon Linux 2023 v4.5.2 running Go 1',
    bundle: PROCFILE,
    passes: true,
    sure: 'verified',
    environmentVariables: { PORT: '3000' },
  },
  {
    stack: '64bit Amazon Linux 2023 v3.7.1 running .NET 10',
    bundle: { 'chat.runtimeconfig.json': '{}' },
    passes: true,
    sure: 'inferred',
    proxyServer: 'none',
  },
]

let host: Host
let folder: string
let bundles = 0

beforeAll(async () => {
  host = await openProcessHost()
  folder = await mkdtemp(join(tmpdir(), 'platforms-test-'))
})

afterAll(async () => {
  await host.stop()
  await rm(folder, { recursive: true })
})

interface Deployed {
  readonly instance: HostInstance
  readonly logs: string
}

/** Launches an instance and deploys; fails when the deployment does. */
async function deploy({ stack, bundle, proxyServer, environmentVariables = {} }: Omit<Case, 'passes' | 'sure'>) {
  bundles += 1
  const label = `v${bundles}`
  const bundlePath = await makeBundle(join(folder, `${label}.zip`), { 'read.me': '', ...bundle })
  const instance = await host.launchInstance({ instanceId: `i-${label}`, platform: stack })
  const deployment = { versionLabel: label, bundlePath, environmentVariables, proxyServer }
  const outcome = await instance.deploy(deployment, () => {})
  if (outcome.kind === 'failed') throw new Error(`${outcome.engineLogLine}\n${await instance.tailLogs()}`)
  return { instance, logs: await instance.tailLogs() } satisfies Deployed
}

function get(port: number): Promise<{ status: number; body: string }> {
  return new Promise((resolve, reject) => {
    const sent = request({ host: '127.0.0.1', port, agent: false }, response => {
      let body = ''
      response.on('data', chunk => {
        body += chunk
      })
      response.on('end', () => resolve({ status: response.statusCode ?? 0, body }))
    })
    sent.on('error', reject).end()
  })
}

/** 101, or the status that the opening handshake got in its place. */
function shakeHands(port: number, path = '/chat'): Promise<number> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(`ws://127.0.0.1:${port}${path}`)
    socket.on('open', () => {
      resolve(101)
      socket.terminate()
    })
    socket.on('unexpected-response', (_request, response) => {
      resolve(response.statusCode ?? 0)
      socket.terminate()
    })
    socket.on('error', reject)
  })
}

function nameOf({ stack, proxyServer, environmentVariables, bundle }: Case): string {
  const extras = [proxyServer, environmentVariables && 'PORT', Object.keys(bundle)[0]].filter(Boolean)
  return `${stack.replace('64bit ', '')} (${extras.join(', ')})`
}

describe.concurrent('a platform, before anything is injected', () => {
  it.each(
    [...CASES, ...VARIANTS].map(one => [nameOf(one), one.passes, one.sure, one] as const),
  )('%s: a plain GET is answered, a WebSocket opens: %s (%s)', async (_name, _passes, _sure, one) => {
    const { instance, logs } = await deploy(one)
    expect((await get(instance.proxyPort)).status).toBe(200)
    const status = await shakeHands(instance.proxyPort)
    expect(status === 101).toBe(one.passes)
    const { proxyServer } = one
    const hasComposeFile = 'docker-compose.yml' in one.bundle
    const described = describeProxy(parsePlatform({ solutionStackName: one.stack }), { proxyServer, hasComposeFile })
    if (described.proxy !== 'none') {
      expect(described).toMatchObject({ forwardsUpgrade: one.passes ? 'yes' : 'no', sure: one.sure })
      expect(logs.includes('Local Beanstalk assumes')).toBe(one.sure === 'inferred')
    }
    expect(logs.includes('a stand-in in the place of the app')).toBe(!one.stack.includes('Node.js'))
    await instance.terminate()
  })
})

/** What the planner adds to the bundle, for a WebSocket at `path`. */
async function planFor({ stack, bundle, proxyServer, environmentVariables = {} }: Case, path: string, seconds = 3600) {
  const texts = new Map(Object.entries(bundle).map(([name, entry]) => [name, typeof entry === 'string' ? entry : '']))
  const survey = await scanProxyFiles(
    { names: [...texts.keys()], readText: async name => texts.get(name) },
    { platform: parsePlatform({ solutionStackName: stack }), proxyServer, port: environmentVariables.PORT },
  )
  return planProxyFiles({ survey, path, timeoutSeconds: seconds, mode: 'auto' })
}

/** The answer to a plain request, without what every start of the app changes. */
async function readPlainAnswer(port: number, path: string): Promise<unknown> {
  const response = await fetch(`http://127.0.0.1:${port}${path}`)
  const body = await response.text()
  const { pid: _pid, env: _env, ...rest } = body.startsWith('{') ? JSON.parse(body) : { body }
  if (rest.parameters) delete rest.parameters.REMOTE_PORT
  return { status: response.status, type: response.headers.get('content-type'), ...rest }
}

const PLAIN_PATHS = ['/', '/chat', '/chat/1?q=%2F', '/chatter', '/assets/app.js']

interface Injection extends Case {
  /** Where the action would open the WebSocket. */
  readonly path: '/chat' | '/'
  /** Purposes of what is added; undefined: a proxy of Beanstalk's is not there to add anything for. */
  readonly added: readonly string[]
}

const addedTo = ({ stack, passes, proxyServer, bundle }: Case): readonly string[] => {
  if (/ECS/.test(stack) || 'docker-compose.yml' in bundle || proxyServer === 'none') return []
  if (/2018\.03/.test(stack)) return [passes ? 'timeouts' : 'upgrade']
  const timeouts = proxyServer === 'apache' ? [] : ['timeouts']
  const pin = /Node\.js|PHP|Python|Tomcat|Docker|\.NET/.test(stack) ? ['pin'] : []
  return [...timeouts, ...(passes ? [] : ['upgrade']), ...pin]
}

const INJECTIONS: readonly Injection[] = [...CASES, ...VARIANTS].flatMap(one => {
  const paths = one.passes ? (['/chat'] as const) : (['/chat', '/'] as const)
  return paths.map(path => ({ ...one, path, added: addedTo(one) }))
})

describe.concurrent('a platform, after the injection', () => {
  it.each(
    INJECTIONS.map(one => [`${nameOf(one)} for ${one.path}`, one] as const),
  )('%s: a WebSocket opens, and plain requests get the answers that they got', async (_name, one) => {
    // PHP's own server speaks none: another one has to be told of.
    await using server = await startEcho()
    const environmentVariables = / PHP /.test(one.stack) ? { PORT: `${server.port}` } : one.environmentVariables
    const step = { ...one, ...(environmentVariables ? { environmentVariables } : {}) }
    const { additions } = await planFor(step, one.path)
    expect(additions.map(({ purpose }) => purpose)).toEqual(one.added)

    const { instance } = await deploy(step)
    const ask = () => Promise.all(PLAIN_PATHS.map(path => readPlainAnswer(instance.proxyPort, path)))
    const before = await ask()
    const files = Object.fromEntries(additions.map(({ name, text }) => [name, text]))
    const bundlePath = await makeBundle(join(folder, `injected-${bundles++}.zip`), { ...one.bundle, ...files })
    const { proxyServer } = one
    const again = {
      versionLabel: 'injected',
      bundlePath,
      environmentVariables: environmentVariables ?? {},
      proxyServer,
    }
    const outcome = await instance.deploy(again, () => {})
    expect([outcome.kind, outcome.kind === 'failed' && outcome.engineLogLine]).toEqual(['succeeded', false])
    expect(await ask()).toEqual(before)
    expect(await shakeHands(instance.proxyPort)).toBe(101)
    await instance.terminate()
  })
})

describe.concurrent('the app behind what is added', () => {
  it.each(
    CASES.filter(({ stack }) => /Ruby|PHP/.test(stack)).map(one => [nameOf(one), one] as const),
  )('receives the handshake as the client sent it, with the names and addresses it came by: %s', async (_name, one) => {
    await using server = await startEcho()
    await using judge = await openProxyJudge()
    const port = / PHP /.test(one.stack) ? String(server.port) : undefined
    const environmentVariables = port === undefined ? {} : { PORT: port }
    const { additions } = await planFor({ ...one, environmentVariables }, '/chat')
    const added = additions.map(({ name, text }) => [name, text] as const)
    const files = { ...(one.bundle as Record<string, string>), ...Object.fromEntries(added) }
    await using proxy = await judge.stage({ stack: one.stack, files, port })
    const headers = { host: 'chat.example.com', 'x-forwarded-for': '203.0.113.9', 'x-forwarded-proto': 'https' }
    const origin = 'https://chat.example.com'
    const path = '/chat/7?a=%2F&b=+'
    const socket = new WebSocket(`ws://127.0.0.1:${proxy.portOf(80)}${path}`, { headers, origin })
    const [message] = await once(socket, 'message')
    socket.terminate()
    // Action Cable compares the Origin with the Host; the client's address is what a limit goes by.
    expect(JSON.parse(String(message))).toMatchObject({
      url: path,
      httpVersion: '1.1',
      headers: {
        ...{ ...headers, origin, upgrade: 'websocket', connection: 'upgrade' },
        'x-forwarded-for': '203.0.113.9, 127.0.0.1',
        'x-real-ip': '127.0.0.1',
        'sec-websocket-version': '13',
      },
    })
  })
})

describe.concurrent('the timeout that is added', () => {
  const where = ({ stack, proxyServer }: Case) =>
    / (2023|2018\.03) .*(Node\.js|Ruby|PHP|Go 1\.18)/.test(stack) && proxyServer !== 'none'

  it.each(
    [...CASES, ...VARIANTS].filter(where).map(one => [nameOf(one), one] as const),
  )('is the one that cuts a silent WebSocket: %s', async (_name, one) => {
    await using server = await startEcho()
    const environmentVariables = / PHP /.test(one.stack) ? { PORT: `${server.port}` } : {}
    const { additions } = await planFor({ ...one, environmentVariables }, '/chat', 2)
    const files = Object.fromEntries(additions.map(({ name, text }) => [name, text]))
    // httpd goes by the longer one of the client's timeout, which is 60 seconds by default, and the app's.
    const bundle = { ...one.bundle, ...files, '.platform/httpd/conf.d/client.conf': 'Timeout 1\n' }
    const { instance } = await deploy({ ...one, bundle, environmentVariables })
    // A busy test hears late that it is open.
    const startedMs = performance.now()
    const socket = new WebSocket(`ws://127.0.0.1:${instance.proxyPort}/chat`)
    await once(socket, 'open')
    await once(socket, 'close')
    const silentMs = performance.now() - startedMs
    expect([silentMs > 1500, silentMs < 20_000], `${silentMs} ms`).toEqual([true, true])
    await instance.terminate()
  })
})

interface Echo extends AsyncDisposable {
  readonly port: number
}

/** A server that takes WebSockets and nothing else, and tells each what it received of its handshake. */
async function startEcho(): Promise<Echo> {
  const sockets = new WebSocketServer({ port: 0, host: '127.0.0.1' })
  sockets.on('connection', (socket, { url, httpVersion, headers }) => {
    socket.send(JSON.stringify({ url, httpVersion, headers }))
  })
  await once(sockets, 'listening')
  const { port } = sockets.address() as AddressInfo
  return { port, [Symbol.asyncDispose]: async () => void sockets.close() }
}

describe('an environment of another platform', () => {
  it('runs its sample application, and tells in its truth what is only assumed', async () => {
    const local = await startBeanstalk()
    try {
      const chat = { application: 'chat', environment: 'chat-prod' }
      const solutionStack = '64bit Amazon Linux 2023 v4.8.2 running Ruby 3.4'
      const made = await local.createEnvironment({ ...chat, solutionStack })
      expect(made).toMatchObject({ Status: 'Ready', Health: 'Green' })
      const truth = await fetch(`${local.beanstalk.endpoint}/_local-beanstalk/environments/chat-prod`)
      const platform = { proxy: 'nginx', forwardsUpgrade: 'no', sure: 'inferred' }
      expect(await truth.json()).toMatchObject({ platform, instances: [{ app: 'running' }] })
    } finally {
      await local.beanstalk.stop()
    }
  })
})

describe.concurrent('an instance of another platform', () => {
  const PYTHON = '64bit Amazon Linux 2023 v4.9.1 running Python 3.14'
  const DOCKER = '64bit Amazon Linux 2023 v4.9.1 running Docker'

  it("has Python's own server without a Procfile, which opens no WebSocket", async () => {
    const { instance } = await deploy({ stack: PYTHON, bundle: { 'application.py': '' } })
    expect([(await get(instance.proxyPort)).status, await shakeHands(instance.proxyPort)]).toEqual([200, 200])
  })

  it('answers 502 for a location that looks for the container on the host, whatever listens on this machine', async () => {
    const stranger = createServer((_request, response) => response.end()).listen(0, '127.0.0.1')
    await once(stranger, 'listening')
    const { port } = stranger.address() as AddressInfo
    const location = `location /host { proxy_pass http://127.0.0.1:${port}; }\nlocation /up { proxy_pass http://docker; }\n`
    const own = { '.platform/nginx/conf.d/elasticbeanstalk/own.conf': location }
    const Dockerfile = `FROM scratch\nEXPOSE ${port}\n`
    const { instance } = await deploy({ stack: DOCKER, bundle: { Dockerfile, ...own } })
    const statuses = ['/host', '/up'].map(path => getStatus(instance.proxyPort, path))
    expect(await Promise.all(statuses)).toEqual([502, 200])
    stranger.close()
  })

  it("lays httpd's files of the bundle over the platform's", async () => {
    const text = 'ProxyPass "/" "http://localhost:8000/" upgrade=websocket retry=0\n'
    const bundle = { ...PROCFILE, '.platform/httpd/conf.d/zz_websocket.conf': text }
    const { instance } = await deploy({ stack: PYTHON, bundle, proxyServer: 'apache' })
    expect([(await get(instance.proxyPort)).status, await shakeHands(instance.proxyPort)]).toEqual([200, 101])
  })

  // What PHP's httpd is told is not known: here it has no app to hand requests to.
  it.each(['/ws', '/'])("hands WebSockets alone to PHP's other server, for %s", async path => {
    await using server = await startEcho()
    const environmentVariables = { PORT: `${server.port}` }
    const php = { stack: '64bit Amazon Linux 2023 v4.9.1 running PHP 8.5', bundle: {}, environmentVariables } as const
    const { additions } = await planFor({ ...php, proxyServer: 'apache', passes: false, sure: 'inferred' }, path)
    const site = '<VirtualHost *:80>\n  ProxyPreserveHost on\n</VirtualHost>\n'
    const bundle = { ...PROCFILE, '.platform/httpd/conf.d/elasticbeanstalk/00_application.conf': site }
    const added = Object.fromEntries(additions.map(({ name, text }) => [name, text]))
    const { instance } = await deploy({ stack: PYTHON, bundle: { ...bundle, ...added }, proxyServer: 'apache' })
    const { proxyPort } = instance
    // It has no page to show; the other server would say 426.
    const answers = ['/', '/ws', '/ws/room'].map(each => getStatus(proxyPort, each))
    expect(await Promise.all(answers)).toEqual([403, 403, 403])
    expect([await shakeHands(proxyPort, '/ws'), await shakeHands(proxyPort, '/ws/room')]).toEqual([101, 101])
  })

  it('names the line of a file that httpd refuses, and leaves the proxy down', async () => {
    const bundle = { ...PROCFILE, '.platform/httpd/conf.d/own.conf': '# mine\nNoSuchDirective on\n' }
    const failure = deploy({ stack: PYTHON, bundle, proxyServer: 'apache' })
    await expect(failure).rejects.toThrow(/Syntax error on line 2 of \/var\/proxy\/staging\/httpd\/conf\.d\/own\.conf/)
  })

  it('changes its proxy with the setting', async () => {
    const { instance } = await deploy({ stack: PYTHON, bundle: PROCFILE })
    const bundlePath = await makeBundle(join(folder, 'again.zip'), PROCFILE)
    const again = { versionLabel: 'again', bundlePath, environmentVariables: {} }
    for (const [proxyServer, status] of [
      ['apache', 200],
      ['none', 101],
      ['nginx', 101],
    ] as const) {
      expect(await instance.deploy({ ...again, proxyServer }, () => {})).toEqual({ kind: 'succeeded' })
      expect([proxyServer, await shakeHands(instance.proxyPort)]).toEqual([proxyServer, status])
    }
    expect((await instance.tailLogs()).match(/(?<=systemctl stop )\w+/g)).toEqual(['nginx', 'nginx', 'httpd', 'nginx'])
  })

  it('says what a bundle lacks that the platform finds nothing to start in', async () => {
    const failure = deploy({ stack: PYTHON, bundle: { 'main.py': '' } })
    await expect(failure).rejects.toThrow("no 'web' process in a 'Procfile', and no 'application.py'")
    const closed = deploy({ stack: DOCKER, bundle: { Dockerfile: 'FROM scratch' } })
    await expect(closed).rejects.toThrow('No EXPOSE directive found in Dockerfile')
  })

  it.each([
    '64bit Windows Server 2025 v2.22.0 running IIS 10.0',
    '64bit Amazon Linux 2018.03 v2.9.1 running Python 3.6',
  ])('is refused where the files of its proxy are not known: %s', async platform => {
    await expect(host.launchInstance({ instanceId: 'i-other', platform })).rejects.toThrow('cannot be run here')
  })
})

async function getStatus(port: number, path: string): Promise<number> {
  return (await fetch(`http://127.0.0.1:${port}${path}`)).status
}
