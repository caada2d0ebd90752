import { describe, expect, it } from 'vitest'
import { parseTarget } from '../../src/handshake/target.ts'

describe('parseTarget', () => {
  it.each([
    [
      'ws://app.test',
      { port: 80, isSecure: false, requestTarget: '/', authority: 'app.test', defaultOrigin: 'http://app.test' },
    ],
    [
      'wss://app.test/ws',
      { port: 443, isSecure: true, requestTarget: '/ws', authority: 'app.test', defaultOrigin: 'https://app.test' },
    ],
    [
      'https://app.test:8443/',
      { port: 8443, isSecure: true, authority: 'app.test:8443', defaultOrigin: 'https://app.test:8443' },
    ],
    ['http://app.test:443/', { port: 443, isSecure: false, authority: 'app.test:443' }],
    ['ws://[2001:db8::1]:81/', { host: '2001:db8::1', port: 81, authority: '[2001:db8::1]:81' }],
    ['ws://app.test/é?q=ü', { requestTarget: '/%C3%A9?q=%C3%BC' }],
    ['WS://APP.test/', { host: 'app.test' }],
  ])('reads %s', (url, target) => {
    expect(parseTarget(url)).toMatchObject({ kind: 'target', target })
  })

  it.each([
    ['wss://app.test/ws?token=secret&flag', 'wss://app.test/ws?token=***&***'],
    ['ws://app.test/socket.io/?EIO=4&transport=websocket', 'ws://app.test/socket.io/?EIO=4&transport=websocket'],
    ['https://app.test/', 'wss://app.test/'],
    ['ws://app.test/?a=b=c?d', 'ws://app.test/?a=***'],
  ])('prints %s as %s', (url, printableUrl) => {
    expect(parseTarget(url)).toMatchObject({ target: { printableUrl } })
  })

  it.each([
    '',
    'app.test',
    '//app.test',
    'ws://',
    'ws://app.test:99999/',
    'ws://app.test:0/',
    'ws://a b/',
    'file:///etc',
  ])('refuses %j', url => {
    expect(parseTarget(url).kind).toBe('problem')
  })

  it('refuses a URL that is too long to be sent', () => {
    expect(parseTarget(`ws://app.test/${'a'.repeat(5000)}`)).toEqual({
      kind: 'problem',
      problem: 'The URL had 5014 characters, more than 4096',
    })
  })
})
