import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync, readFileSync } from 'node:fs'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as wait } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openProcessHost } from '../../src/local-beanstalk/host/process-host.ts'
import { makeBundle, WEBSOCKET_APP } from '../support/make-bundle.ts'

// A descendant that leaves the app's process group, and its output.
const WITH_ESCAPED_CHILD = `
require('node:child_process').spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { detached: true, stdio: 'ignore' }).unref()
${WEBSOCKET_APP}`

let folder: string
let bundlePath: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'host-lifetime-test-'))
  bundlePath = await makeBundle(join(folder, 'bundle.zip'), { 'app.js': WITH_ESCAPED_CHILD })
})

afterAll(() => rm(folder, { recursive: true }))

const UNANSWERED_MS = 300
/** For an answer that will come: on a busy machine a client may hear of it late. */
const PATIENCE_MS = 20_000

interface Held {
  readonly outcome: { kind: string }
  readonly ports: { proxy: number; open: number; silent: number }
}

async function runHost(): Promise<{ child: ChildProcess; held: Held }> {
  const program = fileURLToPath(new URL('../support/run-host.ts', import.meta.url))
  const child = spawn(process.execPath, [program, folder, bundlePath], { stdio: ['ignore', 'pipe', 'inherit'] })
  const [line] = await once(createInterface(child.stdout), 'line')
  return { child, held: JSON.parse(line) }
}

async function connectTo(port: number, patienceMs = PATIENCE_MS): Promise<string> {
  const socket = connect(port, '127.0.0.1')
  const answer = once(socket, 'connect').then(
    () => 'connected',
    error => error.code,
  )
  const outcome = await Promise.race([answer, wait(patienceMs, 'silence', { ref: false })])
  socket.destroy()
  return outcome
}

// Every process of a host names the host's folder in its arguments, its environment or its working directory.
function processesOf(marker: string): string[] {
  return readdirSync('/proc').filter(pid => {
    if (!/^\d+$/.test(pid) || Number(pid) === process.pid) return false
    try {
      const facts = ['cmdline', 'environ'].map(name => readFileSync(`/proc/${pid}/${name}`, 'utf8'))
      return facts.join('').includes(marker)
    } catch {
      return false
    }
  })
}

async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await condition())) await wait(20)
}

describe('a host', () => {
  it('leaves no process, port or folder when its process is killed', async () => {
    const { child, held } = await runHost()
    expect(held.outcome).toEqual({ kind: 'succeeded' })
    expect(await connectTo(held.ports.open)).toBe('connected')
    expect(await connectTo(held.ports.silent, UNANSWERED_MS)).toBe('silence')
    const [hostFolder = ''] = (await readdir(folder)).filter(name => name.startsWith('local-beanstalk-'))
    expect(processesOf(hostFolder).length).toBeGreaterThan(3)

    child.kill('SIGKILL')
    await once(child, 'exit')
    for (const port of Object.values(held.ports))
      await until(async () => (await connectTo(port, UNANSWERED_MS)) === 'ECONNREFUSED')
    await until(async () => !(await readdir(folder)).includes(hostFolder))
    await until(() => processesOf(hostFolder).length === 0)
  })

  it('leaves nothing when it is stopped', async () => {
    const host = await openProcessHost({ folder })
    const instance = await host.launchInstance({
      instanceId: 'i-1',
      platform: '64bit Amazon Linux 2023 v6.7.2 running Node.js 24',
    })
    await instance.deploy({ versionLabel: 'v1', bundlePath, environmentVariables: {} }, () => {})
    const front = await host.openFront({ name: 'chat', port: 0 })
    const [hostFolder = ''] = (await readdir(folder)).filter(name => name.startsWith('local-beanstalk-'))
    await host.stop()
    expect(await connectTo(front.port)).toBe('ECONNREFUSED')
    expect(await connectTo(instance.proxyPort)).toBe('ECONNREFUSED')
    expect(await readdir(folder)).toEqual(['bundle.zip'])
    await until(() => processesOf(hostFolder).length === 0)
  })

  it('says how to install a missing nginx', async () => {
    await expect(openProcessHost({ nginxPath: '/nowhere/nginx' })).rejects.toThrow('sudo apt-get install')
  })
})
