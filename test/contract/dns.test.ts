import { X509Certificate } from 'node:crypto'
import { createSocket } from 'node:dgram'
import { Resolver } from 'node:dns/promises'
import { once } from 'node:events'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type DnsServer, openDnsServer } from '../../src/local-beanstalk/dns/dns-server.ts'
import { type Names, openNames } from '../../src/local-beanstalk/dns/names.ts'
import { openNoHost } from '../../src/local-beanstalk/host/no-host.ts'
import { startLocalBeanstalk } from '../../src/local-beanstalk/local-beanstalk.ts'

const NAME = 'chat-prod.eu-central-1.elasticbeanstalk.com'

let names: Names
let server: DnsServer
let resolver: Resolver

beforeEach(async () => {
  names = openNames()
  server = await openDnsServer(names)
  resolver = new Resolver()
  resolver.setServers([`127.0.0.1:${server.port}`])
})

afterEach(() => server.close())

describe('the DNS server', () => {
  it('answers with all addresses of a name, whatever its case', async () => {
    names.set(NAME, ['127.0.0.1', '127.0.0.2'])
    expect((await resolver.resolve4(NAME)).sort()).toEqual(['127.0.0.1', '127.0.0.2'])
    expect(await resolver.resolve4(NAME.toUpperCase())).toHaveLength(2)
    expect(await resolver.resolve4(NAME, { ttl: true })).toContainEqual({ address: '127.0.0.1', ttl: 0 })
  })

  it('follows a name at once when it is moved or taken away', async () => {
    names.set(NAME, ['127.0.0.1'])
    names.set(NAME, ['127.0.0.3'])
    expect(await resolver.resolve4(NAME)).toEqual(['127.0.0.3'])
    names.delete(NAME)
    await expect(resolver.resolve4(NAME)).rejects.toMatchObject({ code: 'ENOTFOUND' })
  })

  it('says of a name that it does not exist, and of one without IPv6 addresses that it has none', async () => {
    names.set(NAME, ['127.0.0.1'])
    await expect(resolver.resolve4('example.com')).rejects.toMatchObject({ code: 'ENOTFOUND' })
    await expect(resolver.resolve6(NAME)).rejects.toMatchObject({ code: 'ENODATA' })
  })

  it('outlives what is no query', async () => {
    names.set(NAME, ['127.0.0.1'])
    const socket = createSocket('udp4')
    for (const bytes of ['', 'x', '\0'.repeat(12), '\xff'.repeat(64)])
      await new Promise(resolve => socket.send(Buffer.from(bytes, 'latin1'), server.port, '127.0.0.1', resolve))
    socket.close()
    await once(socket, 'close')
    expect(await resolver.resolve4(NAME)).toEqual(['127.0.0.1'])
  })
})

describe('Local Beanstalk', () => {
  it('has a DNS server and an authority for certificates of its own, while it runs', async () => {
    const local = await startLocalBeanstalk({ host: openNoHost() })
    const { dns } = local
    expect(new X509Certificate(await local.ca()).ca).toBe(true)
    resolver.setServers([dns])
    await expect(resolver.resolve4('example.com')).rejects.toMatchObject({ code: 'ENOTFOUND' })
    await local.stop()
    await expect(resolver.resolve4('example.com')).rejects.toMatchObject({ code: 'ECONNREFUSED' })
  })
})
