import { expect, it } from 'vitest'
import { keepAnsweringBeacon } from '../../src/proxy/keep-answering-beacon.ts'
import type { ProxyPlan } from '../../src/proxy/plan-proxy-files.ts'
import type { ProxyAnswer } from '../../src/proxy/preflight/ask-proxy.ts'

const FILE = { name: 'beacon.conf', text: '', reason: '', purpose: 'beacon' } as const
const PLAN: ProxyPlan = {
  ...{ additions: [FILE], kept: [], findings: [], timeouts: [] },
  beacon: { path: '/beacon', versionLabel: 'v1' },
}

function keep(status: number, isFromApp: boolean): ProxyPlan {
  const answer: ProxyAnswer = { kind: 'answered', status, location: '', isFromApp }
  return keepAnsweringBeacon(PLAN, {
    ...{ kind: 'passed', program: 'nginx', version: '1.28.0', ms: 1, notTested: [], findings: [] },
    ...{ get: answer, handshake: answer, further: [answer] },
  })
}

it('keeps a beacon that the proxy itself answers for', () => {
  expect(keep(204, false)).toEqual(PLAN)
})

it.each([
  [204, true],
  [200, false],
  [301, false],
])('takes it out again where %i came (from the app: %s)', (status, isFromApp) => {
  expect(keep(status, isFromApp)).toMatchObject({ additions: [], findings: [{ kind: 'note' }] })
  expect(keep(status, isFromApp)).not.toHaveProperty('beacon')
})
