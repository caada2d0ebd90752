import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, onTestFinished } from 'vitest'
import type { Front, Host } from '../../src/local-beanstalk/host/host.ts'
import { reservePort } from '../../src/local-beanstalk/host/ports.ts'
import { openProcessHost } from '../../src/local-beanstalk/host/process-host.ts'

const UNANSWERED_MS = 300
/** For an answer that will come: on a busy machine a client may hear of it late. */
const PATIENCE_MS = 20_000

let host: Host
let front: Front
let backend: Server
let backendPort: number
const clients: Socket[] = []

beforeAll(async () => {
  host = await openProcessHost()
})

afterAll(() => host.stop())

beforeEach(async () => {
  front = await host.openFront({ name: 'chat', port: 0 })
  backend = createServer({ allowHalfOpen: true }, socket => {
    socket.on('error', () => {})
    socket.on('data', chunk => socket.write(chunk))
    socket.on('end', () => socket.end('bye'))
  })
  backend.listen(0, '127.0.0.1')
  await once(backend, 'listening')
  backendPort = (backend.address() as AddressInfo).port
})

afterEach(async () => {
  for (const client of clients.splice(0)) client.destroy()
  await front.close()
  backend.close()
})

function open(): Socket {
  const socket = connect(front.port, '127.0.0.1')
  socket.on('error', () => {})
  clients.push(socket)
  return socket
}

/** Silence is waited for only where it is expected. */
async function expectAttempt(expected: 'silence' | 'ECONNREFUSED'): Promise<void> {
  const socket = open()
  const answer = await Promise.race([
    once(socket, 'connect').then(
      () => 'connected',
      (error: NodeJS.ErrnoException) => String(error.code),
    ),
    wait(expected === 'silence' ? UNANSWERED_MS : PATIENCE_MS, 'silence', { ref: false }),
  ])
  socket.destroy()
  expect(answer).toBe(expected)
}

async function say(socket: Socket, text: string): Promise<string> {
  socket.write(text)
  const [chunk] = await once(socket, 'data')
  return String(chunk)
}

describe('a front', () => {
  it('starts silent, and stays silent while it is pointed somewhere but not admitted', async () => {
    await expectAttempt('silence')
    await front.pointTo(backendPort)
    await expectAttempt('silence')
    await expectAttempt('silence')
  })

  it('refuses when it is admitted and nothing is behind it', async () => {
    await front.setAdmitted(true)
    await expectAttempt('ECONNREFUSED')
  })

  it('passes bytes both ways when it is admitted and pointed', async () => {
    await front.setAdmitted(true)
    await front.pointTo(backendPort)
    expect(await say(open(), 'ping')).toBe('ping')
  })

  it('passes on the end of one direction and still carries the other', async () => {
    await front.setAdmitted(true)
    await front.pointTo(backendPort)
    const client = open()
    client.end()
    const [chunk] = await once(client, 'data')
    expect(String(chunk)).toBe('bye')
  })

  it('ends no established connection when it is closed to new ones', async () => {
    await front.setAdmitted(true)
    await front.pointTo(backendPort)
    const client = open()
    expect(await say(client, 'one')).toBe('one')
    await front.setAdmitted(false)
    await expectAttempt('silence')
    expect(await say(client, 'two')).toBe('two')
  })

  it('ends its connections when it is pointed elsewhere', async () => {
    await front.setAdmitted(true)
    await front.pointTo(backendPort)
    const client = open()
    expect(await say(client, 'one')).toBe('one')
    const closed = once(client, 'close')
    await front.pointTo(undefined)
    await closed
    await expectAttempt('ECONNREFUSED')
  })

  it('resets a client whose backend refuses', async () => {
    const nobody = await reservePort()
    onTestFinished(nobody.release)
    await front.setAdmitted(true)
    await front.pointTo(nobody.port)
    const client = open()
    const [error] = (await new Promise(resolve => client.once('error', error => resolve([error])))) as [
      NodeJS.ErrnoException,
    ]
    expect(error.code).toBe('ECONNRESET')
  })

  it('answers an attempt that waited in silence once it is opened', async () => {
    await front.pointTo(backendPort)
    const client = open()
    await wait(50)
    await front.setAdmitted(true)
    expect(await say(client, 'late')).toBe('late')
  })

  it('switches quickly and keeps its port, many times over', async () => {
    await front.pointTo(backendPort)
    const times: number[] = []
    for (let round = 0; round < 15; round++) {
      for (const admitted of [true, false]) {
        const start = performance.now()
        await front.setAdmitted(admitted)
        times.push(performance.now() - start)
        if (admitted) expect(await say(open(), 'here')).toBe('here')
      }
      if (round % 5 === 0) await expectAttempt('silence')
    }
    const median = times.sort((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0
    // Where an attempt had to be made again, it would have taken a second.
    expect(median).toBeLessThan(700)
  })

  it('takes another port where the one that was asked for cannot be had', async () => {
    const other = await host.openFront({ name: 'other', port: backendPort })
    expect(other.port).not.toBe(backendPort)
    await other.close()
  })

  it('keeps a port that was asked for, and frees it when it is closed', async () => {
    const { port } = front
    await front.close()
    await expectAttempt('ECONNREFUSED')
    const again = await host.openFront({ name: 'chat', port })
    expect(again.port).toBe(port)
    await expectAttempt('silence')
  })

  it('shares a port that nobody listens on yet with no other one that asks for it', async () => {
    const one = await reservePort()
    const other = await reservePort(one.port)
    expect(other.port).not.toBe(one.port)
    for (const { release } of [one, other]) release()
  })
})

describe('a front on a system without silent ports', () => {
  it('refuses while it is closed, and has one address', async () => {
    const other = await openProcessHost({ system: 'darwin' })
    try {
      const front = await other.openFront({ name: 'chat', port: 0, addresses: 3 })
      expect(front.addresses).toEqual(['127.0.0.1'])
      await front.pointTo(backendPort)
      const [error] = await once(connect({ port: front.port, host: front.host }), 'error')
      expect(error).toMatchObject({ code: 'ECONNREFUSED' })
      await front.setAdmitted(true)
      const client = connect({ port: front.port, host: front.host })
      await once(client, 'connect')
      client.destroy()
    } finally {
      await other.stop()
    }
  })
})
