import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { openScenario } from '../support/deploy-scenario.ts'

const CHAT = fileURLToPath(new URL('../../examples/chat/', import.meta.url))

it('deploys the chat with its dependencies installed on the instance, and two people can talk', async () => {
  const scenario = await openScenario()
  const run = await scenario.deploy({ workspace: CHAT })
  expect(run.exitCode, run.log).toBe(0)
  const page = await fetch(run.outputs.url ?? '')
  expect(await page.text()).toContain('<title>')
  const [alice, bob] = await Promise.all([join(run.outputs['websocket-url']), join(run.outputs['websocket-url'])])
  await expect.poll(() => bob.received.join()).toContain('welcome')
  alice.send(JSON.stringify({ type: 'say', text: 'hello through nginx' }))
  await expect.poll(() => bob.received.join()).toContain('hello through nginx')
  for (const person of [alice, bob]) person.close()
})

async function join(url = '') {
  const socket = new WebSocket(url)
  const received: string[] = []
  socket.on('message', data => received.push(String(data)))
  await once(socket, 'open')
  socket.send(JSON.stringify({ type: 'join', name: 'someone' }))
  return { received, send: (text: string) => socket.send(text), close: () => socket.close() }
}
