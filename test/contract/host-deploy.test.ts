import { readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { request } from 'node:http'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import type { DeploymentOutcome, DeploymentStep, Host, HostInstance } from '../../src/local-beanstalk/host/host.ts'
import { isListening } from '../../src/local-beanstalk/host/ports.ts'
import { openProcessHost } from '../../src/local-beanstalk/host/process-host.ts'
import { type BundleEntry, makeBundle, WEBSOCKET_APP } from '../support/make-bundle.ts'

const PLATFORM = '64bit Amazon Linux 2023 v6.7.2 running Node.js 24'
const ELASTICBEANSTALK = '.platform/nginx/conf.d/elasticbeanstalk'

let host: Host
let instance: HostInstance
let folder: string
let bundles = 0

beforeAll(async () => {
  host = await openProcessHost()
  folder = await mkdtemp(join(tmpdir(), 'host-deploy-test-'))
})

afterAll(async () => {
  await host.stop()
  await rm(folder, { recursive: true })
})

beforeEach(async () => {
  instance = await host.launchInstance({ instanceId: `i-${bundles}`, platform: PLATFORM })
})

afterEach(() => instance.terminate())

interface Deployed {
  readonly outcome: DeploymentOutcome
  readonly steps: readonly DeploymentStep['kind'][]
}

async function deploy(entries: Record<string, BundleEntry>, environmentVariables = {}): Promise<Deployed> {
  bundles += 1
  const bundlePath = await makeBundle(join(folder, `${bundles}.zip`), entries)
  const steps: DeploymentStep['kind'][] = []
  const versionLabel = `v${bundles}`
  const outcome = await instance.deploy({ versionLabel, bundlePath, environmentVariables }, ({ kind }) =>
    steps.push(kind),
  )
  return { outcome, steps }
}

function firstMessage(port: number): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(`ws://127.0.0.1:${port}/chat`)
    socket.on('message', message => {
      resolve(String(message))
      socket.terminate()
    })
    socket.on('error', reject)
  })
}

function get(port: number, path = '/'): Promise<{ status: number; body: string }> {
  return new Promise((resolve, reject) => {
    const sent = request({ host: '127.0.0.1', port, path, agent: false }, response => {
      let body = ''
      response.on('data', chunk => {
        body += chunk
      })
      response.on('end', () => resolve({ status: response.statusCode ?? 0, body }))
    })
    sent.on('error', reject).end()
  })
}

function isRunning(pid: number): boolean {
  try {
    return !/^State:\s+[ZX]/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'))
  } catch {
    return false
  }
}

function failureOf({ outcome }: Deployed): Extract<DeploymentOutcome, { kind: 'failed' }> {
  if (outcome.kind !== 'failed') throw new Error('The deployment succeeded.')
  return outcome
}

function nextStatus(wanted: (status: ReturnType<HostInstance['status']>) => boolean): Promise<unknown> {
  return new Promise(resolve => {
    instance.onStatusChange(status => {
      if (wanted(status)) resolve(status)
    })
  })
}

