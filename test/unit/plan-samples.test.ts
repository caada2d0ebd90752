import { describe, expect, it } from 'vitest'
import type { Evidence, TcpEvidence } from '../../src/handshake/evidence.ts'
import { planSamples } from '../../src/handshake/plan-samples.ts'
import { opened } from './handshake-evidence.ts'

const V4 = ['192.0.2.1', '192.0.2.2']
const V6 = ['2001:db8::1', '2001:db8::2']

/** Opened by the first address of IPv4, with what became of the other family. */
function openedBeside(kind?: TcpEvidence['kind']): Evidence {
  const code = kind === 'failed' || kind === 'not-tested' ? { code: 'ENETUNREACH' } : {}
  const other = { address: '2001:db8::1', port: 80, ms: 1, kind, ...code } as TcpEvidence
  return {
    ...opened(),
    dns: { kind: 'resolved', addresses: [...V4, ...V6], isPinned: false, ms: 1 },
    ...(kind ? { otherFamily: other } : {}),
  }
}

describe('planSamples', () => {
  it.each([
    undefined,
    'failed',
    'timeout',
    'not-tested',
  ] as const)('leaves the other family out where it takes no connection: %s', kind => {
    expect(planSamples(openedBeside(kind), {}, true)?.addresses).toEqual(['192.0.2.2'])
  })

  it('asks the other family where it takes connections', () => {
    expect(planSamples(openedBeside('connected'), {}, true)?.addresses).toEqual(['192.0.2.2', ...V6])
  })

  it('asks each address as often as instances are to be met, and never more than 50 in all', () => {
    const plan = planSamples(openedBeside(), { instanceCount: 2 }, true)
    expect(plan).toEqual({ instanceCount: 2, addresses: V4.flatMap(address => Array(5).fill(address)) })
    expect(planSamples(openedBeside(), { instanceCount: 40 }, true)?.addresses).toHaveLength(50)
  })

  it('has nothing to ask of one address and one instance', () => {
    expect(planSamples(opened(), { instanceCount: 1 }, true)).toBeUndefined()
  })
})
