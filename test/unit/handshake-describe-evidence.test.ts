import { describe, expect, it } from 'vitest'
import { describeEvidence } from '../../src/handshake/describe-evidence.ts'
import { answer, CONNECTED, opened, refused } from './handshake-evidence.ts'

describe('describeEvidence', () => {
  it('has a line for each layer that was asked', () => {
    expect(describeEvidence({ evidence: opened() })).toEqual([
      'dns: "app.test" is 192.0.2.1 (1 ms)',
      'tcp: 192.0.2.1 port 80 connected (1 ms)',
      'upgrade: "/ws" answered 101 "" (3 ms)',
      'frames: ping answered in 2 ms, 1 frame with 8 bytes',
      'frames: closing handshake answered with 1000',
    ])
  })

  it('shows who wrote a refusal, and the plain GET beside it', () => {
    const upgrade = answer(404, {
      reason: 'Not Found',
      headers: { Server: 'nginx', Date: 'today' },
      body: 'Cannot GET\n',
    })
    expect(describeEvidence({ evidence: refused(upgrade, answer(200, { reason: 'OK' }), 'different') })).toEqual([
      'dns: "app.test" is 192.0.2.1 (1 ms)',
      'tcp: 192.0.2.1 port 80 connected (1 ms)',
      'upgrade: "/ws" answered 404 "Not Found" (3 ms)',
      'upgrade: header server "nginx"',
      'upgrade: body "Cannot GET\\n"',
      'plain GET: answered 200 "OK" (3 ms); not the answer to the Upgrade',
    ])
  })

  it('does not tell a plain GET apart that got as little as the Upgrade', () => {
    const silence = { kind: 'timeout', receivedBytes: 0, ms: 900 } as const
    const evidence = { ...CONNECTED, upgrade: silence, control: { ...silence, comparison: 'different' } } as const
    expect(describeEvidence({ evidence }).at(-1)).toBe('plain GET: not answered, 0 bytes (900 ms); as the Upgrade')
  })

  it('quotes and cuts the text of others', () => {
    const body = `\n::error::${'x'.repeat(4000)}`
    const lines = describeEvidence({ evidence: { ...CONNECTED, upgrade: { ...answer(500, { body }), problems: [] } } })
    expect(lines.at(-1)).toMatch(/^upgrade: body "\\n::error::x+…"$/)
    expect(Math.max(...lines.map(line => line.length))).toBeLessThan(250)
  })
})
