import { createServer } from 'node:http'
import { describe, expect, it } from 'vitest'
import { type WebSocket, WebSocketServer } from 'ws'
import { findAnsweringPath, type TriedPath } from '../../src/handshake/suggest-path.ts'
import { listen } from '../support/listening.ts'
import { SOON_MS } from './check-once.ts'

describe('findAnsweringPath', () => {
  it('answers the first usual path that gives a valid 101', async () => {
    const { server, asked } = makeServer(['/websocket', '/cable'])
    await using listening = await listen(server)
    expect(await findAnsweringPath(`ws://localhost:${listening.port}/`, {})).toBe('/websocket')
    expect(asked).toEqual(['/socket.io/?EIO=4&transport=websocket', '/ws', '/websocket'])
  })

  it('tells of each path that it tried, without its query', async () => {
    const { server } = makeServer(['/websocket'])
    await using listening = await listen(server)
    const tried: TriedPath[] = []
    const url = `ws://localhost:${listening.port}/?token=canary`
    await findAnsweringPath(url, { onTried: one => void tried.push(one) })
    expect(tried.map(one => [one.url, one.status])).toEqual([
      [`ws://localhost:${listening.port}/socket.io/`, expect.any(Number)],
      [`ws://localhost:${listening.port}/ws`, expect.any(Number)],
      [`ws://localhost:${listening.port}/websocket`, 101],
    ])
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
    expect(asked).toEqual(['/socket.io/?EIO=4&transport=websocket', '/websocket', '/cable', '/graphql', '/'])
  })

  it.each<[string, (socket: WebSocket) => void]>([
    ['is closed at once', socket => socket.close(1011)],
    ['is cut at once', socket => socket.terminate()],
  ])('passes over a path whose WebSocket %s', async (_, fail) => {
    const { server } = makeServer(['/ws', '/cable'], (socket, path) => path === '/ws' && fail(socket))
    await using listening = await listen(server)
    expect(await findAnsweringPath(`ws://localhost:${listening.port}/`, {})).toBe('/cable')
  })

  it('passes over a path at which no ping is answered', async () => {
    const { server } = makeServer(['/ws', '/cable'], (socket, path) => path === '/ws' && socket.pause())
    await using listening = await listen(server)
    const path = await findAnsweringPath(`ws://localhost:${listening.port}/`, { attemptTimeoutMs: SOON_MS })
    expect(path).toBe('/cable')
  })

  it('answers null for what is no WebSocket URL', async () => {
    expect(await findAnsweringPath('ftp://localhost/', {})).toBeNull()
  })
})

/** Takes Upgrades at these paths alone, and remembers what it was asked, plain requests included. */
function makeServer(paths: readonly string[], onOpen?: (socket: WebSocket, path: string) => unknown) {
  const asked: (string | undefined)[] = []
  const sockets = new WebSocketServer({ noServer: true })
  const server = createServer((request, response) => {
    asked.push(request.url)
    response.writeHead(404).end()
  })
  server.on('upgrade', (request, socket, head) => {
    asked.push(request.url)
    const path = request.url?.split('?')[0] ?? ''
    if (paths.includes(path)) sockets.handleUpgrade(request, socket, head, opened => void onOpen?.(opened, path))
    else socket.end('HTTP/1.1 404 Not Found\r\n\r\n')
  })
  return { server, asked }
}
