import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { connect } from 'node:net'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { WebSocket } from 'ws'

const serverPath = fileURLToPath(new URL('../../examples/chat/server.js', import.meta.url))
let server: ChildProcess
let port: string

async function startChat(): Promise<[ChildProcess, string]> {
  const env = { PATH: process.env.PATH, PORT: '0' }
  const child = spawn(process.execPath, [serverPath], { env, stdio: ['ignore', 'pipe', 'inherit'] })
  if (!child.stdout) throw new Error('The chat has no stdout.')
  const [line] = await once(createInterface({ input: child.stdout }), 'line')
  return [child, String(line).match(/port (\d+)/)?.[1] ?? '']
}

beforeAll(async () => {
  ;[server, port] = await startChat()
})

afterAll(async () => {
  server.kill('SIGKILL')
  await once(server, 'close')
})

/** A client that keeps what it gets, so that no message is missed between two waits. */
class Client {
  readonly socket: WebSocket
  readonly opened: Promise<unknown>
  readonly #inbox: Record<string, unknown>[] = []
  #wake = () => {}

  constructor(port: string) {
    this.socket = new WebSocket(`ws://127.0.0.1:${port}/`)
    this.opened = once(this.socket, 'open')
    this.socket.on('message', data => {
      this.#inbox.push(JSON.parse(String(data)))
      this.#wake()
    })
    onTestFinished(() => this.socket.terminate())
  }

  send(message: unknown): void {
    this.socket.send(typeof message === 'string' ? message : JSON.stringify(message))
  }

  /** The next message of the type; earlier ones of other types are dropped. */
  async next(type: string): Promise<Record<string, unknown>> {
    for (;;) {
      const message = this.#inbox.shift()
      if (message?.type === type) return message
      if (!message) {
        await new Promise<void>(resolve => {
          this.#wake = resolve
        })
      }
    }
  }

  async join(name: string): Promise<string> {
    await this.opened
    this.send({ type: 'join', name })
    return String((await this.next('welcome')).name)
  }
}

describe('the example chat', () => {
  it('carries what one person says to the other, and tells who comes and goes', async () => {
    const ann = new Client(port)
    const bob = new Client(port)
    await ann.join('Ann')
    expect(await ann.next('joined')).toMatchObject({ name: 'Ann', online: 1 })
    await bob.join('Bob')
    expect(await ann.next('joined')).toMatchObject({ name: 'Bob', online: 2 })
    bob.send({ type: 'say', text: '  <b>hi</b>\n there ' })
    expect(await ann.next('said')).toMatchObject({ name: 'Bob', text: '<b>hi</b>  there' })
    bob.socket.close()
    expect(await ann.next('left')).toMatchObject({ name: 'Bob', online: 1 })
  })

  it('gives a name only once, and bounds names and texts', async () => {
    const first = new Client(port)
    const second = new Client(port)
    expect(await first.join('x'.repeat(99))).toBe('x'.repeat(24))
    expect(await second.join('x'.repeat(24))).toBe(`${'x'.repeat(24)} 2`)
    first.send({ type: 'say', text: '🙂'.repeat(600) })
    expect((await second.next('said')).text).toBe('🙂'.repeat(500))
  })

  it('refuses what it does not understand, and stays open', async () => {
    const client = new Client(port)
    await client.opened
    for (const message of ['not json', 'null', { type: 'say', text: 'before joining' }]) {
      client.send(message)
      expect(await client.next('refused')).toBeDefined()
    }
    expect(await client.join('Late')).toBe('Late')
  })

  it('holds back who writes too fast', async () => {
    const client = new Client(port)
    await client.join('Fast')
    for (let n = 0; n < 20; n += 1) client.send({ type: 'say', text: 'x' })
    expect(await client.next('refused')).toMatchObject({ reason: 'You are writing too fast.' })
  })

  it('closes with 1009 for a message of more than 4 KiB', async () => {
    const client = new Client(port)
    await client.join('Long')
    client.send({ type: 'say', text: 'x'.repeat(5000) })
    expect((await once(client.socket, 'close'))[0]).toBe(1009)
  })

  it('answers the page, the health check and nothing else', async () => {
    const origin = `http://127.0.0.1:${port}`
    const page = await fetch(`${origin}/?from=mail`)
    expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8')
    expect(await page.text()).toContain('<title>Chat</title>')
    expect((await fetch(`${origin}/health`)).status).toBe(200)
    expect((await fetch(`${origin}/server.js`)).status).toBe(404)
    expect((await fetch(origin, { method: 'POST' })).status).toBe(405)
  })

  it('survives a request line that is no URL', async () => {
    const socket = connect(Number(port), '127.0.0.1')
    socket.end('GET // HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n')
    expect(String((await once(socket, 'data'))[0])).toMatch(/^HTTP\/1.1 404/)
  })

  it('closes with 1001 and exits with 0 on SIGTERM', async () => {
    const [other, otherPort] = await startChat()
    onTestFinished(() => void other.kill('SIGKILL'))
    const client = new Client(otherPort)
    await client.join('Ann')
    const closed = once(client.socket, 'close')
    const exited = once(other, 'exit')
    other.kill('SIGTERM')
    expect((await closed)[0]).toBe(1001)
    expect((await exited)[0]).toBe(0)
  })
})
