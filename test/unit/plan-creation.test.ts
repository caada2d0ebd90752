import { describe, expect, it } from 'vitest'
import type { ForeseenEnvironment } from '../../src/environment/foresee-environment.ts'
import { planCreation } from '../../src/environment/plan-creation.ts'
import { parseOptionSettings } from '../../src/inputs/option-settings.ts'
import { type HandshakePlan, replanHandshake } from '../../src/plan/plan-handshake.ts'
import { describeFront } from '../../src/platform/describe-front.ts'

const REQUEST = {
  solutionStackName: '64bit Amazon Linux 2023 v6.7.2 running Node.js 24',
  platformArn: undefined,
  cnamePrefix: undefined,
  mayCreateEnvironment: true,
  mayCreateApplication: true,
}
const PROFILE = 'aws:autoscaling:launchconfiguration:IamInstanceProfile=mine'

function plan(
  lines: string,
  facts: { application?: ForeseenEnvironment['application']; isBundleUnread?: boolean } = {},
) {
  const { application = 'exists', isBundleUnread = false } = facts
  const environment = { name: 'chat-prod', applicationName: 'chat' } as ForeseenEnvironment['environment']
  const settings = parseOptionSettings(lines)
  return planCreation(REQUEST, {
    foreseen: { environment, application },
    settings,
    isBundleUnread,
    region: 'eu-central-1',
  })
}

describe('the plan of a creation', () => {
  it('refuses one for which nobody names an instance profile, or names an empty one', () => {
    expect(() => plan('')).toThrow(/name an instance profile/)
    expect(() => plan(PROFILE.replace('mine', ''))).toThrow(/name an instance profile/)
    expect(() => plan(PROFILE)).not.toThrow()
  })

  it('believes that a file of the bundle which could not be read may name it', () => {
    expect(() => plan('', { isBundleUnread: true })).not.toThrow()
  })

  it('has the application made where it is missing, and where that is not known', () => {
    const made = (['exists', 'missing', 'unknown'] as const).map(application => plan(PROFILE, { application }))
    expect(made.map(({ makesApplication }) => makesApplication)).toEqual([false, true, true])
  })

  it('notes that Beanstalk chooses the load balancer where nobody does', () => {
    const environment = 'aws:elasticbeanstalk:environment'
    expect(plan(PROFILE).notes).toHaveLength(1)
    expect(plan(`${PROFILE}\n${environment}:EnvironmentType=SingleInstance`).notes).toEqual([])
    expect(plan(`${PROFILE}\n${environment}:LoadBalancerType=application`).notes).toEqual([])
    expect(plan(`${PROFILE}\n${environment}:ServiceRole=mine`).namesServiceRole).toBe(true)
  })
})

describe('the handshake with an environment that was created', () => {
  const foreseen = { url: 'ws://foreseen.test/ws?a=b', isOwnAddress: true, withinMs: 120_000 } as HandshakePlan
  const survey = { name: 'chat-prod', cname: 'made.test', front: describeFront([]) }

  it('goes to its own address, on the path that was planned', () => {
    expect(replanHandshake({ timeoutMs: undefined }, foreseen, survey).url).toBe('ws://made.test/ws?a=b')
    const given = { ...foreseen, isOwnAddress: false }
    expect(replanHandshake({ timeoutMs: undefined }, given, survey).url).toBe('ws://foreseen.test/ws?a=b')
  })

  it('has 300 seconds, or as long as somebody says', () => {
    expect(replanHandshake({ timeoutMs: undefined }, foreseen, survey).withinMs).toBe(300_000)
    expect(replanHandshake({ timeoutMs: 5000 }, foreseen, survey).withinMs).toBe(5000)
  })
})
