import { spawn, spawnSync } from 'node:child_process'
import { createInterface } from 'node:readline'
import { describe, expect, it, onTestFinished } from 'vitest'
import { reservePort } from '../../src/local-beanstalk/host/ports.ts'
import { type ExampleOptions, openExample } from '../support/example.ts'
import { isNightly } from '../support/scale.ts'
import { type Clients, openSocketIoClients, type SocketIoClient } from '../support/socket-io-client.ts'
import { balanced } from '../support/topologies.ts'

/** Two instances are what the workflow's step makes of it. */
const OPTIONS: ExampleOptions = {
  environment: { optionSettings: balanced('application') },
  loadBalancerMsPerSecond: 100,
  ...(isNightly ? {} : { imports: ['socket.io'] }),
}

/** Four people in one room, on both instances. */
async function meetInKitchen({ openWebSocket }: Clients) {
  const people = Array.from({ length: 4 }, () => follow(openWebSocket()))
  const instances = await Promise.all(people.map(({ welcomed }) => welcomed))
  expect(new Set(instances).size).toBe(2)
  await Promise.all(people.map(({ client }) => client.emitWithAck('join', 'kitchen')))
  return { people, instances }
}

function follow(client: SocketIoClient) {
  const heard: string[] = []
  client.on('said', ({ text }: { text: string }) => heard.push(text))
  const welcomed = new Promise<string>(resolve =>
    client.on('welcome', ({ instance }: { instance: string }) => resolve(instance)),
  )
  return { client, heard, welcomed }
}

it('deploys Socket.IO to two instances by its workflow: sessions are kept, rooms end at the instance', async () => {
  const example = await openExample('socket-io', OPTIONS)
  const run = await example.deploy()
  expect(run.exitCode, run.log).toBe(0)
  expect(run.outputs).toMatchObject({ handshake: 'accepted', finding: '' })
  expect(run.log).toMatch(/accepted: .*, socket\.io answered in .*2 instances/)
  const clients = await openSocketIoClients(run.outputs.url ?? '')

  // A WebSocket is one connection to one instance, with cookies or without.
  const { people, instances } = await meetInKitchen(clients)
  people[0]?.client.emit('say', 'kitchen', 'tea')
  const near = people.filter((_, index) => instances[index] === instances[0])
  await expect.poll(() => near.map(({ heard }) => heard.length)).toEqual(near.map(() => 1))
  const far = people.filter(person => !near.includes(person))
  expect(far.flatMap(({ heard }) => heard)).toEqual([])

  // Polling is many requests, which have to come to one instance: the load balancer knows the client by its cookie.
  const forgetful = clients.openPolling({ keepsCookies: false })
  await new Promise<void>(resolve => forgetful.io.once('reconnect_attempt', resolve))
  forgetful.disconnect()
  const sticky = clients.openPolling({ keepsCookies: true })
  const lost = new Promise<void>((_, reject) => sticky.on('disconnect', reject))
  const rooms = ['hall', 'attic', 'cellar', 'garden']
  const join = async () => {
    for (const room of rooms) expect(await sticky.emitWithAck('join', room)).toEqual({ room })
  }
  await Promise.race([join(), lost])
  lost.catch(() => {})
})

describe.runIf(isNightly)('with a Redis server', () => {
  const redis = findRedis()

  it.skipIf(redis === undefined)('a room is one on both instances', async () => {
    const example = await openExample('socket-io', { ...OPTIONS, variables: { REDIS_URL: await listenRedis(redis) } })
    const run = await example.deploy()
    expect(run.exitCode, run.log).toBe(0)
    const clients = await openSocketIoClients(run.outputs.url ?? '')
    const { people } = await meetInKitchen(clients)
    people[0]?.client.emit('say', 'kitchen', 'tea')
    await expect.poll(() => people.map(({ heard }) => heard)).toEqual(people.map(() => ['tea']))
  })
})

function findRedis(): string | undefined {
  return spawnSync('redis-server', ['--version']).status === 0 ? 'redis-server' : undefined
}

/** One that keeps nothing, on a free port; it ends with the test. */
async function listenRedis(program = ''): Promise<string> {
  const { port, release } = await reservePort()
  const server = spawn(program, ['--port', `${port}`, '--bind', '127.0.0.1', '--save', ''])
  onTestFinished(() => {
    server.kill('SIGKILL')
    release()
  })
  const lines = createInterface({ input: server.stdout })
  for await (const line of lines) if (line.includes('Ready to accept connections')) break
  server.stdout.resume()
  return `redis://127.0.0.1:${port}`
}
