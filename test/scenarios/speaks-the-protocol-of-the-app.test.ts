import { expect, it } from 'vitest'
import { listenSocketIo } from '../handshake/socket-io-server.ts'
import { openScenario } from '../support/deploy-scenario.ts'
import { runAction } from '../support/run-action.ts'

const RAILS = {
  'Gemfile.lock': 'GEM\n  specs:\n    actioncable (8.1.1)\n',
  'config/cable.yml': 'production:\n  adapter: redis\n',
}

it('says what it guesses, and fails no deployment because the guess was wrong', async () => {
  const scenario = await openScenario()
  const run = await scenario.deploy({ files: RAILS })
  expect(run.exitCode, run.log).toBe(0)
  expect(run.log).toContain('/cable (config/cable.yml sets up Action Cable), and speak actioncable (a guess: ')
  expect(run.outputs).toMatchObject({ handshake: 'accepted', finding: 'protocol-not-spoken' })
  expect(run.annotations).toContainEqual(
    expect.objectContaining({ level: 'warning', message: expect.stringContaining('"actioncable", which was a guess') }),
  )
})

it('fails a deployment whose app does not speak the protocol that was given', async () => {
  const scenario = await openScenario()
  const spoken = await scenario.deploy({ inputs: { protocol: 'echo' } })
  expect(spoken.exitCode, spoken.log).toBe(0)
  expect(spoken.log).toContain(', and speak echo (protocol).')
  expect(spoken.log).toMatch(/accepted: .*, echo answered in [\d.]+ ms/)
  const inputs = { protocol: 'sockjs', 'version-label': 'other', 'handshake-timeout': '3' }
  const run = await scenario.deploy({ inputs })
  expect(run.exitCode).toBe(1)
  expect(run.outputs).toMatchObject({ handshake: 'rejected', layer: 'application', finding: 'protocol-not-spoken' })
})

it('warns in the plan of what will take no WebSocket', async () => {
  const scenario = await openScenario()
  const files = { 'requirements.txt': 'fastapi\nuvicorn==0.54.0\n' }
  const run = await scenario.deploy({ files, inputs: { 'dry-run': 'true' } })
  expect(run.exitCode, run.log).toBe(0)
  const told = run.annotations.find(({ title }) => title === 'App')?.message
  expect(told).toContain('"requirements.txt" has uvicorn without a library for WebSockets')
  expect(told).toContain('uvicorn[standard]==0.54.0')
  expect(run.summary).toContain('uvicorn without a library for WebSockets')
})

it('checks any URL in the protocol that is given, and in the one of its path', async () => {
  await using server = await listenSocketIo()
  await using closed = await listenSocketIo({}, io => io.use((_, next) => next(new Error('not authorized'))))
  const url = (port: number, path: string) => `ws://127.0.0.1:${port}${path}`
  const check = (inputs: Record<string, string>) => runAction({ action: 'check', inputs: { attempts: '1', ...inputs } })

  const given = await check({ url: url(server.port, '/'), protocol: 'socket.io' })
  expect(given.exitCode, given.log).toBe(0)
  expect(given.log).toMatch(/accepted: .*, socket\.io answered in [\d.]+ ms/)

  const refused = await check({ url: url(closed.port, '/'), protocol: 'socket.io' })
  expect(refused.exitCode).toBe(1)
  expect(refused.outputs).toMatchObject({ finding: 'socket-io-connection-refused', layer: 'application' })

  const guessed = await check({ url: url(closed.port, '/socket.io/') })
  expect(guessed.exitCode, guessed.log).toBe(0)
  expect(guessed.annotations[0]).toMatchObject({ message: expect.stringContaining('"not authorized"') })

  const wrong = await check({ url: url(server.port, '/'), protocol: 'socketio' })
  expect(wrong.exitCode).toBe(1)
  expect(wrong.annotations[0]?.message).toContain('\'protocol\' was "socketio"')
})
