/** A real SockJS server on a free port, closed at the end of the block that uses it. */

import { createServer } from 'node:http'
import { createServer as createSockJs } from 'sockjs'
import { type Listening, listen } from '../support/listening.ts'

/** The real server of SockJS at /chat; `refusal` is what it closes each session with. */
export async function listenSockJs(refusal?: string): Promise<Listening> {
  const http = createServer((_, response) => response.writeHead(404).end('not here'))
  const server = createSockJs({ log: () => undefined })
  server.on('connection', connection => {
    if (refusal !== undefined) connection.close(4001, refusal)
  })
  server.installHandlers(http, { prefix: '/chat' })
  return listen(http)
}
