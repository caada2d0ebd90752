/** Productions of the findings about Socket.IO, with its real server. */

import type { socketIoFindings } from '../../../src/handshake/findings/socket-io-findings.ts'
import { type Listening, listenAnswering } from '../../support/listening.ts'
import { checkOnce } from '../check-once.ts'
import { listenInTurns, listenSocketIo } from '../socket-io-server.ts'
import type { Production, ProductionsOf } from './production.ts'

export const socketIoProductions: ProductionsOf<typeof socketIoFindings> = {
  'socket-io-wrong-version': () => checkServer(() => listenSocketIo(), '/socket.io/?EIO=3'),
  'socket-io-transport-off': () => checkServer(() => listenSocketIo({ transports: ['polling'] })),
  'socket-io-request-refused': () =>
    checkServer(() => listenSocketIo({ allowRequest: (_, done) => done('no token', false) })),
  'socket-io-connection-refused': () =>
    checkServer(() => listenSocketIo({}, server => server.use((_, next) => next(new Error('not authorized'))))),
  'socket-io-session-lost': async () => {
    await using one = await listenSocketIo()
    await using other = await listenSocketIo()
    return await checkServer(() => listenInTurns([one.port, other.port]))
  },
  'socket-io-polling-refused': async () => {
    await using server = await listenSocketIo()
    await using other = await listenAnswering('HTTP/1.1 405 Method Not Allowed\r\nContent-Length: 0\r\n\r\n')
    const byUpgrade = (request: string) => Number(!/^upgrade: websocket/im.test(request))
    return await checkServer(() => listenInTurns([server.port, other.port], byUpgrade))
  },
}

async function checkServer(open: () => Promise<Listening>, path = '/'): ReturnType<Production> {
  await using server = await open()
  return await checkOnce(`ws://localhost:${server.port}${path}`, { protocol: { name: 'socket.io', isGuess: false } })
}
