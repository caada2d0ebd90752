import { describe, expect, it } from 'vitest'
import { startHaproxy } from '../support/haproxy.ts'
import { startHttpd } from '../support/httpd.ts'
import { listenTcp } from '../support/listening.ts'
import { BEANSTALK_LOCATION, STRIPPING_LOCATION, startNginx } from '../support/nginx.ts'
import { checkOnce, evidenceOf, SOON_MS } from './check-once.ts'
import { listenDropping, listenHttp, listenWithPath } from './http-app.ts'
import { listenWebSocket } from './websocket-server.ts'

describe('behind a real nginx', () => {
  it('accepts an app behind the platform’s own configuration', async () => {
    await using app = await listenWebSocket()
    await using nginx = await startNginx(BEANSTALK_LOCATION(app.port))
    const report = await checkOnce(`ws://localhost:${nginx.port}/`)
    expect(report).toMatchObject({ outcome: 'accepted', finding: null })
  })

  it('names a proxy that drops the Upgrade, by what the WebSocket server says', async () => {
    await using app = await listenWebSocket()
    await using nginx = await startNginx(STRIPPING_LOCATION(app.port))
    const report = await checkOnce(`ws://localhost:${nginx.port}/`)
    expect(report.finding).toMatchObject({ kind: 'proxy-drops-upgrade', layer: 'proxy', sure: 'likely' })
    expect(evidenceOf(report)).toMatchObject({ upgrade: { status: 426 }, control: { comparison: 'same' } })
  })

  it('names the user’s own proxy file', async () => {
    await using app = await listenWithPath('/ws')
    await using nginx = await startNginx(STRIPPING_LOCATION(app.port))
    const file = '.platform/nginx/conf.d/elasticbeanstalk/00_application.conf'
    const known = { bundleOverridesProxy: [file], bundleForwardsUpgrade: false }
    const report = await checkOnce(`ws://localhost:${nginx.port}/ws`, {}, known)
    expect(report.finding).toMatchObject({ kind: 'proxy-drops-upgrade', sure: 'likely' })
    expect(report.finding?.explanation).toContain(file)
    expect(report.finding?.remedy).toContain(`${file}:\n\nproxy_http_version  1.1;`)
  })

  it('does not decide between a proxy and an app without a handler when they look the same', async () => {
    await using app = await listenHttp((_, response) => response.writeHead(404).end('Cannot GET /ws'))
    await using nginx = await startNginx(BEANSTALK_LOCATION(app.port))
    const report = await checkOnce(`ws://localhost:${nginx.port}/ws`)
    expect(report.finding).toMatchObject({
      kind: 'upgrade-dropped-or-no-handler',
      layer: 'unknown',
      candidates: ['proxy', 'application'],
      sure: 'unsure',
    })
  })

  it('blames the app when the proxy is known to forward', async () => {
    await using app = await listenHttp((_, response) => response.end('hello'))
    await using nginx = await startNginx(BEANSTALK_LOCATION(app.port))
    const report = await checkOnce(`ws://localhost:${nginx.port}/`, {}, { platformForwardsUpgrade: true })
    expect(report.finding).toMatchObject({ kind: 'application-without-handler', layer: 'application', sure: 'likely' })
  })

  it('sees an app that refuses the path, through a proxy that forwards', async () => {
    await using app = await listenWithPath('/ws')
    await using nginx = await startNginx(BEANSTALK_LOCATION(app.port))
    const report = await checkOnce(`ws://localhost:${nginx.port}/`)
    expect(report.finding).toMatchObject({ kind: 'application-refused-path', layer: 'application' })
    expect(evidenceOf(report)).toMatchObject({ upgrade: { status: 400 }, control: { comparison: 'different' } })
  })

  it('names an app that does not listen', async () => {
    await using nginx = await startNginx(BEANSTALK_LOCATION(1))
    const known = { passesTo: { kind: 'app' } } as const
    const report = await checkOnce(`ws://localhost:${nginx.port}/`, {}, known)
    expect(report.finding).toMatchObject({ kind: 'application-down', layer: 'application', sure: 'certain' })
    expect(evidenceOf(report)).toMatchObject({ upgrade: { status: 502 }, control: { status: 502, comparison: 'same' } })
  })

  it('names an app that drops the connection of an Upgrade', async () => {
    await using app = await listenDropping(0)
    await using nginx = await startNginx(BEANSTALK_LOCATION(app.port))
    const report = await checkOnce(`ws://localhost:${nginx.port}/`)
    expect(report.finding).toMatchObject({ kind: 'application-drops-upgrade', layer: 'application' })
    expect(report.finding?.explanation).not.toContain('socket.io')
  })

  it('suspects socket.io at another path by its second of silence', async () => {
    await using app = await listenDropping(1000)
    await using nginx = await startNginx(BEANSTALK_LOCATION(app.port))
    const report = await checkOnce(`ws://localhost:${nginx.port}/`)
    expect(report.finding).toMatchObject({ kind: 'application-drops-upgrade', sure: 'likely' })
    expect(report.finding?.remedy).toContain('/socket.io/?EIO=4&transport=websocket')
  })

  it('names an app that leaves an Upgrade without an answer', async () => {
    await using app = await listenHttp(
      (_, response) => response.end('hello'),
      () => undefined,
    )
    await using nginx = await startNginx(BEANSTALK_LOCATION(app.port))
    const report = await checkOnce(`ws://localhost:${nginx.port}/`, { attemptTimeoutMs: 3 * SOON_MS })
    expect(report.finding).toMatchObject({ kind: 'application-ignores-upgrade', layer: 'application' })
  })

  it('sees the proxy’s own timeout for an app that leaves an Upgrade without an answer', async () => {
    await using app = await listenHttp(
      (_, response) => response.end('hello'),
      () => undefined,
    )
    await using nginx = await startNginx(`proxy_read_timeout 300ms; ${BEANSTALK_LOCATION(app.port)}`)
    const report = await checkOnce(`ws://localhost:${nginx.port}/`)
    expect(report.finding).toMatchObject({ kind: 'application-ignores-upgrade', sure: 'certain' })
    expect(evidenceOf(report).upgrade).toMatchObject({ status: 504 })
  })

  it('names an app that answers nothing', async () => {
    await using app = await listenTcp(socket => void socket.resume())
    await using nginx = await startNginx(`proxy_read_timeout 300ms; ${BEANSTALK_LOCATION(app.port)}`)
    const report = await checkOnce(`ws://localhost:${nginx.port}/`)
    expect(report.finding).toMatchObject({ kind: 'application-not-answering', candidates: ['application', 'proxy'] })
  })

  it('names a proxy that answers by itself', async () => {
    await using nginx = await startNginx('location / { return 404; }')
    const report = await checkOnce(`ws://localhost:${nginx.port}/`)
    expect(report.finding).toMatchObject({ kind: 'proxy-refused', layer: 'proxy' })
  })

  it('sees what is not HTTP behind a proxy', async () => {
    await using app = await listenTcp(socket => socket.end('SSH-2.0-OpenSSH_9.2\r\n'))
    await using nginx = await startNginx(BEANSTALK_LOCATION(app.port))
    const report = await checkOnce(`ws://localhost:${nginx.port}/`)
    expect(report.finding?.kind).toBe('not-http')
  })

  it('names a refused Origin', async () => {
    await using app = await listenHttp(
      (_, response) => response.end('hello'),
      socket => socket.end('HTTP/1.1 403 Forbidden\r\nX-WebSocket-Reject-Reason: Origin not allowed\r\n\r\n'),
    )
    await using nginx = await startNginx(BEANSTALK_LOCATION(app.port))
    const report = await checkOnce(`ws://localhost:${nginx.port}/`)
    expect(report.finding).toMatchObject({ kind: 'application-refused-origin', sure: 'certain' })
    expect(report.finding?.explanation).toContain(`"http://localhost:${nginx.port}"`)
  })

  it('names a missing token', async () => {
    await using app = await listenHttp(
      (_, response) => response.end('hello'),
      socket => socket.end('HTTP/1.1 401 Unauthorized\r\n\r\n'),
    )
    await using nginx = await startNginx(BEANSTALK_LOCATION(app.port))
    const report = await checkOnce(`ws://localhost:${nginx.port}/`)
    expect(report.finding).toMatchObject({ kind: 'application-refused-auth', layer: 'application' })
    expect(report.finding?.remedy).toContain('Authorization: Bearer ${{ secrets.WEBSOCKET_TOKEN }}')
  })
})

