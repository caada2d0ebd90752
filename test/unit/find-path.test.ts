import { describe, expect, it } from 'vitest'
import { diagnose } from '../../src/handshake/diagnose.ts'
import type { Evidence } from '../../src/handshake/evidence.ts'
import type { CatalogueEntry } from '../../src/handshake/findings/entry.ts'
import { catalogue, type Finding, type FindingKind } from '../../src/handshake/findings.ts'
import type { TargetReport } from '../../src/handshake/handshake.ts'
import type { Known } from '../../src/handshake/known.ts'
import { describeWay, type KnownWay } from '../../src/handshake/known-way.ts'
import { describePath } from '../../src/report/draw-path.ts'
import { findPath } from '../../src/report/find-path.ts'
import { ALB_502, answer, CONNECTED, NGINX_502, opened, refused, refusedAlike } from './handshake-evidence.ts'

/** As the handshake reports it, of one attempt. */
function reportOf(evidence: Evidence, known: Known = {}): TargetReport {
  const finding = diagnose(evidence, known)
  const way = describeWay(known, evidence.target)
  return {
    printableUrl: 'ws://app.test/ws',
    outcome: finding?.severity === 'error' ? 'rejected' : 'accepted',
    attempts: [{ number: 1, startedAtMs: 0, evidence, finding }],
    attemptCount: 1,
    finding,
    ...(way ? { way } : {}),
  }
}

const tell = (evidence: Evidence, known?: Known) => describePath(reportOf(evidence, known))

const SINGLE: Known = {
  loadBalancer: 'none',
  proxy: 'nginx',
  securityGroup: 'sg-1',
  portAdmitted: 'yes',
  admittedSources: ['0.0.0.0/0'],
}
const BALANCED: Known = { ...SINGLE, loadBalancer: 'application' }
const NGINX = refusedAlike(answer(502, { headers: { server: 'nginx' }, body: NGINX_502 }))
const DROPPED = refusedAlike(answer(404, { body: 'Cannot GET /ws' }))
const at = (address: string) => ({ address, port: 80, ms: 3 })
const TIMED_OUT: Evidence = { ...CONNECTED, tcp: [{ ...at('192.0.2.1'), kind: 'timeout' }] }
const REFUSED: Evidence = { ...CONNECTED, tcp: [{ ...at('192.0.2.1'), kind: 'failed', code: 'ECONNREFUSED' }] }
const SECURE: Evidence = { ...CONNECTED, target: { ...CONNECTED.target, port: 443, isSecure: true } }
const NO_NAME: Evidence = { ...CONNECTED, dns: { kind: 'failed', code: 'ENOTFOUND', ms: 9 }, tcp: [] }

