import { createServer as createTlsServer } from 'node:https'
import type { Duplex } from 'node:stream'
import { describe, expect, it } from 'vitest'
import { WebSocketServer } from 'ws'
import { chooseProxy } from '../../src/handshake/outgoing-proxy.ts'
import { parseTarget, type Target } from '../../src/handshake/target.ts'
import { makeCertificate } from '../support/certificates.ts'
import { findClosedPort, type Listening, listen, listenTcp } from '../support/listening.ts'
import { checkOnce, evidenceOf } from './check-once.ts'
import { listenProxy } from './http-proxy.ts'
import { listenWebSocket } from './websocket-server.ts'

const CREDENTIALS = 'user:pa%24%24word-of-proxy'

describe('a machine behind an HTTP proxy', () => {
  it('asks it for a way by CONNECT, and leaves the name to it', async () => {
    await using server = await listenWebSocket()
    await using proxy = await listenProxy({ to: server.port })
    const proxyVariables = { httpProxy: `http://127.0.0.1:${proxy.port}` }
    const report = await checkOnce('ws://chat.example.com:8080/ws', { proxyVariables })
    expect(report).toMatchObject({ outcome: 'accepted', finding: null })
    expect(proxy.asked).toEqual(['chat.example.com:8080'])
    expect(evidenceOf(report).tunnel).toMatchObject({ kind: 'opened', via: `127.0.0.1:${proxy.port}` })
  })

  it('asks it for the address that resolve gives', async () => {
    await using server = await listenWebSocket()
    await using proxy = await listenProxy({ to: server.port })
    const resolve = [{ host: 'chat.example.com', port: 80, address: '2001:db8::7' }]
    const proxyVariables = { httpProxy: `127.0.0.1:${proxy.port}` }
    expect(await checkOnce('ws://chat.example.com/', { proxyVariables, resolve })).toMatchObject({
      outcome: 'accepted',
    })
    expect(proxy.asked).toEqual(['[2001:db8::7]:80'])
  })

  it('verifies the certificate of the target behind it, and of the proxy itself', async () => {
    const [target, own] = await Promise.all([
      makeCertificate({ name: 'chat.example.com' }),
      makeCertificate({ name: 'localhost' }),
    ])
    const app = createTlsServer(target)
    new WebSocketServer({ server: app })
    await using server = await listen(app)
    await using proxy = await listenProxy({ to: server.port, certificate: own })
    const proxyVariables = { httpsProxy: `https://localhost:${proxy.port}` }
    const check = (ca?: string) => checkOnce('wss://chat.example.com/', { proxyVariables, ...(ca ? { ca } : {}) })
    expect(await check(`${own.ca}${target.ca}`)).toMatchObject({ outcome: 'accepted', finding: null })
    expect(await check(own.ca)).toMatchObject({ finding: { kind: 'tls-untrusted' } })
    expect(await check()).toMatchObject({ outcome: 'unknown', finding: { kind: 'outgoing-proxy-unreachable' } })
  })

  it('also asks the plain GET by it', async () => {
    await using server = await listenWebSocket({ verifyClient: () => false })
    await using proxy = await listenProxy({ to: server.port })
    const proxyVariables = { httpProxy: `http://127.0.0.1:${proxy.port}` }
    const report = await checkOnce('ws://chat.example.com/', { proxyVariables })
    expect(evidenceOf(report).control).toMatchObject({ kind: 'answered', status: 426 })
  })

  it.each([
    [407, 'user name and password'],
    [403, 'allow CONNECT'],
    [502, 'could not reach'],
  ])('says that it was refused with %i', async (status, remedy) => {
    await using proxy = await listenProxy({ status })
    const proxyVariables = { httpProxy: `http://${CREDENTIALS}@127.0.0.1:${proxy.port}` }
    const report = await checkOnce('ws://chat.example.com/', { proxyVariables })
    expect(report).toMatchObject({ outcome: 'rejected', finding: { kind: 'outgoing-proxy-refused', layer: 'unknown' } })
    expect(report.finding?.explanation).toContain(String(status))
    expect(report.finding?.remedy).toContain(remedy)
    expect(proxy.credentials).toEqual([`Basic ${Buffer.from('user:pa$$word-of-proxy').toString('base64')}`])
    expect(JSON.stringify(report)).not.toMatch(/word-of-proxy|dXNlcjpwYSQk/)
  })

  it.each<[string, () => Promise<Listening & { readonly isOpen?: boolean }>]>([
    ['closed', () => listenProxyThat(socket => socket.destroy())],
    ['no HTTP', () => listenProxyThat(socket => socket.end('SSH-2.0-OpenSSH\r\n'))],
  ])('knows nothing about the target when its proxy is %s', async (_, start) => {
    await using proxy = await start()
    const proxyVariables = { httpProxy: `http://127.0.0.1:${proxy.port}` }
    const report = await checkOnce('ws://chat.example.com/', { proxyVariables })
    expect(report).toMatchObject({ outcome: 'unknown', finding: { kind: 'outgoing-proxy-unreachable' } })
  })

  it('knows nothing about the target when nothing listens there', async () => {
    const port = await findClosedPort()
    const report = await checkOnce('ws://chat.example.com/', {
      proxyVariables: { httpProxy: `http://127.0.0.1:${port}` },
    })
    expect(report).toMatchObject({ outcome: 'unknown', finding: { kind: 'outgoing-proxy-unreachable' } })
    expect(report.finding?.explanation).toContain('could not be connected to')
  })
})

