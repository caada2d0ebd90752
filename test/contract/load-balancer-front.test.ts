import { Resolver } from 'node:dns/promises'
import { once } from 'node:events'
import { connect } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openDnsServer } from '../../src/local-beanstalk/dns/dns-server.ts'
import { openNames } from '../../src/local-beanstalk/dns/names.ts'
import type { Host } from '../../src/local-beanstalk/host/host.ts'
import type { LoadBalancerKind } from '../../src/local-beanstalk/host/host-load-balancer.ts'
import { openProcessHost } from '../../src/local-beanstalk/host/process-host.ts'
import { listenApp, listenEcho, say, sayOverWebSocket } from '../support/balanced-app.ts'
import { forwardTo, healthBecomes, makeConfiguration, makeGroup } from '../support/load-balancer.ts'
import { ending, openSocket } from '../support/raw-request.ts'

const tcp = forwardTo('web', { protocol: 'TCP' })

let host: Host

beforeAll(async () => {
  host = await openProcessHost()
})

afterAll(() => host.stop())

async function openBehindFront(kind: LoadBalancerKind, configuration: Parameters<typeof makeConfiguration>[0]) {
  const balancer = await host.openLoadBalancer({ name: 'test', kind })
  await balancer.configure(makeConfiguration(configuration))
  const front = await host.openFront({ name: 'test', port: 0, addresses: 2 })
  await front.pointTo(balancer.portOf(80))
  await front.setAdmitted(true)
  return { balancer, front }
}

describe('a load balancer behind its front', () => {
  it('is found by its name and answers on each of its addresses but a dead one', async () => {
    await using app = await listenApp()
    const { balancer, front } = await openBehindFront('application', { targetGroups: [makeGroup([app.port])] })
    await healthBecomes(balancer, 't0 healthy')
    await front.setDead('127.0.0.1', true)
    const names = openNames()
    names.set('awseb-test-123.eu-central-1.elb.amazonaws.com', front.addresses)
    const dns = await openDnsServer(names)
    const resolver = new Resolver()
    resolver.setServers([`127.0.0.1:${dns.port}`])
    const addresses = (await resolver.resolve4('awseb-test-123.eu-central-1.elb.amazonaws.com')).sort()
    expect(addresses).toEqual(['127.0.0.1', '127.0.0.2'])
    expect(await sayOverWebSocket(`ws://127.0.0.2:${front.port}`)).toBe('app hello')
    const silent = connect(front.port, '127.0.0.1').on('error', () => {})
    const tried = once(silent, 'connect').then(() => 'connected')
    expect(await Promise.race([tried, new Promise(resolve => setTimeout(resolve, 300, 'silence'))])).toBe('silence')
    silent.destroy()
    await dns.close()
  })

  it('resets a client of a network load balancer that was silent for too long', async () => {
    await using echo = await listenEcho()
    const targetGroups = [makeGroup([echo.port], { protocol: 'TCP' })]
    const { front } = await openBehindFront('network', { listeners: [tcp], targetGroups, idleTimeoutMs: 600 })
    const client = await openSocket(front.port)
    expect(await say(client, 'hello')).toBe('hello')
    await new Promise(resolve => setTimeout(resolve, 1200))
    client.write('still there?')
    expect(await ending(client)).toBe('ECONNRESET')
  })

  it('ends with its host, its connections too', async () => {
    await using echo = await listenEcho()
    const own = await openProcessHost()
    const balancer = await own.openLoadBalancer({ name: 'test', kind: 'network' })
    await balancer.configure(
      makeConfiguration({ listeners: [tcp], targetGroups: [makeGroup([echo.port], { protocol: 'TCP' })] }),
    )
    const client = await openSocket(balancer.portOf(80) ?? 0)
    expect(await say(client, 'hello')).toBe('hello')
    const ended = ending(client)
    await own.stop()
    expect(await ended).toMatch(/end|ECONNRESET/)
    expect(balancer.portOf(80)).toBeUndefined()
  })
})
