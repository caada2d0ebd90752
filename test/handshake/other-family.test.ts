import { networkInterfaces } from 'node:os'
import { describe, expect, it } from 'vitest'
import { checkOnce, evidenceOf } from './check-once.ts'
import { listenWebSocket } from './websocket-server.ts'

const hasV6 = Object.values(networkInterfaces()).some(all => all?.some(({ address }) => address === '::1'))

/** A name with an IPv4 address, at which the server listens, and an IPv6 address. */
function resolveTo(port: number, v6: string) {
  return ['127.0.0.1', v6].map(address => ({ host: 'app.test', port, address }))
}

describe('a name with addresses of both families', () => {
  it.skipIf(!hasV6)('warns when only one of them takes a connection', async () => {
    await using server = await listenWebSocket({ host: '127.0.0.1', port: 0 })
    const report = await checkOnce(`ws://app.test:${server.port}/`, { resolve: resolveTo(server.port, '::1') })
    expect(report).toMatchObject({
      outcome: 'accepted',
      finding: { kind: 'other-family-not-answering', severity: 'warning', layer: 'tcp' },
    })
    expect(report.finding?.explanation).toContain('::1')
    expect(report.finding?.explanation).toContain('ECONNREFUSED')
  })

  it.skipIf(!hasV6)('has nothing to say when both do', async () => {
    await using server = await listenWebSocket({ host: '::', port: 0 })
    const report = await checkOnce(`ws://app.test:${server.port}/`, { resolve: resolveTo(server.port, '::1') })
    expect(report).toMatchObject({ outcome: 'accepted', finding: null })
    expect(evidenceOf(report).otherFamily).toMatchObject({ kind: 'connected', address: '::1' })
  })

  it('says nothing against an address to which there is no route', async () => {
    // TCP has no way to a multicast address on any machine.
    await using server = await listenWebSocket({ host: '127.0.0.1', port: 0 })
    const report = await checkOnce(`ws://app.test:${server.port}/`, { resolve: resolveTo(server.port, 'ff02::1') })
    expect(report).toMatchObject({ outcome: 'accepted', finding: null })
    expect(evidenceOf(report).otherFamily).toMatchObject({ kind: 'not-tested', address: 'ff02::1' })
  })
})
