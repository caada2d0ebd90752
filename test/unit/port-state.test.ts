import { expect, it } from 'vitest'
import type { FoundInboundPlan, InboundStep } from '../../src/network/plan-inbound.ts'
import { describePorts, toPortState } from '../../src/network/port-state.ts'
import { INSTANCE, surveyOf } from '../support/inbound-survey.ts'

const CLOSED = surveyOf({ ports: [80] })
const LACK: InboundStep = { kind: 'lack', cidrs: ['0.0.0.0/0'], because: 'others use it' }
const PLAN: FoundInboundPlan = {
  ...{ title: 'the instance', isInternal: false, groupIds: ['sg-1'], ports: [], warnings: [] },
  kind: 'found',
}

const stateOf = (step: InboundStep, more: { readonly isComing?: true } = {}) =>
  CLOSED.ports.map(port => toPortState({ ...port, ...more, step }, PLAN))

it('tells why a port stays closed, and nothing where it was only looked at', () => {
  expect(stateOf(LACK)).toMatchObject([{ admitted: 'no', leftClosed: 'others use it', groupId: 'sg-1' }])
  expect(stateOf({ ...LACK, because: '' })[0]).not.toHaveProperty('leftClosed')
})

it('does not know what becomes of a port whose listener comes', () => {
  const [coming] = stateOf(LACK, { isComing: true })
  expect(coming).toMatchObject({ admitted: 'unknown' })
  expect(coming).not.toHaveProperty('leftClosed')
})

it('says that a port is closed to a load balancer that hides its clients, where it is', () => {
  const entrance = { ...INSTANCE, kind: 'network', title: 'the Network Load Balancer awseb-1' } as const
  const describeSeen = (state: 'yes' | 'no') => {
    const survey = surveyOf({ ports: [80], entrance })
    const ports = survey.ports.map(port => ({
      ...{ ...port, seenAs: ['172.31.0.5'] },
      admission: { ...port.admission, state },
    }))
    return describePorts({ ...survey, ports })[0]
  }
  expect(describeSeen('no')?.leftClosed).toContain('none of these is admitted')
  expect(describeSeen('yes')).not.toHaveProperty('leftClosed')
})
