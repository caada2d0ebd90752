import { createServer } from 'node:http'
import { describe, expect, it } from 'vitest'
import { WebSocketServer } from 'ws'
import { findAnsweringPath } from '../../src/handshake/suggest-path.ts'
import { listen } from '../support/listening.ts'

describe('findAnsweringPath', () => {
  it('answers the first usual path that gives a valid 101', async () => {
    const { server, asked } = makeServer(['/websocket', '/cable'])
    await using listening = await listen(server)
    expect(await findAnsweringPath(`ws://localhost:${listening.port}/`, {})).toBe('/websocket')
    expect(asked).toEqual(['/socket.io/?EIO=4&transport=websocket', '/ws', '/websocket'])
  })

  it('knows socket.io with its query', async () => {
    const { server } = makeServer(['/socket.io/'])
    await using listening = await listen(server)
    const path = await findAnsweringPath(`ws://localhost:${listening.port}/`, {})
    expect(path).toBe('/socket.io/?EIO=4&transport=websocket')
  })

  it('skips the path that was tried, and answers null when no other gives a 101', async () => {
    const { server, asked } = makeServer(['/ws'])
    await using listening = await listen(server)
    expect(await findAnsweringPath(`ws://localhost:${listening.port}/ws?room=1`, {})).toBeNull()
    expect(asked).toEqual(['/socket.io/?EIO=4&transport=websocket', '/websocket', '/cable', '/graphql'])
  })

  it('answers null for what is no WebSocket URL', async () => {
    expect(await findAnsweringPath('ftp://localhost/', {})).toBeNull()
  })
})

/** Takes Upgrades at these paths alone, and remembers what it was asked, plain requests included. */
function makeServer(paths: readonly string[]) {
  const asked: (string | undefined)[] = []
  const sockets = new WebSocketServer({ noServer: true })
  const server = createServer((request, response) => {
    asked.push(request.url)
    response.writeHead(404).end()
  })
  server.on('upgrade', (request, socket, head) => {
    asked.push(request.url)
    const isTaken = paths.includes(request.url?.split('?')[0] ?? '')
    if (isTaken) sockets.handleUpgrade(request, socket, head, () => undefined)
    else socket.end('HTTP/1.1 404 Not Found\r\n\r\n')
  })
  return { server, asked }
}
