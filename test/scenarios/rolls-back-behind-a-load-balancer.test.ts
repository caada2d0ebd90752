import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { setting } from '../support/deployment-policies.ts'
import { GOOD, openRollBackWorld, type RollBackWorld } from '../support/roll-back-world.ts'
import { balanced } from '../support/topologies.ts'

const COMMAND = 'aws:elasticbeanstalk:command'
const APP = 'aws:elasticbeanstalk:application:environment'
const USUAL = { attempts: '1', preflight: 'off' }

let world: RollBackWorld

beforeAll(async () => {
  const instances = [setting('aws:autoscaling:asg', 'MinSize', '2'), setting('aws:autoscaling:asg', 'MaxSize', '4')]
  const policy = setting(COMMAND, 'DeploymentPolicy', 'Immutable')
  world = await openRollBackWorld(balanced('application', ...instances, policy), { loadBalancerMsPerSecond: 100 })
}, 120_000)

afterAll(() => world.beanstalk.stop())

function updates(): number {
  return world.changes().filter(name => name === 'UpdateEnvironment').length
}

describe('a deployment behind a load balancer', { timeout: 120_000 }, () => {
  it('that the platform itself has rolled back is only looked at', async () => {
    world.beanstalk.setFaults([{ kind: 'health-check-failed', times: 1 }])
    const run = await world.deploy({ inputs: { ...USUAL, rollback: 'on-failure' } })
    expect(run.exitCode, run.log).toBe(1)
    expect(run.outputs['rolled-back']).toBe('false')
    expect(run.log).toContain(
      `Nothing was to be rolled back: the environment has the version "${GOOD}" again, and a WebSocket was opened to it.`,
    )
    expect(updates()).toBe(1)
  })

  it('is rolled back on every instance, in two updates where Beanstalk takes settings and version one by one', async () => {
    world.beanstalk.setFaults([{ kind: 'settings-apart' }])
    const settings = `${APP}:GREETING=hello\n${COMMAND}:DeploymentPolicy=AllAtOnce`
    const run = await world.deploy({ inputs: { ...USUAL, 'option-settings': settings } })
    expect(run.exitCode, run.log).toBe(1)
    expect(run.outputs['rolled-back'], run.log).toBe('true')
    expect(updates(), 'each refused once, and then in two').toBe(6)
    expect(run.log).toContain('done: set 2 option settings back in the environment "chat-prod"')
    expect(await world.settingOf(APP, 'GREETING')).toBeUndefined()
    expect(await world.settingOf(COMMAND, 'DeploymentPolicy')).toBe('Immutable')
    const instances = world.beanstalk.lookUp('chat-prod')?.instances ?? []
    expect(instances.map(({ deployment }) => deployment)).toMatchObject([
      { versionLabel: GOOD, status: 'Deployed' },
      { versionLabel: GOOD, status: 'Deployed' },
    ])
  })
})
