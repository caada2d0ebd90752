/** Productions of the findings about further connections: one of several is not like the others. */

import type { sampleFindings } from '../../../src/handshake/findings/sample-findings.ts'
import { listenAnswering } from '../../support/listening.ts'
import { startSilentPort } from '../../support/silent-port.ts'
import { checkOnce, SOON_MS } from '../check-once.ts'
import { listenInTurns } from '../socket-io-server.ts'
import { listenWebSocket } from '../websocket-server.ts'
import type { ProductionsOf } from './production.ts'

export const sampleProductions: ProductionsOf<typeof sampleFindings> = {
  'some-addresses-refuse': async () => {
    await using silent = await startSilentPort()
    const { port } = silent
    await using _ = await listenWebSocket({ host: '127.0.0.2', port })
    const resolve = ['127.0.0.2', '127.0.0.1'].map(address => ({ host: 'app.test', port, address }))
    return await checkOnce(`ws://app.test:${port}/`, { resolve, attemptTimeoutMs: SOON_MS })
  },
  'some-connections-refused': async () => {
    await using healthy = await listenWebSocket()
    await using refusing = await listenAnswering('HTTP/1.1 401 Unauthorized\r\nContent-Length: 0\r\n\r\n')
    await using front = await listenInTurns([healthy.port, refusing.port])
    return await checkOnce(`ws://localhost:${front.port}/`, {}, { instanceCount: 2 })
  },
}