describe('behind a real httpd', () => {
  it('names an app that does not listen, by httpd’s 503', async () => {
    await using httpd = await startHttpd([{ name: 'localhost', directives: 'ProxyPass / http://127.0.0.1:1/' }])
    const report = await checkOnce(`ws://localhost:${httpd.port}/`)
    expect(report.finding).toMatchObject({ kind: 'application-down', candidates: ['application', 'proxy'] })
    expect(evidenceOf(report).upgrade).toMatchObject({ status: 503 })
  })

  it('names a proxy that answers by itself', async () => {
    await using httpd = await startHttpd([{ name: 'localhost', directives: 'ProxyPass / !' }])
    const report = await checkOnce(`ws://localhost:${httpd.port}/`)
    expect(report.finding).toMatchObject({ kind: 'proxy-refused', layer: 'proxy' })
  })
})

describe('behind a real HAProxy', () => {
  it('accepts an app that it hands the Upgrade to', async () => {
    await using app = await listenWebSocket()
    await using haproxy = await startHaproxy([{ name: 'localhost', appPort: app.port }])
    const report = await checkOnce(`ws://localhost:${haproxy.port}/`)
    expect(report).toMatchObject({ outcome: 'accepted', finding: null })
  })

  it('names an app that does not listen, by HAProxy’s 503', async () => {
    await using haproxy = await startHaproxy([{ name: 'localhost', appPort: 1 }])
    const report = await checkOnce(`ws://localhost:${haproxy.port}/`)
    expect(report.finding).toMatchObject({ kind: 'application-down', candidates: ['application', 'proxy'] })
    expect(evidenceOf(report).upgrade).toMatchObject({ status: 503 })
  })

  it('names an app that answers nothing, by HAProxy’s 504', async () => {
    await using app = await listenTcp(socket => void socket.resume())
    await using haproxy = await startHaproxy([{ name: 'localhost', appPort: app.port }], 300)
    const report = await checkOnce(`ws://localhost:${haproxy.port}/`)
    expect(report.finding?.kind).toBe('application-not-answering')
    expect(evidenceOf(report).upgrade).toMatchObject({ status: 504 })
  })

  it.each([
    ['denies the request', 'http-request deny'],
    ['says so itself', 'http-request return status 404 default-errorfiles'],
  ])('names a proxy that %s', async (_, line) => {
    await using haproxy = await startHaproxy([{ name: 'localhost', appPort: 1, lines: [line] }])
    const report = await checkOnce(`ws://localhost:${haproxy.port}/`)
    expect(report.finding).toMatchObject({ kind: 'proxy-refused', layer: 'proxy' })
  })
})
