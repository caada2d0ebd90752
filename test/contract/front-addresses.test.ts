import { once } from 'node:events'
import { connect } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Front, Host } from '../../src/local-beanstalk/host/host.ts'
import { openProcessHost } from '../../src/local-beanstalk/host/process-host.ts'
import { type Listening, listenAnswering } from '../support/listening.ts'

const UNANSWERED_MS = 800
/** For an answer that will come: on a busy machine a client may hear of it late. */
const PATIENCE_MS = 20_000

type Answer = 'here' | 'silence' | 'ECONNREFUSED'

let host: Host
let front: Front
let target: Listening

beforeAll(async () => {
  host = await openProcessHost()
  front = await host.openFront({ name: 'chat', port: 0, addresses: 3 })
  target = await listenAnswering('here')
  await front.pointTo(target.port)
})

afterAll(async () => {
  await target[Symbol.asyncDispose]()
  await host.stop()
})

/** Silence is waited for only where it is expected. */
async function attempt(address: string, expected: Answer): Promise<string> {
  const socket = connect(front.port, address)
  socket.on('error', () => {})
  const patienceMs = expected === 'silence' ? UNANSWERED_MS : PATIENCE_MS
  try {
    const connected = once(socket, 'connect').then(
      () => 'connected',
      (error: NodeJS.ErrnoException) => String(error.code),
    )
    const answer = await Promise.race([connected, wait(patienceMs, 'silence', { ref: false })])
    if (answer !== 'connected') return answer
    socket.write('hello')
    const [chunk] = await once(socket, 'data')
    return String(chunk)
  } finally {
    socket.destroy()
  }
}

/** What comes of it at each of the addresses. */
async function expectAttempts(...expected: readonly Answer[]): Promise<void> {
  const answers = front.addresses.map((address, index) => attempt(address, expected[index] ?? 'here'))
  expect(await Promise.all(answers)).toEqual(expected)
}

describe('a front with several addresses', () => {
  it('has the same port on each, and is silent on each until it is admitted', async () => {
    expect(front.addresses).toEqual(['127.0.0.1', '127.0.0.2', '127.0.0.3'])
    expect(front.host).toBe('127.0.0.1')
    await expectAttempts('silence', 'silence', 'silence')
    await front.setAdmitted(true)
    await expectAttempts('here', 'here', 'here')
  })

  it('is silent on one that is dead, and answers there when it lives again', async () => {
    await front.setAdmitted(true)
    await front.setDead('127.0.0.2', true)
    await expectAttempts('here', 'silence', 'here')
    await front.setDead('127.0.0.2', false)
    await expectAttempts('here', 'here', 'here')
  })

  it('refuses on each when nothing is behind it, and when it is closed', async () => {
    await front.setAdmitted(true)
    await front.pointTo(undefined)
    await expectAttempts('ECONNREFUSED', 'ECONNREFUSED', 'ECONNREFUSED')
    await front.setAdmitted(false)
    await front.close()
    await expectAttempts('ECONNREFUSED', 'ECONNREFUSED', 'ECONNREFUSED')
  })
})
