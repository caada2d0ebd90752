import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { readdir, realpath, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { text } from 'node:stream/consumers'
import { setTimeout as wait } from 'node:timers/promises'
import { DescribeApplicationsCommand, ElasticBeanstalkClient } from '@aws-sdk/client-elastic-beanstalk'
import { describe, expect, it, onTestFinished } from 'vitest'
import { WebSocket } from 'ws'
import { CREDENTIALS } from '../../src/local-beanstalk/permissions/access-key.ts'
import { listen } from '../support/listening.ts'
import { findRemains, listPorts, takeStock } from '../support/process-tree.ts'
import { isNightly } from '../support/scale.ts'
import { REPOSITORY } from '../support/source-files.ts'
import { openWorkspace } from '../support/workspace.ts'

const MAGIC = '258EAFA5-E914-47DA-95CA-C5AB0DC85B11'
const ECHO = readFileSync(`${REPOSITORY}test/fixtures/echo/server.js`, 'utf8')
const SERVER = `${ECHO}\nconsole.log('\\x1b[31mstarted\\x1b[0m as', process.env.NAME)\n`
const APP = { 'app.js': SERVER }
const NGINX = '.platform/nginx/conf.d/elasticbeanstalk/00_application.conf'
const DROPS_UPGRADE = `location / {
    proxy_pass          http://127.0.0.1:8080;
    proxy_http_version  1.1;
}
`

interface Started {
  readonly child: ChildProcess
  readonly folder: string
  readonly finished: Promise<{ exitCode: number | null; stdout: string; stderr: string }>
  waitFor(pattern: RegExp): Promise<string>
  /** What of it is on this machine, but for the folder itself. */
  listTemporary(): Promise<string[]>
}

type Files = Readonly<Record<string, string>>

/** From its source: how it is packed is the business of another scenario. */
async function start(
  files: Files,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<Started> {
  const folder = await openWorkspace(files)
  const temporary = await openWorkspace()
  const node = await realpath(`${REPOSITORY}node_modules/.bin/node`)
  const child = spawn(node, [`${REPOSITORY}src/cli.ts`, 'local', folder.path, ...args], {
    env: { ...process.env, TMPDIR: temporary.path, NO_COLOR: '1', ...env },
    stdio: ['pipe', 'pipe', 'pipe'],
  })
  onTestFinished(() => void child.kill('SIGKILL'))
  let seen = ''
  child.stdout?.on('data', chunk => {
    seen += chunk
  })
  const follow = async () => {
    const [stdout, stderr, [exitCode]] = await Promise.all([
      text(child.stdout),
      text(child.stderr),
      once(child, 'close'),
    ])
    return { exitCode, stdout, stderr }
  }
  return {
    child,
    folder: folder.path,
    finished: follow(),
    async waitFor(pattern) {
      await expect.poll(() => seen, { timeout: 60_000 }).toMatch(pattern)
      return pattern.exec(seen)?.[1] ?? ''
    },
    listTemporary: () => readdir(temporary.path),
  }
}

/** With the key that every other Local Beanstalk has: the name of the error. */
async function askAsAnybody(port: number): Promise<string> {
  const endpoint = `http://127.0.0.1:${port}`
  const client = new ElasticBeanstalkClient({
    endpoint,
    region: 'eu-central-1',
    credentials: CREDENTIALS,
    maxAttempts: 1,
  })
  const asked = client.send(new DescribeApplicationsCommand(), { abortSignal: AbortSignal.timeout(6000) })
  return asked.then(
    ({ Applications }) => (Applications ? 'let in' : 'another server'),
    (error: Error) => error.name,
  )
}

async function run(...args: Parameters<typeof start>) {
  return await (await start(...args)).finished
}

describe('local', () => {
  it('deploys a folder and opens a WebSocket, whatever the shell says of AWS', async () => {
    const elsewhere = createServer()
    let connections = 0
    elsewhere.on('connection', socket => {
      connections += 1
      socket.destroy()
    })
    await using trap = await listen(elsewhere)
    const { file } = await openWorkspace({
      config: '[profile gone]\nuse_fips_endpoint = true\nretry_mode = nonsense\n',
    })
    const url = `http://127.0.0.1:${trap.port}`
    const aws = {
      AWS_PROFILE: 'gone',
      AWS_CONFIG_FILE: file('config'),
      AWS_ENDPOINT_URL: url,
      AWS_ENDPOINT_URL_S3: url,
    }
    const started = await start(APP, ['--once', '--env', 'NAME=hunter2-hunter2', '--path', '/ws'], aws)
    const { exitCode, stdout, stderr } = await started.finished
    expect({ exitCode, stderr }, stdout).toEqual({ exitCode: 0, stderr: '' })
    expect(stdout).toMatch(
      /: Node\.js 24 \(guessed from app\.js; .*\), one instance behind an Application Load Balancer\./,
    )
    expect(stdout).toMatch(/^ +[\d.]+ s {2}Deploy the version$/m)
    expect(stdout).toMatch(
      /^Added to the bundle, as the deploy action does: \.platform\/nginx\/.*Without it: --as-is\.$/m,
    )
    expect(stdout).toMatch(/^✓ ws:\/\/127\.0\.0\.1:\d+\/ws accepted: /m)
    expect(stdout).not.toContain('hunter2')
    expect({ connections, left: await started.listTemporary() }).toEqual({ connections: 0, left: [] })
  })

  it('names the proxy file that drops the Upgrade, and adds nothing with --as-is', async () => {
    const files = { ...APP, [NGINX]: DROPS_UPGRADE }
    const args = ['--as-is', '--load-balancer', 'none', '--path', '/ws', '--env', 'NAME=hunter2-hunter2', '--json']
    const { exitCode, stdout, stderr } = await run(files, args)
    expect({ exitCode, stderr }).toEqual({ exitCode: 1, stderr: '' })
    const { kind, verdict, handshake, proxy, timings } = JSON.parse(stdout)
    expect(handshake.targets[0].finding).toMatchObject({ kind: 'proxy-drops-upgrade', layer: 'proxy' })
    expect({ kind, ok: verdict.ok, code: verdict.problem.code }).toEqual({
      kind: 'deploy',
      ok: false,
      code: 'proxy-drops-upgrade',
    })
    expect(proxy.additions).toEqual([])
    expect(timings.map(({ stage }: { stage: string }) => stage)).toContain('Open a WebSocket')
    expect(stdout).not.toContain('hunter2')
  })

  it('names the line that nginx refuses, before anything is deployed', async () => {
    const files = { ...APP, '.platform/nginx/conf.d/ws.conf': 'proxy_read_timeout 3600s\n' }
    const { exitCode, stdout } = await run(files, ['--once'])
    expect(exitCode, stdout).toBe(1)
    expect(stdout).toMatch(/^✗ Nothing was deployed\.$/m)
    expect(stdout).toContain('nginx refused ".platform/nginx/conf.d/ws.conf" line 2')
    expect(stdout).not.toMatch(/\bjob\b|costs/)
  })

  it('shows what Beanstalk says of a deployment that fails, and the last lines of the app', async () => {
    const files = { 'app.js': "console.log('starting')\nthrow new Error('DATABASE_URL was not set')\n" }
    const { exitCode, stdout } = await run(files, ['--once', '--load-balancer', 'none'])
    expect(exitCode, stdout).toBe(1)
    expect(stdout).toMatch(/^✗ The deployment failed\.$/m)
    expect(stdout).toMatch(/^ {4}ERROR Failed to deploy application\.$/m)
    expect(stdout).toMatch(
      /Last lines of \/var\/log\/web\.stdout\.log\n {4}starting\n[\s\S]*Error: DATABASE_URL was not set$/m,
    )
    expect(stdout).toMatch(
      /What to do: Mend what the last lines of the logs name \(they stand below\), and deploy again\./,
    )
    expect(stdout).not.toMatch(/\bjob\b|costs|aws elasticbeanstalk/)
  })

  it('goes on with the lines of the app, deploys again by Enter, and leaves nothing behind at Ctrl-C', async () => {
    const { child, folder, finished, waitFor, listTemporary } = await start(APP, ['--env', 'NAME=hunter2-hunter2'])
    const url = await waitFor(/^ {2}(ws:\/\/127\.0\.0\.1:\d+\/)$/m)
    await waitFor(/^app │ .*started.* as \*\*\*$/m)
    await writeFile(`${folder}/app.js`, SERVER.replace("as'", "again'"))
    child.stdin?.write('\n')
    await waitFor(/^app │ .*started.* again \*\*\*$/m)
    const socket = new WebSocket(url)
    await once(socket, 'open')
    socket.on('error', () => {})
    if (isNightly) {
      // At the pace of the deployment the load balancer would cut it after three seconds.
      await wait(4000)
      expect(socket.readyState).toBe(WebSocket.OPEN)
    }
    const holdings = takeStock(child.pid ?? 0)
    expect(holdings.pids.length).toBeGreaterThan(3)
    // One of the ports takes deployments: from nobody but the command itself.
    const refusals = await Promise.all(listPorts(holdings).map(askAsAnybody))
    expect(refusals).toContain('SignatureDoesNotMatch')
    expect(refusals).not.toContain('let in')
    child.kill('SIGINT')
    const { exitCode, stdout } = await finished
    expect(exitCode).toBe(0)
    expect(stdout).toMatch(/Ctrl-C ends it and removes everything\.$/m)
    for (const hidden of ['\u001b', 'hunter2']) expect(stdout).not.toContain(hidden)
    expect(await listTemporary()).toEqual([])
    expect(findRemains(holdings, folder)).toEqual([])
  })

  it('ends when nobody reads any more what the app writes, as behind head, and leaves nothing behind', async () => {
    const talking = `${SERVER}\nsetInterval(() => console.log('tick'), 50)\n`
    const { child, finished, waitFor, listTemporary } = await start({ 'app.js': talking }, ['--load-balancer', 'none'])
    await waitFor(/^app │ tick$/m)
    const closed = once(child, 'close')
    const cut = expect(finished).rejects.toThrow('Premature close')
    child.stdout?.destroy()
    await cut
    expect(await closed).toEqual([0, null])
    expect(await listTemporary()).toEqual([])
  })

  it('ends with 130 when it is interrupted before the verdict, and leaves nothing behind', async () => {
    const { child, folder, finished, waitFor, listTemporary } = await start(APP, [])
    await waitFor(/Create the environment/)
    const holdings = takeStock(child.pid ?? 0)
    child.kill('SIGINT')
    expect(await finished).toMatchObject({ exitCode: 130, stderr: '' })
    await expect.poll(listTemporary).toEqual([])
    expect(findRemains(holdings, folder)).toEqual([])
  })

  it('says that it runs npm, before and once, however many instances do', async () => {
    const dependent = JSON.stringify({ dependencies: { near: 'file:./near' } })
    const files = { ...APP, 'package.json': dependent, 'near/package.json': '{ "name": "near", "version": "1.0.0" }' }
    const { exitCode, stdout } = await run(files, ['--once', '--instances', '2'])
    expect(exitCode, stdout).toBe(0)
    const lines = stdout.split('\n')
    const told = lines.flatMap((line, index) => (line.startsWith('  Running npm install --omit=dev') ? [index] : []))
    expect(told, stdout).toHaveLength(1)
    expect(told[0]).toBeLessThan(lines.findIndex(line => /^ *\d+\.\d s {2}Deploy the version$/.test(line)))
  })

  it('runs what the Procfile of a Python app starts', async () => {
    const server = `
import base64, hashlib, os, socket, threading

def serve(client):
    request = client.recv(65536).decode()
    key = next((line[19:].strip() for line in request.split("\\r\\n") if line.lower().startswith("sec-websocket-key:")), None)
    if key is None:
        client.sendall(b"HTTP/1.1 200 OK\\r\\nContent-Length: 2\\r\\nConnection: close\\r\\n\\r\\nok")
    else:
        accept = base64.b64encode(hashlib.sha1((key + "${MAGIC}").encode()).digest()).decode()
        client.sendall(("HTTP/1.1 101 Switching Protocols\\r\\nUpgrade: websocket\\r\\nConnection: Upgrade\\r\\nSec-WebSocket-Accept: " + accept + "\\r\\n\\r\\n").encode())
        frame = client.recv(4096)
        while len(frame) > 5:
            size, mask = frame[1] & 127, frame[2:6]
            payload = bytes(byte ^ mask[index % 4] for index, byte in enumerate(frame[6:6 + size]))
            client.sendall(bytes([0x8a if frame[0] == 0x89 else frame[0], size]) + payload)
            frame = client.recv(4096)
    client.close()

listener = socket.create_server(("127.0.0.1", int(os.environ["PORT"])))
while True: threading.Thread(target=serve, args=(listener.accept()[0],)).start()
`
    const files = { 'requirements.txt': '# none\n', Procfile: 'web: python3 main.py\n', 'main.py': server }
    const { exitCode, stdout } = await run(files, ['--once', '--path', '/ws', '--load-balancer', 'none'])
    expect(exitCode, stdout).toBe(0)
    expect(stdout).toMatch(/: Python 3\.14 \(guessed from requirements\.txt; .*\), a single instance\.$/m)
    expect(stdout).toMatch(/^✓ ws:.*\/ws accepted: /m)
  })

  it.each([
    [
      'a platform that is not run here',
      { Dockerfile: 'FROM node\n' },
      [],
      /^The platform was Docker, whose apps cannot run here \(guessed from Dockerfile\)\.\nRun here are apps of Node\.js/,
    ],
    [
      'wrong arguments, all at once',
      APP,
      ['--instances', '2', '--load-balancer', 'none', '--env', 'SECRET', '--port', 'x', '--bogus'],
      /^4 arguments were wrong\.\n/,
    ],
    [
      'a folder that is not there',
      {},
      ['--platform', 'Node.js 22', 'other'],
      /^An argument was wrong\.\nThe folder was followed by "other"/,
    ],
  ])('refuses %s before anything starts', async (_, files, args, told) => {
    const { exitCode, stdout, stderr } = await run(files as Files, args)
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' })
    expect(stderr).toMatch(told)
    expect(stderr).not.toContain('SECRET')
  })
})
