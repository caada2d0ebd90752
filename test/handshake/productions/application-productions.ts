/** Productions of the findings about the app, before a connection is a WebSocket, mostly behind a real nginx. */

import type { applicationFindings } from '../../../src/handshake/findings/application-findings.ts'
import { findClosedPort, type Listening, listenTcp } from '../../support/listening.ts'
import { BEANSTALK_LOCATION, startNginx } from '../../support/nginx.ts'
import { checkOnce } from '../check-once.ts'
import { listenExpress, listenHttp, listenWithPath } from '../http-app.ts'
import { listenSocketIo } from '../socket-io-server.ts'
import { listenWebSocket } from '../websocket-server.ts'
import type { Production, ProductionsOf } from './production.ts'

const FORWARDING = { platformForwardsUpgrade: true } as const

export const applicationProductions: ProductionsOf<typeof applicationFindings> = {
  'application-down': async () => {
    await using nginx = await startNginx(BEANSTALK_LOCATION(await findClosedPort()))
    return await checkOnce(`ws://localhost:${nginx.port}/`)
  },
  'application-not-answering': () => checkImpatiently(() => listenTcp(socket => void socket.resume())),
  // engine.io keeps an Upgrade to another path for a second, and closes it.
  'application-drops-upgrade': () => checkBehindNginx(() => listenSocketIo(), '/ws'),
  'application-ignores-upgrade': () =>
    checkImpatiently(() =>
      listenHttp(
        (_, response) => response.end('hello'),
        () => undefined,
      ),
    ),
  'application-without-handler': () => checkBehindNginx(listenExpress, '/ws'),
  'application-refused-path': () => checkBehindNginx(() => listenWithPath('/ws'), '/'),
  'application-refused-request': () =>
    checkBehindNginx(() => listenHttp((_, response) => response.writeHead(429).end('Slow down')), '/'),
  'application-refused-auth': () => checkBehindNginx(() => listenWebSocket({ verifyClient: () => false }), '/'),
  'application-refused-origin': async () => {
    const own = /^http:\/\/localhost:/
    await using app = await listenWebSocket({ verifyClient: ({ origin }: { origin: string }) => own.test(origin) })
    return await checkOnce(`ws://localhost:${app.port}/`, { origin: 'https://other.example.com' })
  },
  'application-error': () => checkBehindNginx(listenExpress, '/broken'),
}

async function checkBehindNginx(open: () => Promise<Listening>, path: string): ReturnType<Production> {
  await using app = await open()
  await using nginx = await startNginx(BEANSTALK_LOCATION(app.port))
  return await checkOnce(`ws://localhost:${nginx.port}${path}`, {}, FORWARDING)
}

/** The proxy gives up soon. */
async function checkImpatiently(open: () => Promise<Listening>): ReturnType<Production> {
  await using app = await open()
  await using nginx = await startNginx(`proxy_read_timeout 1s; ${BEANSTALK_LOCATION(app.port)}`)
  return await checkOnce(`ws://localhost:${nginx.port}/`)
}