describe('a deployment that succeeds', () => {
  it('opens a WebSocket through the default proxy tree', async () => {
    const { outcome, steps } = await deploy({ 'app.js': WEBSOCKET_APP })
    expect(outcome).toEqual({ kind: 'succeeded' })
    expect(steps).toEqual(['unpacked', 'proxy-stopped', 'application-flipped', 'application-started', 'proxy-started'])
    expect(instance.status()).toEqual({ proxy: 'running', app: 'running' })
    expect(await firstMessage(instance.proxyPort)).toBe('hello')
  })

  it('gives the app the environment properties and nothing of this process', async () => {
    process.env.HOST_TEST_SECRET = 'not for apps'
    await deploy({ Procfile: 'web: node main.js', 'main.js': WEBSOCKET_APP }, { COLOUR: 'green' })
    const { env } = JSON.parse((await get(instance.proxyPort)).body)
    expect(env.COLOUR).toBe('green')
    expect(env.HOST_TEST_SECRET).toBeUndefined()
    delete process.env.HOST_TEST_SECRET
  })

  it('starts the web line of the Procfile, else the start script', async () => {
    const manifest = JSON.stringify({ scripts: { start: 'node started-by-npm.js' } })
    const script = { 'package.json': manifest, 'started-by-npm.js': WEBSOCKET_APP }
    expect((await deploy(script)).outcome.kind).toBe('succeeded')
    const procfile = await deploy({
      ...script,
      Procfile: 'worker: false\nweb: node main.js\n',
      'main.js': WEBSOCKET_APP,
    })
    expect(procfile.outcome.kind).toBe('succeeded')
    expect(procfile.steps).toContain('procfile-used')
  })

  it('forwards to the port that the property PORT names', async () => {
    await deploy({ 'app.js': WEBSOCKET_APP }, { PORT: '3000' })
    expect(await firstMessage(instance.proxyPort)).toBe('hello')
  })

  it("lets the bundle's file of the same name win over the platform's", async () => {
    const { outcome } = await deploy({
      'app.js': WEBSOCKET_APP,
      [`${ELASTICBEANSTALK}/00_application.conf`]: 'location / { return 418 "teapot"; }',
    })
    expect(outcome.kind).toBe('succeeded')
    expect(await get(instance.proxyPort)).toEqual({ status: 418, body: 'teapot' })
  })

  it("reaches the app from the user's own upstream and server blocks", async () => {
    await deploy({
      'app.js': WEBSOCKET_APP,
      '.platform/nginx/conf.d/own.conf':
        'upstream app { server 127.0.0.1:8080; }\nserver { listen 18443; listen [::]:18443 ipv6only=on; location / { proxy_pass http://app; } }',
      [`${ELASTICBEANSTALK}/own.conf`]: 'location /own/ { proxy_pass http://localhost:18443/through/; }',
    })
    expect(JSON.parse((await get(instance.proxyPort, '/own/x')).body).url).toBe('/through/x')
    expect(await isListening(18443, 500)).toBe(false)
  })

  it("keeps the user's own nginx.conf, with a server that names no port", async () => {
    await deploy({
      'app.js': WEBSOCKET_APP,
      '.platform/nginx/nginx.conf':
        'user nginx;\nevents {}\nhttp\n{\n  server {\n    location / { return 200 own; }\n  }\n}\n',
    })
    expect((await get(instance.proxyPort)).body).toBe('own')
  })

  it('stops the old version and cuts its connections', async () => {
    await deploy({ 'app.js': WEBSOCKET_APP })
    const { pid } = JSON.parse((await get(instance.proxyPort)).body)
    const socket = connect(instance.proxyPort, '127.0.0.1')
    socket.write('GET / HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nSec-WebSocket-Key: eA==\r\n\r\n')
    await new Promise(resolve => socket.once('data', resolve))
    const closed = new Promise(resolve => socket.on('error', () => {}).once('close', resolve))
    await deploy({ 'app.js': WEBSOCKET_APP.replace('hello', 'again') })
    await closed
    expect(await firstMessage(instance.proxyPort)).toBe('again')
    expect(isRunning(pid)).toBe(false)
  })

  it('ends what the old version left running', async () => {
    const spawn = `require('node:child_process').spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000); console.log("child " + process.pid)'], { detached: true, stdio: 'inherit' }).unref()`
    await deploy({ 'app.js': `${spawn}\n${WEBSOCKET_APP}` })
    const child = await untilLogged(/child (\d+)/)
    await deploy({ 'app.js': WEBSOCKET_APP })
    expect(isRunning(Number(child))).toBe(false)
  })

  it('keeps exec bits', async () => {
    const script = { text: '#!/bin/sh\nexec node app.js\n', mode: 0o100755 }
    const { outcome } = await deploy({ Procfile: 'web: ./start.sh', 'start.sh': script, 'app.js': WEBSOCKET_APP })
    expect(outcome.kind).toBe('succeeded')
  })
})

async function untilLogged(pattern: RegExp): Promise<string> {
  for (;;) {
    const match = pattern.exec(await instance.tailLogs())
    if (match !== null) return match[1] ?? ''
    await wait(10)
  }
}

