import { readFileSync } from 'node:fs'
import { createServer, type IncomingMessage } from 'node:http'
import { createServer as createTcpServer } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import { expect, it, onTestFinished } from 'vitest'
import { WebSocketServer } from 'ws'
import { listen } from '../support/listening.ts'
import { startBeanstalk } from '../support/local-beanstalk.ts'
import { type ActionRun, type ActionStep, runAction, type StartedAction, startAction } from '../support/run-action.ts'
import { openScriptedHost } from '../support/scripted-host.ts'
import { openWorkspace } from '../support/workspace.ts'

const MOST_MEBIBYTES = 150

it('says which of a hundred targets hang, within the time of one attempt and in little memory', async () => {
  const [url, silent] = [await openServer(), await openSilentServer()]
  const isSilent = (index: number) => index % 10 === 3
  const targets = Array.from({ length: 100 }, (_, index) => {
    return `  - { name: Target ${index}, url: "${isSilent(index) ? silent : url}/${index}" }`
  })
  const file = `defaults:\n  attempts: 1\n  headers: { Authorization: "Bearer \${WS_TOKEN}" }\ntargets:\n${targets.join('\n')}\n`
  const started = await startAction(await stepOf(file, { env: { WS_TOKEN: 's3cret-token-of-all' } }))
  const [run, mebibytes] = await Promise.all([started.finished, watchMemory(started)])
  expect(run.exitCode, run.log).toBe(1)
  const names = Array.from({ length: 100 }, (_, index) => index).filter(isSilent)
  expect(run.outputs['failed-targets']).toBe(names.map(index => `Target ${index}`).join('\n'))
  expect(run.durationMs).toBeLessThan(30_000)
  expect(mebibytes).toBeGreaterThan(30)
  expect(mebibytes).toBeLessThan(MOST_MEBIBYTES)
  const lines = run.summary.split('\n').filter(line => /^[|#]|^<details><summary>✅/.test(line))
  expect(lines[0]).toContain('10 of 100 WebSockets could not be opened')
  expect(lines.slice(1, 3)).toEqual(['| | target | what | ms |'.replace('| |', '|  |'), '|---|---|---|---|'])
  expect(lines.slice(3, 103).map(line => line[2])).toEqual([...Array(10).fill('❌'), ...Array(90).fill('✅')])
  expect(lines.slice(103, 113).every(line => line.startsWith('### ❌ Target'))).toBe(true)
  expect(lines.slice(113)).toHaveLength(90)
  expect(run.annotations[0]?.message).toMatch(/^Target 3 \(ws:.*\/3\) rejected: /)
  expectNowhere(run, 's3cret-token-of-all')
})

it('asks each as its own fields have it, beside the URLs of the inputs', async () => {
  const url = await openServer(({ headers }) => headers.authorization === 'Bearer s3cret-token')
  const file = `
defaults:
  headers: { Authorization: "Bearer \${WS_TOKEN}" }
  attempts: 1
targets:
  - { name: with the token, url: "${url}/" }
  - { name: without it, url: "${url}/", headers: {} }
  - { name: that answers, url: "${url}/", send: '{"a":1}', expect: { a: 1 }, protocol: websocket }
  - { name: that answers with it, url: "${url}/", send: "\${WS_TOKEN}", expect: s3cret, protocol: websocket }
`
  const step = await stepOf(file, {
    inputs: { url: `${url}/of-inputs`, attempts: '1' },
    env: { WS_TOKEN: 's3cret-token' },
  })
  const run = await runAction(step)
  expect(run.exitCode, run.log).toBe(1)
  expect(run.outputs['failed-targets']?.split('\n')).toEqual([`${url}/of-inputs`, 'without it'])
  const outcomes = JSON.parse(run.outputs.results ?? '').map((each: { finding: string }) => each.finding)
  expect(outcomes).toEqual(['application-refused-auth', '', 'application-refused-auth', '', ''])
  expectNowhere(run, 's3cret-token')
})

it('checks the others where an environment cannot be found, and tells of that one what AWS said', async () => {
  const url = await openServer()
  const local = await startBeanstalk({ host: openScriptedHost() })
  onTestFinished(() => local.beanstalk.stop())
  await local.createEnvironment({ application: 'chat', environment: 'chat-prod' })
  const file = `
defaults: { application: chat, region: eu-central-1, attempts: 1 }
targets:
  - environment: chat-pord
  - { environment: chat-prod, url: "${url}/known", name: Production }
  - { environment: chat-prod, url: "${url}/known-too", name: Production too }
  - { environment: chat-tset, url: "${url}/open" }
  - url: ${url}/plain
`
  const run = await runAction(await stepOf(file, { env: local.environmentVariables }))
  expect(run.exitCode, run.log).toBe(1)
  expect(run.outputs['failed-targets']).toBe('chat/chat-pord')
  const told = (wanted: string) => run.annotations.find(({ level }) => level === wanted)?.message
  expect(told('error')).toMatch(/^chat\/chat-pord could not be checked\. .*"chat-pord".*\n.*"chat-prod"/s)
  expect(told('warning')).toContain('"chat-tset"')
  expect(run.outputs.results).toContain('"outcome":"unknown"')
  const { facts } = JSON.parse(Object.values(run.temporaryFiles)[0] ?? '')
  expect(facts[0]).toEqual({})
  expect(facts[1]).toMatchObject({ listeners: '80 http', platform: expect.stringContaining('Node.js') })
  const asked = local.beanstalk.requests.map(({ operation }) => operation)
  expect(asked.filter(operation => operation === 'DescribeConfigurationSettings')).toHaveLength(1)
})

it('opens nothing where the file has mistakes, and tells them with their lines', async () => {
  let count = 0
  const url = await openServer(() => {
    count += 1
    return true
  })
  const file = `targets:\n  - url: ${url}\n  - url: ${url}/b\n    hold: long\n    send: \${NO_SUCH_VARIABLE}\n`
  const run = await runAction(await stepOf(file))
  expect(run.exitCode).toBe(1)
  expect(run.annotations[0]?.message).toMatch(
    /had 2 mistakes\.\nline 4: 'hold' was "long"[\s\S]*\nline 5: 'send' named/,
  )
  expect(run.outputs).toMatchObject({ ok: 'false', 'failed-targets': '', results: '[]' })
  expect(count).toBe(0)
  const missing = await runAction({ action: 'check', inputs: { targets: 'no-such.yml' } })
  expect(missing.annotations[0]?.message).toContain('The file "no-such.yml" could not be read (ENOENT).')
})

async function stepOf(file: string, { inputs, env }: Pick<ActionStep, 'inputs' | 'env'> = {}): Promise<ActionStep> {
  const workspace = await openWorkspace({ '.github/websockets.yml': file })
  onTestFinished(() => workspace[Symbol.asyncDispose]())
  return {
    action: 'check',
    workspace: workspace.path,
    inputs: { targets: '.github/websockets.yml', ...inputs },
    ...(env ? { env } : {}),
  }
}

/** The most that was resident at any time, as Linux counts it. */
async function watchMemory({ pid, finished }: StartedAction): Promise<number> {
  let kibibytes = 0
  let hasEnded = false
  finished.finally(() => (hasEnded = true)).catch(() => {})
  while (!hasEnded) {
    try {
      const [, most] = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? []
      kibibytes = Math.max(kibibytes, Number(most ?? 0))
    } catch {
      // It has just ended.
    }
    await wait(20)
  }
  return kibibytes / 1024
}

function expectNowhere({ log, summary, outputs, temporaryFiles }: ActionRun, secret: string): void {
  expect(log + summary + JSON.stringify({ outputs, temporaryFiles })).not.toContain(secret)
}

/** Says what it hears. */
async function openServer(isAllowed: (request: IncomingMessage) => boolean = () => true): Promise<string> {
  const server = createServer((_, response) => response.writeHead(401).end())
  const sockets = new WebSocketServer({ noServer: true })
  server.on('upgrade', (request, socket, head) => {
    if (!isAllowed(request)) return void socket.end('HTTP/1.1 401 Unauthorized\r\nContent-Length: 0\r\n\r\n')
    sockets.handleUpgrade(request, socket, head, client => client.on('message', data => client.send(String(data))))
  })
  const listening = await listen(server)
  onTestFinished(() => listening[Symbol.asyncDispose]())
  return `ws://127.0.0.1:${listening.port}`
}

/** Takes connections, and says nothing. */
async function openSilentServer(): Promise<string> {
  const listening = await listen(createTcpServer(socket => socket.resume()))
  onTestFinished(() => listening[Symbol.asyncDispose]())
  return `ws://127.0.0.1:${listening.port}`
}
