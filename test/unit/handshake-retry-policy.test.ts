import { describe, expect, it } from 'vitest'
import { diagnose } from '../../src/handshake/diagnose.ts'
import type { Evidence } from '../../src/handshake/evidence.ts'
import { judgeAttempt } from '../../src/handshake/retry-policy.ts'
import { answer, CONNECTED, opened, refusedAlike } from './handshake-evidence.ts'

describe('judgeAttempt', () => {
  it.each<[string, Evidence, boolean]>([
    [
      'a name that is not there yet',
      { ...CONNECTED, dns: { kind: 'failed', code: 'ENOTFOUND', ms: 1 }, tcp: [] },
      true,
    ],
    [
      'a refused connection',
      { ...CONNECTED, tcp: [{ kind: 'failed', code: 'ECONNREFUSED', address: '192.0.2.1', port: 80, ms: 1 }] },
      true,
    ],
    ['an early close', { ...CONNECTED, upgrade: { kind: 'closed', ms: 1 } }, true],
    ['502', refusedAlike(answer(502)), true],
    ['503', refusedAlike(answer(503)), true],
    ['504', refusedAlike(answer(504)), true],
    ['a WebSocket that is cut', opened({ end: { kind: 'cut', wasClosing: false } }), true],
    ['a server that goes away', opened({ end: { kind: 'closed-by-server', code: 1001 } }), true],
    ['a server that refuses by policy', opened({ end: { kind: 'closed-by-server', code: 1008 } }), false],
    ['500', refusedAlike(answer(500)), false],
    ['404', refusedAlike(answer(404)), false],
    ['401', refusedAlike(answer(401)), false],
    [
      'an expired certificate',
      { ...CONNECTED, tls: { kind: 'failed', code: 'CERT_HAS_EXPIRED', message: '', ms: 1 } },
      false,
    ],
  ])('says whether a fresh deployment gives %s', (_, evidence, isTransient) => {
    expect(judgeAttempt(evidence, diagnose(evidence, {}))).toMatchObject({ isTransient, isAccepted: false })
  })

  it('accepts with a warning', () => {
    const evidence = opened({ end: { kind: 'silent', wasClosing: true } })
    expect(judgeAttempt(evidence, diagnose(evidence, {})).isAccepted).toBe(true)
  })

  it('tells refusals apart by kind, status and close code', () => {
    const evidences = [
      refusedAlike(answer(404)),
      refusedAlike(answer(405)),
      opened({ end: { kind: 'closed-by-server', code: 4401 } }),
    ]
    const answers = evidences.map(evidence => judgeAttempt(evidence, diagnose(evidence, {})).answer)
    expect(new Set(answers).size).toBe(3)
  })
})
