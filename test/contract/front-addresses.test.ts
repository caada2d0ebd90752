import { once } from 'node:events'
import { connect } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Front, Host } from '../../src/local-beanstalk/host/host.ts'
import { openProcessHost } from '../../src/local-beanstalk/host/process-host.ts'
import { type Listening, listenAnswering } from '../support/listening.ts'

const UNANSWERED_MS = 800

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

async function attempt(address: string): Promise<string> {
  const socket = connect(front.port, address)
  socket.on('error', () => {})
  try {
    const connected = once(socket, 'connect').then(
      () => 'connected',
      (error: NodeJS.ErrnoException) => String(error.code),
    )
    const answer = await Promise.race([connected, wait(UNANSWERED_MS, 'silence')])
    if (answer !== 'connected') return answer
    socket.write('hello')
    const [chunk] = await once(socket, 'data')
    return String(chunk)
  } finally {
    socket.destroy()
  }
}

const attemptAll = () => Promise.all(front.addresses.map(attempt))

describe('a front with several addresses', () => {
  it('has the same port on each, and is silent on each until it is admitted', async () => {
    expect(front.addresses).toEqual(['127.0.0.1', '127.0.0.2', '127.0.0.3'])
    expect(front.host).toBe('127.0.0.1')
    expect(await attemptAll()).toEqual(['silence', 'silence', 'silence'])
    await front.setAdmitted(true)
    expect(await attemptAll()).toEqual(['here', 'here', 'here'])
  })

  it('is silent on one that is dead, and answers there when it lives again', async () => {
    await front.setAdmitted(true)
    await front.setDead('127.0.0.2', true)
    expect(await attemptAll()).toEqual(['here', 'silence', 'here'])
    await front.setDead('127.0.0.2', false)
    expect(await attemptAll()).toEqual(['here', 'here', 'here'])
  })

  it('refuses on each when nothing is behind it, and when it is closed', async () => {
    await front.setAdmitted(true)
    await front.pointTo(undefined)
    expect(await attemptAll()).toEqual(['ECONNREFUSED', 'ECONNREFUSED', 'ECONNREFUSED'])
    await front.setAdmitted(false)
    await front.close()
    expect(await attemptAll()).toEqual(['ECONNREFUSED', 'ECONNREFUSED', 'ECONNREFUSED'])
  })
})
