/** Productions of the findings about the way from this machine to the target. */

import type { wayFindings } from '../../../src/handshake/findings/way-findings.ts'
import { listenTcp } from '../../support/listening.ts'
import { checkOnce } from '../check-once.ts'
import { listenProxy } from '../http-proxy.ts'
import { listenWebSocket } from '../websocket-server.ts'
import type { ProductionsOf } from './production.ts'

export const wayProductions: ProductionsOf<typeof wayFindings> = {
  'outgoing-proxy-unreachable': async () => {
    await using notHttp = await listenTcp(socket => socket.once('data', () => socket.end('SSH-2.0-OpenSSH\r\n')))
    return await checkOnce('ws://chat.example.com/', {
      proxyVariables: { httpProxy: `http://127.0.0.1:${notHttp.port}` },
    })
  },
  'outgoing-proxy-refused': async () => {
    await using proxy = await listenProxy({ status: 403 })
    return await checkOnce('ws://chat.example.com/', {
      proxyVariables: { httpProxy: `http://127.0.0.1:${proxy.port}` },
    })
  },
  'other-family-not-answering': async () => {
    await using server = await listenWebSocket({ host: '127.0.0.1', port: 0 })
    const resolve = ['127.0.0.1', '::1'].map(address => ({ host: 'app.test', port: server.port, address }))
    return await checkOnce(`ws://app.test:${server.port}/`, { resolve })
  },
}
