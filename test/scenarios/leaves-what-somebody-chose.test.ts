import { describe, expect, it } from 'vitest'
import { openScenario } from '../support/deploy-scenario.ts'

describe('an inbound rule that somebody chose', () => {
  it('stays as it is, and is told', async () => {
    const scenario = await openScenario()
    await scenario.admit('127.0.0.0/8')
    const run = await scenario.deploy()
    expect(run.exitCode, run.log).toBe(0)
    expect(run.log).toContain('it admits 127.0.0.0/8')
    expect(scenario.changes()).not.toContain('AuthorizeSecurityGroupIngress')
  })

  it('is named when it keeps the runner out', async () => {
    const scenario = await openScenario()
    await scenario.admit('203.0.113.0/24')
    const run = await scenario.deploy({ inputs: { 'handshake-timeout': '2' } })
    expect(run.exitCode).toBe(1)
    expect(run.outputs).toMatchObject({ handshake: 'rejected', finding: 'connection-timed-out', layer: 'tcp' })
    expect(run.log).toContain('admits only "203.0.113.0/24" on port')
    expect(scenario.changes()).not.toContain('AuthorizeSecurityGroupIngress')
  })

  it('is not asked for with security-group-rule: check', async () => {
    const scenario = await openScenario()
    await scenario.admit()
    const { GroupId = '' } = await scenario.securityGroup()
    const run = await scenario.deploy({ inputs: { 'security-group-rule': 'check', 'handshake-timeout': '2' } })
    expect(run.exitCode).toBe(1)
    const [annotation] = run.annotations.filter(each => each.level === 'error')
    expect(annotation?.message).toContain(GroupId)
    expect(scenario.changes()).not.toContain('AuthorizeSecurityGroupIngress')
  })
})
