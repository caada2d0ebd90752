/** Productions of the findings about the proxy, with a real nginx. */

import type { proxyFindings } from '../../../src/handshake/findings/proxy-findings.ts'
import { findClosedPort } from '../../support/listening.ts'
import { BEANSTALK_LOCATION, STRIPPING_LOCATION, startNginx } from '../../support/nginx.ts'
import { checkOnce } from '../check-once.ts'
import { listenExpress } from '../http-app.ts'
import { listenWebSocket } from '../websocket-server.ts'
import type { ProductionsOf } from './production.ts'

export const proxyProductions: ProductionsOf<typeof proxyFindings> = {
  'proxy-drops-upgrade': async () => {
    await using app = await listenWebSocket()
    await using nginx = await startNginx(STRIPPING_LOCATION(app.port))
    return await checkOnce(`ws://localhost:${nginx.port}/`)
  },
  'proxy-passes-elsewhere': async () => {
    const port = await findClosedPort()
    await using nginx = await startNginx(BEANSTALK_LOCATION(port))
    const line = { file: '.platform/nginx/conf.d/elasticbeanstalk/ws.conf', line: 2 }
    return await checkOnce(`ws://localhost:${nginx.port}/`, {}, { passesTo: { kind: 'other-port', port, ...line } })
  },
  'proxy-refused': async () => {
    await using nginx = await startNginx('location / { return 404; }')
    return await checkOnce(`ws://localhost:${nginx.port}/`)
  },
  'upgrade-dropped-or-no-handler': async () => {
    await using app = await listenExpress()
    await using nginx = await startNginx(BEANSTALK_LOCATION(app.port))
    return await checkOnce(`ws://localhost:${nginx.port}/ws`)
  },
}
