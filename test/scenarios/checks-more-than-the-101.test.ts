import { createServer } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import { describe, expect, it, onTestFinished } from 'vitest'
import { type WebSocket, WebSocketServer } from 'ws'
import { makeCertificate } from '../support/certificates.ts'
import { listen } from '../support/listening.ts'
import { runAction } from '../support/run-action.ts'
import { openWorkspace } from '../support/workspace.ts'

const ONCE = { attempts: '1' }

describe('check', () => {
  it('sends a message and expects one, and shows nothing of what was sent', async () => {
    const url = await openServer(socket => socket.on('message', data => socket.send(`you said ${data}`)))
    const inputs = {
      url,
      ...ONCE,
      'websocket-send': 'open sesame of the test\n',
      'websocket-expect': '/^YOU SAID open/i',
    }
    const run = await runAction({ action: 'check', inputs })
    expect(run.exitCode, run.log).toBe(0)
    expect(run.log + run.summary + JSON.stringify(run.temporaryFiles)).not.toContain('sesame')
  })

  it('fails when another message comes', async () => {
    const url = await openServer(socket => socket.on('message', data => socket.send(`no: ${data}`)))
    const inputs = { url, ...ONCE, 'websocket-send': 'open sesame of the test', 'websocket-expect': '{"ok":true}' }
    const run = await runAction({ action: 'check', inputs })
    expect(run.exitCode).toBe(1)
    expect(run.outputs).toMatchObject({ finding: 'unexpected-message', layer: 'application' })
    const shown = run.log + run.summary + JSON.stringify([run.temporaryFiles, run.outputs, run.annotations])
    expect(shown).not.toContain('sesame')
  })

  it('offers subprotocols and sends an Origin', async () => {
    const seen: (string | undefined)[] = []
    const url = await openServer((_, origin) => seen.push(origin))
    const inputs = { url, ...ONCE, subprotocols: 'chat.v2, chat.v1', origin: 'https://chat.example.com' }
    const run = await runAction({ action: 'check', inputs })
    expect(run.exitCode, run.log).toBe(0)
    expect(seen).toEqual(['https://chat.example.com'])
  })

  it('connects to the address that resolve gives, and trusts the ca of a file', async () => {
    const { key, cert, ca } = await makeCertificate({ name: 'chat.example.com' })
    const server = createTlsServer({ key, cert })
    new WebSocketServer({ server })
    const listening = await listen(server)
    onTestFinished(() => listening[Symbol.asyncDispose]())
    const workspace = await openWorkspace({ 'authority.pem': ca })
    const inputs = {
      ...ONCE,
      url: `wss://chat.example.com:${listening.port}/`,
      resolve: `chat.example.com:${listening.port}:127.0.0.1`,
    }
    const trusting = await runAction({
      action: 'check',
      workspace: workspace.path,
      inputs: { ...inputs, ca: 'authority.pem' },
    })
    expect(trusting.exitCode, trusting.log).toBe(0)
    const run = await runAction({ action: 'check', inputs })
    expect(run.outputs).toMatchObject({ ok: 'false', finding: 'tls-untrusted', layer: 'tls' })
  })

  it('tells in its outputs what is so for each URL, and nothing of a query', async () => {
    const url = await openServer()
    const inputs = {
      ...ONCE,
      url: `${url}/a?token=t0p-s3cret-token&k=x1\nws://127.0.0.1:9/b?token=t0p-s3cret-token&k=x1`,
    }
    const run = await runAction({ action: 'check', inputs })
    expect(run.outputs).toMatchObject({ ok: 'false', finding: 'connection-refused', layer: 'tcp' })
    expect(run.outputs['failed-targets']).toBe('ws://127.0.0.1:9/b?token=***&k=***')
    expect(JSON.parse(run.outputs.results ?? '')).toMatchObject([
      { url: `${url}/a?token=***&k=***`, outcome: 'accepted', finding: '', attempts: 1 },
      { url: 'ws://127.0.0.1:9/b?token=***&k=***', outcome: 'rejected', finding: 'connection-refused', layer: 'tcp' },
    ])
    expect(JSON.stringify([run.outputs, run.temporaryFiles, run.summary, run.log])).not.toMatch(/t0p-s3cret|=x1/)
  })

  it('shows nothing of a user name and password, however the server says them', async () => {
    const refuse = createServer()
    refuse.on('upgrade', ({ headers }, socket) => {
      const [, encoded = ''] = headers.authorization?.split(' ') ?? []
      const [user, password] = Buffer.from(encoded, 'base64').toString().split(':')
      socket.end(`HTTP/1.1 401 ${user} unknown\r\nX-Tried: ${password}\r\n\r\n${encoded} is ${user}:${password}`)
    })
    const listening = await listen(refuse)
    onTestFinished(() => listening[Symbol.asyncDispose]())
    const basic = Buffer.from('alice-in-test:hunter2-hunter2').toString('base64')
    const inputs = { ...ONCE, url: `ws://127.0.0.1:${listening.port}/`, headers: `Authorization: Basic ${basic}` }
    const run = await runAction({ action: 'check', inputs, env: { ACTIONS_STEP_DEBUG: 'true' } })
    expect(run.outputs).toMatchObject({ finding: 'application-refused-auth' })
    const shown = JSON.stringify([run.log, run.summary, run.outputs, run.temporaryFiles, run.annotations])
    expect(shown).not.toMatch(/alice-in|hunter2/)
    expect(shown).not.toContain(basic.slice(0, 12))
  })

  it.each([
    ['error', 0, 'true', 'warning'],
    ['warning', 1, 'false', 'error'],
    ['never', 0, 'true', 'warning'],
  ])('with fail-on: %s ends a warning with exit code %i, and tells it once', async (failOn, exitCode, ok, level) => {
    const url = await openServer(socket => socket.on('ping', () => setImmediate(() => socket.terminate())))
    const run = await runAction({ action: 'check', inputs: { ...ONCE, url, 'fail-on': failOn } })
    expect(run.exitCode, run.log).toBe(exitCode)
    expect(run.outputs).toMatchObject({ ok, finding: 'close-not-answered' })
    expect(run.annotations.map(annotation => annotation.level)).toEqual([level])
  })

  it('with fail-on: never only warns of a WebSocket that could not be opened', async () => {
    const inputs = { ...ONCE, url: 'ws://127.0.0.1:9/', 'fail-on': 'never' }
    const run = await runAction({ action: 'check', inputs })
    expect(run.exitCode, run.log).toBe(0)
    expect(run.outputs).toMatchObject({ ok: 'false', finding: 'connection-refused' })
    expect(run.annotations.map(({ level }) => level)).toEqual(['warning'])
  })

  it('with fail-on: never still fails for wrong inputs', async () => {
    const run = await runAction({ action: 'check', inputs: { url: 'http://example.com', 'fail-on': 'never' } })
    expect(run.exitCode).toBe(1)
  })
})

async function openServer(onConnection?: (socket: WebSocket, origin: string | undefined) => unknown): Promise<string> {
  const server = createServer()
  const sockets = new WebSocketServer({ server })
  sockets.on('connection', (socket, { headers }) => void onConnection?.(socket, headers.origin))
  const listening = await listen(server, '127.0.0.1')
  onTestFinished(() => listening[Symbol.asyncDispose]())
  return `ws://127.0.0.1:${listening.port}`
}
