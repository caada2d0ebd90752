import { describe, expect, it } from 'vitest'
import { foreseeCut } from '../../src/handshake/foresee-cut.ts'
import type { TargetReport } from '../../src/handshake/handshake.ts'
import { describeCut } from '../../src/report/handshake-lines.ts'
import { opened } from './handshake-evidence.ts'

function greetedBy(name: 'socket.io' | 'sockjs' | 'graphql-ws', kind: 'greeted' | 'missing' = 'greeted') {
  const heartbeat = name === 'socket.io' ? { heartbeat: { everyMs: 25_000 } } : {}
  const greeting = kind === 'greeted' ? { kind, details: [], ...heartbeat, ms: 1 } : { kind, waitedFor: 'x', ms: 1 }
  return { ...opened({ greeting }), protocol: { name, isGuess: false } }
}

/** In words, as log and summary have them. */
function tell(...[evidence, known]: Parameters<typeof foreseeCut>): string | undefined {
  const cut = foreseeCut(evidence, known)
  const report: TargetReport = { printableUrl: '', outcome: 'accepted', attempts: [], attemptCount: 0, finding: null }
  return describeCut({ ...report, ...(cut ? { cut } : {}) })
}

describe('that a silent connection will be cut', () => {
  const limits = { proxy: 3600, loadBalancer: 60 }

  it('is told with who does it, and what to do', () => {
    expect(tell(opened(), { silenceLimits: limits })).toBe(
      'A connection on which nobody speaks is cut after 60 s by the load balancer: let the app send a ping at least every 30 s.',
    )
    expect(tell(opened(), { silenceLimits: { proxy: 20 } })).toContain(
      'by the proxy: let the app send a ping at least every 10 s',
    )
    expect(tell(opened(), { silenceLimits: { proxy: 60, loadBalancer: 60 } })).toContain(
      'the proxy and the load balancer',
    )
  })

  it('is nothing to worry about where the protocol breaks the silence before', () => {
    expect(tell(greetedBy('socket.io'), { silenceLimits: limits })).toContain(
      'socket.io breaks the silence every 25 s: nothing to do',
    )
    expect(tell(greetedBy('socket.io'), { silenceLimits: { proxy: 20 } })).toContain(
      'only every 25 s: raise that timeout, or lower pingInterval of its server',
    )
    expect(tell(greetedBy('sockjs'), { silenceLimits: { proxy: 20 } })).toContain(
      'only every 25 s: raise that timeout, or let the app ask more often',
    )
  })

  it('is told of a Network Load Balancer, which has a limit of its own', () => {
    const known = { loadBalancer: 'network', silenceLimits: { proxy: 3600 } } as const
    expect(tell(opened(), known)).toContain('is cut after 350 s by the load balancer')
  })

  it.each([
    ['a protocol that is silent itself', greetedBy('graphql-ws')],
    ['an app that did not greet', greetedBy('socket.io', 'missing')],
  ])('is told as ever for %s', (_, evidence) => {
    expect(tell(evidence, { silenceLimits: limits })).toContain('let the app send a ping')
  })

  it.each([
    ['nothing is known', opened(), {}],
    ['all timers are long', opened(), { silenceLimits: { proxy: 3600, loadBalancer: 4000 } }],
    ['the proxy, which nobody looked at, may be earlier', opened(), { silenceLimits: { loadBalancer: 300 } }],
    ['the load balancer, which is not known, may be earlier', opened(), { silenceLimits: { proxy: 300 } }],
    ['it was not opened', opened({ end: { kind: 'cut', wasClosing: false } }), { silenceLimits: limits }],
  ])('is not told when %s', (_, evidence, known) => {
    expect(tell(evidence, known)).toBeUndefined()
  })
})
