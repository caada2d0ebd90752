import { once } from 'node:events'
import { createServer, type IncomingMessage } from 'node:http'
import { createServer as createHttps } from 'node:https'
import { describe, expect, it } from 'vitest'
import { openCertificateAuthority } from '../../src/local-beanstalk/certificate-authority.ts'
import type { LoadBalancerKind } from '../../src/local-beanstalk/host/host-load-balancer.ts'
import { fitsMatcher } from '../../src/local-beanstalk/host/load-balancer/health-check.ts'
import { addOutcome, NEW_TARGET } from '../../src/local-beanstalk/host/load-balancer/target-record.ts'
import { openNoHost } from '../../src/local-beanstalk/host/no-host.ts'
import { findClosedPort, listen } from '../support/listening.ts'
import { describeHealth, healthBecomes, makeConfiguration, makeGroup, openBalancer } from '../support/load-balancer.ts'

const kinds: readonly LoadBalancerKind[] = ['application', 'network', 'classic']

/** A target whose answer can be changed. */
async function listenChangeable() {
  const state = { statusCode: 200 }
  const server = createServer((_, response) => response.writeHead(state.statusCode).end())
  return { state, server, listening: await listen(server) }
}

describe('a health check', () => {
  it.each([
    ['HTTP', 'Target.FailedHealthChecks'],
    ['HTTPS', 'Target.FailedHealthChecks'],
    ['TCP', 'Target.FailedHealthChecks'],
    ['SSL', 'Target.FailedHealthChecks'],
  ] as const)('of %s fails where nothing listens', async (protocol, reason) => {
    const targetGroups = [makeGroup([await findClosedPort()], { healthCheck: { protocol } })]
    await using balancer = await openBalancer('application', { targetGroups })
    await healthBecomes(balancer, 't0 unhealthy')
    expect(describeHealth(balancer.targetHealth())).toEqual([`t0 unhealthy ${reason}`])
  })

  it('of HTTP and of TCP passes on a plain port, of HTTPS and of SSL on one with any certificate', async () => {
    const { key, chain } = await openCertificateAuthority().issue(['whoever.test'])
    await using plain = await listen(createServer((_, response) => response.end()))
    await using encrypted = await listen(createHttps({ key, cert: chain }, (_, response) => response.end()))
    for (const [port, protocols] of [
      [plain.port, ['HTTP', 'TCP']],
      [encrypted.port, ['HTTPS', 'SSL']],
    ] as const)
      for (const protocol of protocols) {
        const targetGroups = [makeGroup([port], { healthCheck: { protocol } })]
        await using balancer = await openBalancer('network', { targetGroups })
        await healthBecomes(balancer, 't0 healthy')
      }
  })

  it('asks for its path and says who it is', async () => {
    const requests: IncomingMessage[] = []
    const server = createServer((request, response) => response.end(String(requests.push(request))))
    await using target = await listen(server)
    for (const kind of ['application', 'classic'] as const) {
      const targetGroups = [makeGroup([target.port], { healthCheck: { path: '/health?deep=1' } })]
      await using balancer = await openBalancer(kind, { targetGroups })
      await healthBecomes(balancer, 't0 healthy')
    }
    const asked = requests.map(({ method, url, headers }) => `${method} ${url} ${headers['user-agent']}`)
    expect(new Set(asked)).toEqual(
      new Set(['GET /health?deep=1 ELB-HealthChecker/2.0', 'GET /health?deep=1 ELB-HealthChecker/1.0']),
    )
  })

  it('times out on a target that does not answer, and on one that a security group keeps it from', async () => {
    await using silent = await listen(createServer(() => {}))
    await using answering = await listen(createServer((_, response) => response.end()))
    const targets = [silent.port, { id: 't1', port: answering.port, reachable: false }]
    const targetGroups = [makeGroup(targets, { healthCheck: { timeoutMs: 100 } })]
    await using balancer = await openBalancer('application', { targetGroups })
    await healthBecomes(balancer, 't0 unhealthy', 't1 unhealthy')
    expect(describeHealth(balancer.targetHealth())).toEqual([
      't0 unhealthy Target.Timeout',
      't1 unhealthy Target.Timeout',
    ])
    await balancer.configure(makeConfiguration({ targetGroups: [makeGroup([silent.port, answering.port])] }))
    await healthBecomes(balancer, 't1 healthy')
  })

  it('may ask on another port than that of the target', async () => {
    await using healthPort = await listen(createServer((_, response) => response.end()))
    await using target = await listen(createServer(() => {}))
    const apart = { id: 't0', port: target.port, healthCheckPort: healthPort.port, reachable: true }
    const targetGroups = [makeGroup([apart])]
    await using balancer = await openBalancer('application', { targetGroups })
    await healthBecomes(balancer, 't0 healthy')
  })

  it('follows a target from healthy to unhealthy and back, and tells of each change', async () => {
    const { state, listening } = await listenChangeable()
    await using _ = listening
    const targetGroups = [makeGroup([listening.port], { healthCheck: { matcher: '200' } })]
    await using balancer = await openBalancer('application', { targetGroups })
    await healthBecomes(balancer, 't0 healthy')
    const told: string[] = []
    balancer.onTargetHealthChange(() => told.push(...describeHealth(balancer.targetHealth())))
    state.statusCode = 500
    await healthBecomes(balancer, 't0 unhealthy')
    state.statusCode = 200
    await healthBecomes(balancer, 't0 healthy')
    expect(told).toEqual(['t0 unhealthy Target.ResponseCodeMismatch', 't0 healthy'])
  })

  it('begins anew for a target that was taken away and comes back while it drains', async () => {
    const { listening } = await listenChangeable()
    await using _ = listening
    const group = makeGroup([listening.port])
    await using balancer = await openBalancer('application', { targetGroups: [group] })
    await healthBecomes(balancer, 't0 healthy')
    await balancer.configure(makeConfiguration({ targetGroups: [{ ...group, targets: [] }] }))
    expect(describeHealth(balancer.targetHealth())).toEqual(['t0 draining Target.DeregistrationInProgress'])
    await balancer.configure(makeConfiguration({ targetGroups: [group] }))
    expect(describeHealth(balancer.targetHealth())).toEqual(['t0 initial Elb.RegistrationInProgress'])
    await healthBecomes(balancer, 't0 healthy')
  })

  it('ends with its load balancer', async () => {
    const { server, listening } = await listenChangeable()
    await using _ = listening
    const balancer = await openBalancer('application', { targetGroups: [makeGroup([listening.port])] })
    await once(server, 'request')
    await balancer.close()
    let requests = 0
    server.on('request', () => {
      requests += 1
    })
    await new Promise(resolve => setTimeout(resolve, 150))
    expect(requests).toBe(0)
    expect(balancer.targetHealth()).toEqual([])
  })
})