describe('which proxy stands before a target', () => {
  const proxy = (variables: Parameters<typeof chooseProxy>[1], url = 'wss://chat.example.com/') => {
    const chosen = chooseProxy(targetOf(url), variables)
    return chosen.kind === 'proxy' ? `${chosen.proxy.host}:${chosen.proxy.port}` : chosen.kind
  }

  it('is that of the scheme', () => {
    const variables = { httpProxy: 'http://plain:1', httpsProxy: 'http://secure:2' }
    expect(proxy(variables)).toBe('secure:2')
    expect(proxy(variables, 'ws://chat.example.com/')).toBe('plain:1')
    expect(proxy({})).toBe('direct')
  })

  it.each(['ws://localhost/', 'ws://127.0.0.1/', 'ws://[::1]/', 'ws://app.localhost/'])('is none for %s', url => {
    expect(proxy({ httpProxy: 'http://plain:1' }, url)).toBe('direct')
  })

  it.each([
    ['chat.example.com', 'direct'],
    ['example.com', 'direct'],
    ['.example.com', 'direct'],
    ['*.example.com', 'direct'],
    ['CHAT.example.com:443', 'direct'],
    ['chat.example.com:8443', 'p:1'],
    ['ample.com', 'p:1'],
    ['other.org, example.com', 'direct'],
    ['*', 'direct'],
    ['', 'p:1'],
    [',', 'p:1'],
  ])('with NO_PROXY %j is %s', (noProxy, expected) => {
    expect(proxy({ httpsProxy: 'p:1', noProxy })).toBe(expected)
  })

  it.each([
    ['203.0.113.7', 'ws://203.0.113.7/', 'direct'],
    ['2001:db8::7', 'ws://[2001:db8::7]/', 'direct'],
    ['[2001:db8::7]:80', 'ws://[2001:db8::7]/', 'direct'],
    ['203.0.113.7', 'ws://203.0.113.77/', 'p:1'],
  ])('with the address %s in NO_PROXY and %s is %s', (noProxy, url, expected) => {
    expect(proxy({ httpProxy: 'p:1', noProxy }, url)).toBe(expected)
  })

  it.each(['socks5://p:1', 'http://', '://'])('is a problem when the variable is %j', httpsProxy => {
    expect(proxy({ httpsProxy })).toBe('problem')
  })
})

function listenProxyThat(answer: (socket: Duplex) => void): Promise<Listening> {
  return listenTcp(socket => socket.once('data', () => answer(socket)))
}

function targetOf(url: string): Target {
  const parsed = parseTarget(url)
  if (parsed.kind === 'problem') throw new Error(parsed.problem)
  return parsed.target
}