describe('the path', () => {
  it('of an accepted handshake is passed from end to end', () => {
    expect(tell(opened())).toBe('client → DNS ✓ → port 80 ✓ → server ✓')
    expect(tell(opened(), SINGLE)).toBe('client → DNS ✓ → security group (port 80) ✓ → proxy (nginx) ✓ → app ✓')
    expect(tell(opened(), BALANCED)).toBe(
      'client → DNS ✓ → security group (port 80) ✓ → load balancer (ALB) ✓ → proxy (nginx) ✓ → app ✓',
    )
  })

  it('of one that was accepted with a warning is passed, too', () => {
    const warned = opened({ end: { kind: 'silent', wasClosing: true } })
    expect(reportOf(warned).finding?.severity).toBe('warning')
    expect(tell(warned)).toBe('client → DNS ✓ → port 80 ✓ → server ✓')
  })

  it('names behind a URL only what the evidence shows to be there', () => {
    expect(tell(NO_NAME)).toBe('client → DNS ✗ at fault → port 80: not reached → server: not reached')
    expect(tell(REFUSED)).toBe('client → DNS ✓ → port 80 ✗ at fault → server: not reached')
    const greeted = { greeting: { kind: 'greeted', details: [], ms: 2 } } as const
    expect(tell(opened(greeted))).toBe('client → DNS ✓ → port 80 ✓ → app ✓')
  })

  it('has every layer suspected that the finding leaves possible', () => {
    expect(reportOf(NGINX).finding?.candidates).toEqual(['application', 'proxy'])
    expect(tell(NGINX)).toBe('client → DNS ✓ → port 80 ✓ → proxy: suspected → app: suspected')
    expect(tell(NGINX, BALANCED)).toContain('load balancer (ALB) ✓ → proxy (nginx): suspected → app: suspected')
  })

  it('has one layer suspected where it is only likely', () => {
    const dropped = { ...SINGLE, platformForwardsUpgrade: false }
    expect(reportOf(DROPPED, dropped).finding).toMatchObject({ kind: 'proxy-drops-upgrade', sure: 'likely' })
    expect(tell(DROPPED, dropped)).toBe(
      'client → DNS ✓ → security group (port 80) ✓ → proxy (nginx): suspected → app: not reached',
    )
  })

  it('blames the group for silence where it admits nobody, and suspects it where it admits some', () => {
    expect(tell(TIMED_OUT, { ...SINGLE, portAdmitted: 'no', admittedSources: [] })).toBe(
      'client → DNS ✓ → security group (port 80) ✗ at fault → proxy (nginx): not reached → app: not reached',
    )
    expect(tell(TIMED_OUT, { ...SINGLE, admittedSources: ['10.0.0.0/8'] })).toContain(
      'security group (port 80): suspected → port 80: suspected → proxy',
    )
    expect(tell(TIMED_OUT, SINGLE)).toContain('security group (port 80) ✓ → port 80 ✗ at fault → proxy')
  })

  it('never blames the group for a refusal, which comes from behind it', () => {
    expect(tell(REFUSED, { ...SINGLE, portAdmitted: 'no', admittedSources: [] })).toContain(
      'security group (port 80): not known → port 80 ✗ at fault',
    )
  })

  it('ends at TLS where the certificate is not good', () => {
    const expired = { ...SECURE, tls: { kind: 'failed', code: 'CERT_HAS_EXPIRED', message: '', ms: 8 } } as const
    expect(tell(expired)).toBe('client → DNS ✓ → port 443 ✓ → TLS ✗ at fault → server: not reached')
  })

  it('leaves open how that is which a load balancer asked in vain', () => {
    const bad = refusedAlike(answer(502, { headers: { server: 'awselb/2.0' }, body: ALB_502 }))
    expect(tell(bad, BALANCED)).toMatch(
      /load balancer \(ALB\)(: suspected| ✗ at fault) → proxy \(nginx\): not known → app: not known$/,
    )
  })

  it('has the app at fault and all before it passed, where the app itself answered', () => {
    const own = refused(answer(401, { body: 'no' }), answer(200, { body: 'hello' }), 'different')
    expect(tell(own, SINGLE)).toMatch(/proxy \(nginx\) ✓ → app: suspected$/)
  })

  it('has the proxy of the machine in the place of DNS and the port', () => {
    const tunnel = { kind: 'unreached', via: 'proxy.example:3128', ms: 1 } as const
    expect(tell({ ...CONNECTED, tcp: [], tunnel })).toBe(
      'client → HTTP proxy of this machine ✗ at fault → server: not reached',
    )
  })

  it('shows the way by an open tunnel without what the proxy of the machine asked itself', () => {
    const tunnel = { kind: 'opened', via: 'proxy.example:3128', ms: 1 } as const
    expect(tell({ ...opened(), tunnel }, SINGLE)).toBe(
      'client → HTTP proxy of this machine ✓ → proxy (nginx) ✓ → app ✓',
    )
  })

  it('has a proxy where the beacon that was added to its files answered', () => {
    const received = { upgrade: 'websocket', connection: 'upgrade', protocol: 'HTTP/1.1' }
    const beacon = { kind: 'answered', versionLabel: 'v1', ms: 1, ...received } as const
    expect(tell({ ...opened(), beacon })).toBe('client → DNS ✓ → port 80 ✓ → proxy ✓ → server ✓')
  })

  it('is that of the last attempt', () => {
    const last = reportOf(DROPPED)
    const attempts = [...reportOf(NO_NAME).attempts, ...last.attempts]
    expect(findPath({ ...last, attempts })).toEqual(findPath(last))
  })

  it('excludes what stands before a single layer only where the finding is surer than a guess', () => {
    const report = reportOf(DROPPED, SINGLE)
    const tellWhen = (sure: Finding['sure']) => {
      const finding = report.finding && { ...report.finding, layer: 'application', sure }
      const { candidates: _, ...single } = finding ?? {}
      return describePath({ ...report, finding: single as Finding })
    }
    expect(tellWhen('unsure')).toMatch(/proxy \(nginx\): not known → app: suspected$/)
    expect(tellWhen('likely')).toMatch(/proxy \(nginx\) ✓ → app: suspected$/)
  })

  it('measures what was passed alone, and no name that was given its address', () => {
    const expired = { ...SECURE, tls: { kind: 'failed', code: 'CERT_HAS_EXPIRED', message: '', ms: 8 } } as const
    const measured = (evidence: Evidence) =>
      findPath(reportOf(evidence)).flatMap(({ kind, ms }) => (ms === undefined ? [] : [kind]))
    expect(measured(expired)).toEqual(['dns', 'tcp'])
    expect(measured(opened())).toEqual(['dns', 'tcp', 'server'])
    expect(
      measured({ ...opened(), dns: { kind: 'resolved', addresses: ['192.0.2.1'], isPinned: true, ms: 1 } }),
    ).toEqual(['tcp', 'server'])
  })

  it('has the port of the listener where the URL leads to it by another', () => {
    const way = { ...reportOf(REFUSED, SINGLE).way, listenerPort: 8443 }
    const told = describePath({ ...reportOf(REFUSED, SINGLE), way })
    expect(told).toContain('security group (port 8443) ✓ → port 8443 ✗ at fault')
  })

  it.each([
    'load-balancer-no-target',
    'load-balancer-bad-gateway',
    'load-balancer-timeout',
  ] as const)('says nothing of what stands behind a load balancer that was in vain: %s', kind => {
    const words = { severity: 'error', title: '', explanation: '', remedy: '', sure: 'certain' } as const
    const finding: Finding = { kind, layer: 'load-balancer', ...words }
    expect(describePath({ ...reportOf(DROPPED, BALANCED), finding })).toMatch(
      /load balancer \(ALB\) ✗ at fault → proxy \(nginx\): not known → app: not known$/,
    )
  })

  it('is not there where nothing was asked', () => {
    expect(findPath({ ...reportOf(NGINX), attempts: [] })).toEqual([])
  })

  it('has at most seven steps, and marks one for each finding that names a layer', () => {
    const ways: readonly (KnownWay | undefined)[] = [
      undefined,
      ...(['everybody', 'some', 'nobody'] as const).map(admits => {
        return {
          loadBalancer: 'application',
          proxy: 'nginx',
          securityGroup: 'sg-1',
          admits,
          listenerPort: 443,
        } as const
      }),
    ]
    const evidences = [SECURE, { ...SECURE, tcp: TIMED_OUT.tcp }, NGINX, opened()]
    const unmarked = new Set<string>()
    for (const kind of Object.keys(catalogue) as FindingKind[]) {
      const { layer, candidates }: CatalogueEntry = catalogue[kind]
      const words = { severity: 'error', title: '', explanation: '', remedy: '', sure: 'certain' } as const
      const finding: Finding = { kind, layer, ...(candidates ? { candidates } : {}), ...words }
      for (const way of ways) {
        for (const evidence of evidences) {
          const attempts = [{ number: 1, startedAtMs: 0, evidence, finding }]
          const steps = findPath({ outcome: 'rejected', finding, attempts, ...(way ? { way } : {}) })
          expect(steps.length, kind).toBeLessThanOrEqual(7)
          if (!steps.some(({ state }) => state === 'guilty' || state === 'suspected')) unmarked.add(kind)
        }
      }
    }
    const nameless = Object.entries(catalogue).flatMap(([kind, entry]: [string, CatalogueEntry]) =>
      entry.layer === 'unknown' && !entry.candidates ? [kind] : [],
    )
    expect([...unmarked]).toEqual(nameless)
  })
})
