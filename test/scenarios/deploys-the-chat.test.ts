import { once } from 'node:events'
import { expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { openExample } from '../support/example.ts'

it('deploys the chat by its workflow, its dependencies installed on the instance, and two people can talk', async () => {
  const example = await openExample('chat')
  const run = await example.deploy()
  expect(run.exitCode, run.log).toBe(0)
  expect(run.outputs).toMatchObject({ handshake: 'accepted', finding: '' })
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