describe('what checks add up to', () => {
  const limits = (kind: LoadBalancerKind) => ({
    ...makeGroup([], { healthCheck: { healthyThreshold: 3, unhealthyThreshold: 2 } }).healthCheck,
    kind,
  })
  const addUp = (kind: LoadBalancerKind, ...outcomes: readonly Parameters<typeof addOutcome>[1][]) =>
    outcomes.reduce((record, outcome) => addOutcome(record, outcome, limits(kind)), NEW_TARGET)

  it('is healthy for a new target after one check that passed, of a classic one after the threshold', () => {
    const first = kinds.map(kind => addUp(kind, 'passed').state)
    expect(first).toEqual(['healthy', 'healthy', 'initial'])
    expect(addUp('classic', 'passed', 'passed', 'passed').state).toBe('healthy')
  })

  it('is unhealthy after as many failures in a row as the threshold says, and not before', () => {
    expect(addUp('application', 'failed')).toMatchObject({ state: 'initial', reason: 'Elb.InitialHealthChecking' })
    expect(addUp('application', 'passed', 'failed').state).toBe('healthy')
    expect(addUp('application', 'passed', 'failed', 'passed', 'failed').state).toBe('healthy')
    expect(addUp('application', 'failed', 'failed')).toMatchObject({
      state: 'unhealthy',
      reason: 'Target.FailedHealthChecks',
    })
  })

  it('is healthy again only after as many in a row that passed', () => {
    const unhealthy = ['timed-out', 'timed-out'] as const
    expect(addUp('application', ...unhealthy, 'passed', 'passed')).toMatchObject({
      state: 'unhealthy',
      reason: 'Target.Timeout',
    })
    expect(addUp('application', ...unhealthy, 'passed', 'failed', 'passed', 'passed').state).toBe('unhealthy')
    expect(addUp('application', ...unhealthy, 'passed', 'passed', 'passed').state).toBe('healthy')
  })

  it.each([
    ['200', 200, true],
    ['200', 201, false],
    ['200-299', 204, true],
    ['200-299', 300, false],
    ['200,404', 404, true],
    ['200, 300-302', 301, true],
  ] as const)('takes "%s" and %i as ELB does', (matcher, statusCode, fits) => {
    expect(fitsMatcher(matcher, statusCode)).toBe(fits)
  })
})

describe('a host that runs nothing', () => {
  it('has load balancers that listen nowhere and find every target healthy at once', async () => {
    const balancer = await openNoHost().openLoadBalancer({ name: 'x', kind: 'application' })
    let changes = 0
    balancer.onTargetHealthChange(() => {
      changes += 1
    })
    await balancer.configure(makeConfiguration({ targetGroups: [makeGroup([1, 2])] }))
    expect(describeHealth(balancer.targetHealth())).toEqual(['t0 healthy', 't1 healthy'])
    expect([changes, balancer.portOf(80)]).toEqual([1, undefined])
    await balancer.close()
  })
})
