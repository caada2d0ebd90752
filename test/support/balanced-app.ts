/** Apps behind a load balancer, and what clients say to them. */

import { once } from 'node:events'
import { createServer } from 'node:http'
import { WebSocket, WebSocketServer } from 'ws'
import { type Listening, listen, listenTcp } from './listening.ts'

/** An app with a WebSocket, that answers anything else with the headers that came. */
export function listenApp(): Promise<Listening> {
  const server = createServer((request, response) => response.end(JSON.stringify(request.headers)))
  new WebSocketServer({ server }).on('connection', socket => socket.on('message', data => socket.send(`app ${data}`)))
  return listen(server)
}

/** Every byte comes back. */
export function listenEcho(): Promise<Listening> {
  return listenTcp(socket => socket.pipe(socket))
}

/** Says something over a connection; what comes next. */
export async function say(socket: NodeJS.ReadWriteStream, text: string): Promise<string> {
  socket.write(text)
  const [chunk] = await once(socket, 'data')
  return String(chunk)
}

/** Opens a WebSocket and says "hello"; the answer. */
export async function sayOverWebSocket(url: string, options: object = {}): Promise<string> {
  const socket = new WebSocket(url, options)
  await once(socket, 'open')
  socket.send('hello')
  const [data] = await once(socket, 'message')
  socket.terminate()
  return String(data)
}
