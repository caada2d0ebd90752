import { describe, expect, it } from 'vitest'
import {
  findTooNew,
  isAboutMachine,
  mayComeFromElsewhere,
  NEWER_VALUES,
} from '../../src/proxy/preflight/read-nginx-refusal.ts'

const refusal = (words: string) => ({ words, file: undefined, line: undefined })

/** As nginx before 1.19.1, 1.29.4 and 1.29.7 says it. */
const NEWER_WORDS = ['invalid parameter "min_free=1m"', 'invalid value "2"', 'invalid parameter "local"']

describe("nginx's words of refusal", () => {
  it('are of a value that is newer than this nginx, for each that is known', () => {
    expect(NEWER_VALUES).toHaveLength(NEWER_WORDS.length)
    for (const words of NEWER_WORDS) expect(findTooNew(refusal(words))).toEqual({ kind: 'value' })
  })

  it.each([
    ['unknown directive "http3"', { kind: 'directives', names: ['http3'] }],
    ['unknown directive "htp3"', undefined],
    ['unknown "ssl_ech_status" variable', { kind: 'variable', name: 'ssl_ech_status' }],
    ['unknown "port" variable', undefined],
    ['invalid value "3"', undefined],
    ['SSL_CTX_set1_curves_list("X25519MLKEM768") failed', { kind: 'directives', names: ['ssl_ecdh_curve'] }],
    [
      'SSL_CTX_set_cipher_list("PROFILE=SYSTEM") failed (SSL: error:0A0000B9:SSL routines::no cipher match)',
      { kind: 'directives', names: expect.arrayContaining(['ssl_ciphers', 'proxy_ssl_ciphers']) },
    ],
  ])('say what is only too new: %s', (words, found) => {
    expect(findTooNew(refusal(words))).toEqual(found)
  })

  it('are about this machine where its OpenSSL speaks', () => {
    expect(isAboutMachine(refusal('SSL_CTX_use_PrivateKey_file("x") failed'))).toBe(true)
    expect(isAboutMachine(refusal('SSL_CONF_cmd("x") failed'))).toBe(true)
    expect(isAboutMachine(refusal('unknown directive "x"'))).toBe(false)
  })

  it.each([
    ['unknown log format "json"', true],
    ['host not found in upstream "chat"', true],
    ['zero size shared memory zone "chat"', true],
    ['duplicate location "/"', false],
    ['unexpected "}"', false],
  ])('may be other words on the instance: %s', (words, isSo) => {
    expect(mayComeFromElsewhere(refusal(words))).toBe(isSo)
  })
})
