import { createServer as createHttps } from 'node:https'
import { connect } from 'node:tls'
import { describe, expect, it } from 'vitest'
import { WebSocketServer } from 'ws'
import { openCertificateAuthority } from '../../src/local-beanstalk/certificate-authority.ts'
import { listenApp, sayOverWebSocket } from '../support/balanced-app.ts'
import { listen } from '../support/listening.ts'
import { forwardTo, healthBecomes, makeConfiguration, makeGroup, openBalancer } from '../support/load-balancer.ts'
import { ask, get } from '../support/raw-request.ts'

const authority = openCertificateAuthority()
const sticky = { stickiness: { cookieDurationMs: 60_000 } }

async function makeListener(name = 'chat.test') {
  return forwardTo('web', { port: 443, protocol: 'HTTPS', certificate: await authority.issue([name]) })
}

describe('an HTTPS listener of an application load balancer', () => {
  it('passes a WebSocket to a client that trusts the authority', async () => {
    await using app = await listenApp()
    const given = { listeners: [await makeListener()], targetGroups: [makeGroup([app.port])] }
    await using balancer = await openBalancer('application', given)
    const trust = { ca: await authority.certificate(), servername: 'chat.test' }
    expect(await sayOverWebSocket(`wss://127.0.0.1:${balancer.port(443)}`, trust)).toBe('app hello')
    await expect(sayOverWebSocket(`wss://127.0.0.1:${balancer.port(443)}`)).rejects.toThrow()
  })

  it('says so to the target, and keeps its cookies to HTTPS', async () => {
    await using app = await listenApp()
    const given = { listeners: [await makeListener()], targetGroups: [makeGroup([app.port], sticky)] }
    await using balancer = await openBalancer('application', given)
    const ca = await authority.certificate()
    const { body, text } = await ask({ port: balancer.port(443), ca }, get('/'))
    expect(JSON.parse(body)).toMatchObject({ 'x-forwarded-proto': 'https', 'x-forwarded-port': '443' })
    expect(text).toMatch(/AWSALBCORS=[^\r]+; SameSite=None; Secure\r\n/)
  })

  it('answers for itself as over HTTP, a header that is too long too', async () => {
    const given = { listeners: [await makeListener()], targetGroups: [makeGroup([])] }
    await using balancer = await openBalancer('application', given)
    const target = { port: balancer.port(443), ca: await authority.certificate() }
    expect((await ask(target, get('/'))).statusLine).toContain(' 503 ')
    expect((await ask(target, get('/', { 'X-Long': 'x'.repeat(16 * 1024) }))).statusLine).toContain(' 400 ')
  })

  it('takes another certificate without another port', async () => {
    await using app = await listenApp()
    const targetGroups = [makeGroup([app.port])]
    await using balancer = await openBalancer('application', { listeners: [await makeListener()], targetGroups })
    const target = { port: balancer.port(443), ca: await authority.certificate() }
    const renewed = [await makeListener('new.test')]
    await balancer.configure(makeConfiguration({ listeners: renewed, targetGroups }))
    expect(balancer.port(443)).toBe(target.port)
    await expect(ask(target, get('/'))).rejects.toMatchObject({ code: 'ERR_TLS_CERT_ALTNAME_INVALID' })
    expect((await ask({ ...target, servername: 'new.test' }, get('/'))).statusLine).toContain(' 200 ')
  })

  it('says so in plain HTTP to whoever asks it in plain HTTP', async () => {
    await using balancer = await openBalancer('application', { listeners: [await makeListener()] })
    const { statusLine, headers, body } = await ask({ port: balancer.port(443) }, get('/'))
    expect(statusLine).toBe('HTTP/1.1 400 Bad Request')
    expect(headers).toMatchObject({ server: 'awselb/2.0' })
    expect(body).toContain('<center>The plain HTTP request was sent to HTTPS port</center>')
  })

  it('is reached by HTTP/1.1 only', async () => {
    await using balancer = await openBalancer('application', { listeners: [await makeListener()] })
    const socket = connect({
      host: '127.0.0.1',
      port: balancer.port(443),
      servername: 'chat.test',
      ca: await authority.certificate(),
      ALPNProtocols: ['h2', 'http/1.1'],
    })
    await new Promise(resolve => socket.once('secureConnect', resolve))
    expect(socket.alpnProtocol).toBe('http/1.1')
    socket.destroy()
  })
})

describe('a target group that speaks HTTPS', () => {
  it('passes a WebSocket and requests on, whatever certificate the targets have', async () => {
    const { key, chain } = await authority.issue(['whoever.test'])
    const server = createHttps({ key, cert: chain }, (_, response) => response.end('encrypted'))
    const sockets = new WebSocketServer({ server })
    sockets.on('connection', socket => socket.on('message', data => socket.send(`encrypted ${data}`)))
    await using app = await listen(server)
    const targetGroups = [makeGroup([app.port], { protocol: 'HTTPS', healthCheck: { protocol: 'HTTPS' } })]
    await using balancer = await openBalancer('application', { targetGroups })
    await healthBecomes(balancer, 't0 healthy')
    expect(await sayOverWebSocket(`ws://127.0.0.1:${balancer.port()}`)).toBe('encrypted hello')
    expect((await ask(balancer.port(), get('/', { Connection: 'close' }))).body).toContain('encrypted')
  })
})
