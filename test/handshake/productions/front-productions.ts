/** Productions of the findings about what stands before the proxy: Local Beanstalk's load balancers, and an nginx. */

import type { frontFindings } from '../../../src/handshake/findings/front-findings.ts'
import { beaconPath, writeBeaconFile } from '../../../src/proxy/beacon-file.ts'
import { findClosedPort, listenAnswering, listenTcp } from '../../support/listening.ts'
import { forwardTo, healthBecomes, makeGroup, openBalancer } from '../../support/load-balancer.ts'
import { BEANSTALK_LOCATION, STRIPPING_LOCATION, startNginx } from '../../support/nginx.ts'
import { checkOnce } from '../check-once.ts'
import { listenWebSocket } from '../websocket-server.ts'
import type { Production, ProductionsOf } from './production.ts'

export const frontProductions: ProductionsOf<typeof frontFindings> = {
  redirected: async () => {
    await using nginx = await startNginx('location / { return 301 https://$host$request_uri; }')
    return await checkOnce(`ws://localhost:${nginx.port}/`)
  },
  'cloudfront-refused': async () => {
    const page = '<H1>403 ERROR</H1>\n<H2>The request could not be satisfied.</H2>\n'
    const head = ['HTTP/1.1 403 Forbidden', 'Server: CloudFront', 'X-Cache: Error from cloudfront']
    const answer = `${head.join('\r\n')}\r\nContent-Length: ${page.length}\r\nConnection: close\r\n\r\n${page}`
    await using front = await listenAnswering(answer)
    return await checkOnce(`ws://localhost:${front.port}/`)
  },
  'firewall-blocked': () => checkRule(403),
  'load-balancer-no-target': async () => {
    await using balancer = await openBalancer('application', { targetGroups: [makeGroup([])] })
    return await checkOnce(`ws://localhost:${balancer.port()}/`)
  },
  'load-balancer-bad-gateway': async () => {
    await using balancer = await openBalancer('application', { targetGroups: [makeGroup([await findClosedPort()])] })
    return await checkOnce(`ws://localhost:${balancer.port()}/`)
  },
  'load-balancer-timeout': async () => {
    await using app = await listenTcp(socket => void socket.resume())
    const targetGroups = [makeGroup([app.port])]
    await using balancer = await openBalancer('application', { targetGroups, idleTimeoutMs: 2000 })
    return await checkOnce(`ws://localhost:${balancer.port()}/`)
  },
  'load-balancer-refused': () => checkRule(404),
  'classic-listener-http': async () => {
    await using app = await listenWebSocket()
    await using balancer = await openBalancer('classic', { targetGroups: [makeGroup([app.port])] })
    await healthBecomes(balancer, 't0 healthy')
    return await checkOnce(`ws://localhost:${balancer.port()}/`, {}, { loadBalancer: 'classic' })
  },
  'upgrade-lost-before-proxy': async () => {
    await using app = await listenWebSocket()
    await using nginx = await startNginx(writeBeaconFile('v1') + BEANSTALK_LOCATION(app.port))
    await using front = await startNginx(STRIPPING_LOCATION(nginx.port))
    return await checkOnce(`ws://localhost:${front.port}/`, {
      beacons: [{ versionLabel: 'v1', path: beaconPath('v1') }],
    })
  },
}

/** A rule of the listener answers everything by itself. */
async function checkRule(statusCode: number): ReturnType<Production> {
  const action = { kind: 'fixed-response', statusCode, contentType: 'text/plain', body: 'no' } as const
  const listeners = [forwardTo('web', { rules: [{ conditions: [], action }] })]
  await using balancer = await openBalancer('application', { listeners, targetGroups: [makeGroup([])] })
  return await checkOnce(`ws://localhost:${balancer.port()}/`)
}