describe('a deployment that fails', () => {
  it("names the file and the line of the user's own proxy file, and leaves the proxy down", async () => {
    await deploy({ 'app.js': WEBSOCKET_APP })
    const failed = await deploy({
      'app.js': WEBSOCKET_APP.replace('hello', 'again'),
      '.platform/nginx/conf.d/upload.conf': '# uploads\nclient_max_body_size 20m;\nlocation /x {}\n',
    })
    const line =
      'An error occurred during execution of command [app-deploy] - [start proxy with new configuration]. Stop running the command. Error: copy proxy conf from staging failed with error validate nginx configuration failed with error Command /bin/sh -c /usr/sbin/nginx -t -c /var/proxy/staging/nginx/nginx.conf failed with error exit status 1. Stderr:nginx: [emerg] "location" directive is not allowed here in /var/proxy/staging/nginx/conf.d/upload.conf:3'
    expect(failed.outcome).toEqual({
      kind: 'failed',
      step: 'start proxy with new configuration',
      reason: 'proxy-configuration',
      engineLogLine: line,
    })
    expect(failed.steps.at(-1)).toBe('application-started')
    expect(await instance.tailLogs()).toMatch(`[ERROR] ${line}`)
    expect(instance.status()).toEqual({ proxy: 'stopped', app: 'running' })
    expect(await isListening(instance.proxyPort, 500)).toBe(false)
  })

  it("fails when a proxy file listens on the app's port, and says so in nginx's error log", async () => {
    const failed = await deploy({
      'app.js': WEBSOCKET_APP,
      '.platform/nginx/conf.d/websocket.conf': 'server { listen 8080; }',
    })
    expect(failureOf(failed).reason).toBe('proxy-configuration')
    expect(await instance.tailLogs()).toContain('bind() to 0.0.0.0:8080 failed (98')
  })

  it('tells an app that crashes at its start, and shows its last output', async () => {
    const failed = await deploy({ 'app.js': 'console.log("about to fail"); throw new Error("no database")' })
    expect(failureOf(failed)).toMatchObject({ reason: 'application-crashed', step: 'Track pids in healthd' })
    expect(failureOf(failed).engineLogLine).toContain('Read pid source file /var/pids/web.pid failed')
    const logs = await instance.tailLogs()
    expect(logs).toMatch(/-{40}\n\/var\/log\/web\.stdout\.log\n-{40}\n(?:.*\n)*about to fail\n/)
    expect(logs).toContain('no database')
  })

  it('refuses a bundle without anything to start, and leaves the old version running', async () => {
    await deploy({ 'app.js': WEBSOCKET_APP })
    const failed = await deploy({ 'index.html': '' })
    expect(failureOf(failed).reason).toBe('no-start-command')
    expect(await firstMessage(instance.proxyPort)).toBe('hello')
  })

  it('refuses what is not a zip', async () => {
    const deployment = { versionLabel: 'v', bundlePath: import.meta.filename, environmentVariables: {} }
    const outcome = await instance.deploy(deployment, () => {})
    expect(outcome).toMatchObject({ kind: 'failed', reason: 'bundle', step: 'StageApplication' })
  })

  it("tells npm's failure", async () => {
    const manifest = JSON.stringify({ dependencies: { local: 'file:./missing.tgz' } })
    const failed = await deploy({ 'package.json': manifest, 'app.js': WEBSOCKET_APP })
    expect(failureOf(failed).reason).toBe('npm-install')
    expect(await instance.tailLogs()).toContain('missing.tgz')
  })
})

describe('an instance', () => {
  it('restarts an app that crashed, and tells both', async () => {
    const app = WEBSOCKET_APP.replace('response.end(', "if (request.url === '/crash') process.exit(1)\n  response.end(")
    await deploy({ 'app.js': app })
    const restarted = nextStatus(status => status.app === 'crashed').then(() =>
      nextStatus(status => status.app === 'running'),
    )
    expect((await get(instance.proxyPort, '/crash')).status).toBe(502)
    await restarted
  })

  it('gives up after three restarts', async () => {
    const seen: string[] = []
    const fourth = nextStatus(({ app }) => {
      if (seen.at(-1) !== app) seen.push(app)
      return seen.filter(state => state === 'crashed').length === 4
    })
    await deploy({ 'app.js': 'process.exit(1)' })
    await fourth
    const again = nextStatus(({ app }) => app === 'running').then(() => 'restarted')
    expect(await Promise.race([again, wait(600, 'given up')])).toBe('given up')
    expect(instance.status().app).toBe('crashed')
  })

  it('is refused through a front while its proxy is down, and reached as soon as the deployment has started it', async () => {
    const front = await host.openFront({ name: 'chat', port: 0 })
    await front.setAdmitted(true)
    await front.pointTo(instance.proxyPort)
    expect(await isListening(front.port, 500)).toBe(false)
    await deploy({ 'app.js': WEBSOCKET_APP })
    expect(await firstMessage(front.port)).toBe('hello')
    await instance.terminate()
    await front.pointTo(instance.proxyPort)
    expect(await isListening(front.port, 500)).toBe(false)
    await front.close()
  })

  it('leaves nothing behind when it is terminated', async () => {
    await deploy({ 'app.js': WEBSOCKET_APP })
    const { pid, env } = JSON.parse((await get(instance.proxyPort)).body)
    await instance.terminate()
    expect(isRunning(pid)).toBe(false)
    expect(await isListening(Number(env.PORT), 500)).toBe(false)
    expect(await isListening(instance.proxyPort, 500)).toBe(false)
    expect(instance.status()).toEqual({ proxy: 'stopped', app: 'stopped' })
  })

  it('refuses a platform that it cannot run', async () => {
    const launched = host.launchInstance({
      instanceId: 'i-other',
      platform: '64bit Windows Server 2025 v2.22.0 running IIS 10.0',
    })
    await expect(launched).rejects.toThrow('running IIS 10.0" cannot be run here')
  })
})
