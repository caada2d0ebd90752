import { describe, expect, it } from 'vitest'
import { listSecrets, parseWebSocketPath, parseWebSocketUrl } from '../../src/inputs/handshake-inputs.ts'

function complaintOf(parse: () => string): string {
  try {
    return `accepted: ${parse()}`
  } catch (error) {
    return String(error)
  }
}

describe('a URL or path that is refused', () => {
  it.each([
    'https://user:SECRET@chat.example.com/',
    'wss://user:pa/SECRET@chat.example.com/',
    'wss://user:pa?SECRET@chat.example.com/',
    'wss://user:pa@SECRET@chat.example.com/',
    'wss:user:SECRET@chat.example.com',
    'user:SECRET@chat.example.com',
    'https://chat.example.com/?token=x@SECRET',
    'wss://chat.example.com:99999/?token=SECRET',
    'wss://chat.example.com/?token=x\u2028SECRET',
  ])('is not quoted with what may be secret: %j', url => {
    expect(complaintOf(() => parseWebSocketUrl(url))).toMatch(/^ActionError: was "(?!.*SECRET)/s)
  })

  it.each(['ws?token=SECRET', '/ws?token=x\nSECRET'])('is not quoted with its query: %j', path => {
    expect(complaintOf(() => parseWebSocketPath(path))).toMatch(/^ActionError: was "(?!.*SECRET)/s)
  })
})

describe('what must not be seen', () => {
  it('is user name and password, together and each, of Basic', () => {
    const value = `Basic ${Buffer.from('alice-in-test:hunter2-hunter2').toString('base64')}`
    const secrets = listSecrets({ headers: [['Authorization', value]] })
    expect(secrets).toEqual(
      expect.arrayContaining(['alice-in-test:hunter2-hunter2', 'alice-in-test', 'hunter2-hunter2']),
    )
  })

  it('is what is sent, and each text in it', () => {
    const secrets = listSecrets({ headers: [], send: '{"token":"t0p-s3cret-token"}' })
    expect(secrets).toEqual(expect.arrayContaining(['{"token":"t0p-s3cret-token"}', 't0p-s3cret-token']))
  })

  it('is the password of the HTTP proxy of this machine', () => {
    const proxyVariables = { httpsProxy: 'http://alice:hunter2%21hunter2@proxy:3128' }
    expect(listSecrets({ headers: [], proxyVariables })).toContain('hunter2!hunter2')
  })

  it.each([
    ['a value', '/ws?token=SECRET-TOKEN', 'SECRET-TOKEN'],
    ['a value with a plus sign, as it was written', '/ws?token=SECRET+xyz', 'SECRET+xyz'],
    ['a value behind a second question mark', '/ws?next=/a?token=SECRET-TOKEN', '/a?token=SECRET-TOKEN'],
    ['a query without a name', '/ws?SECRET-TOKEN', 'SECRET-TOKEN'],
  ])('is in the query %s', (_, path, secret) => {
    expect(listSecrets({ path, headers: [] })).toContain(secret)
    expect(listSecrets({ url: `wss://chat.example.com${path}`, headers: [] })).toContain(secret)
  })

  it('is in the headers, whole and without the name of the scheme', () => {
    const secrets = listSecrets({ headers: [['Authorization', 'Bearer SECRET-TOKEN']] })
    expect(secrets.toSorted()).toEqual(['Bearer SECRET-TOKEN', 'SECRET-TOKEN'])
  })

  it('is not what names a protocol', () => {
    expect(listSecrets({ path: '/socket.io/?EIO=4&transport=websocket', headers: [] })).toEqual([])
  })
})
