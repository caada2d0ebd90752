import { expect, it } from 'vitest'
import type { ProxyAnswer } from '../../src/proxy/preflight/ask-proxy.ts'
import { findTrialFindings } from '../../src/proxy/preflight/find-trial-findings.ts'

const find = (status: number, isFromApp: boolean) => {
  const handshake: ProxyAnswer = { kind: 'answered', status, location: '', isFromApp }
  return findTrialFindings({
    staged: new Map(),
    answers: { further: [], get: handshake, handshake },
    notes: { notTested: [], needsMore: false, hasVariableTarget: false },
    path: '/ws',
    program: 'nginx',
    isFastcgi: false,
  })
}

it('foretells the finding of a proxy that drops the Upgrade, which then says the same', () => {
  expect(find(404, true)).toMatchObject([{ foretells: 'proxy-drops-upgrade' }])
  expect(find(502, false)[0]?.foretells).toBeUndefined()
})
