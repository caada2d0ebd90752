import { expect, it } from 'vitest'
import { openScenario } from '../support/deploy-scenario.ts'
import { type Setting, setting } from '../support/deployment-policies.ts'
import { CHECK_ALL_KEY, toEnvironmentVariables } from '../support/least-privilege.ts'
import { runAction } from '../support/run-action.ts'
import { balanced } from '../support/topologies.ts'

const CHECK = { 'application-name': 'chat', 'environment-name': 'chat-prod', attempts: '1' }

async function openFleet(count: number, ...more: Setting[]) {
  const size = ['MinSize', 'MaxSize'].map(name => setting('aws:autoscaling:asg', name, String(count)))
  const optionSettings = [...balanced('application', ...more), ...size]
  const scenario = await openScenario({ environment: { optionSettings }, loadBalancerMsPerSecond: 100 })
  const check = (inputs: Record<string, string> = {}) =>
    runAction({
      action: 'check',
      inputs: { ...CHECK, ...inputs },
      env: { ...scenario.environmentVariables, ...toEnvironmentVariables(CHECK_ALL_KEY) },
    })
  return { ...scenario, check }
}

it('opens connections enough to meet all instances, and says so', async () => {
  const fleet = await openFleet(3)
  const run = await fleet.deploy()
  expect(run.exitCode, run.log).toBe(0)
  expect(run.log).toMatch(/accepted: .*, and on 15 further connections to 3 instances/)
  expect(run.summary).toMatch(/connections to 3 instances: 127\.0\.0\.1 accepted 16 of 16/)

  fleet.beanstalk.setFaults([{ kind: 'denied', operation: 'elasticbeanstalk:DescribeEnvironmentResources' }])
  const checked = await fleet.check()
  expect(checked.exitCode, checked.log).toBe(0)
  expect(checked.log).toContain('The number of instances is unknown: AWS denied')
  expect(checked.log).toMatch(/accepted: .*, and on 15 further connections to 3 instances/)
})

it('names the one instance whose proxy drops the Upgrade, by how many of how many connections failed', async () => {
  const fleet = await openFleet(2)
  fleet.beanstalk.setFaults([{ kind: 'proxy-drops-upgrade', instance: 2 }])
  const run = await fleet.deploy()
  expect(run.exitCode, run.log).toBe(1)
  expect(run.outputs).toMatchObject({ handshake: 'rejected', finding: 'some-connections-refused' })
  const [told] = run.annotations.filter(({ level }) => level === 'error')
  expect(told?.message).toMatch(/A WebSocket was opened, but [1-9] of 11 connections to 2 instances failed/)
  expect(told?.message).toContain('describe-instances-health')
  expect(told?.message).not.toContain('it did accept a WebSocket')
  const report = JSON.parse(run.temporaryFiles[Object.keys(run.temporaryFiles)[0] ?? ''] ?? '')
  const { finding } = report.handshake.targets[0]
  expect([finding.layer, ...(finding.candidates ?? [])]).toContain('proxy')

  const checked = await fleet.check()
  expect(checked.exitCode, checked.log).toBe(1)
  expect(checked.outputs).toMatchObject({ ok: 'false', finding: 'some-connections-refused' })
  expect(checked.summary).toMatch(/of 11 connections to 2 instances failed/)
  expect(checked.summary).toContain('failed connection: upgrade:')
})

it('names the address of a load balancer that does not answer', async () => {
  const fleet = await openFleet(1)
  const run = await fleet.deploy()
  expect(run.exitCode, run.log).toBe(0)
  const front = fleet.beanstalk.lookUp('chat-prod')?.front
  expect(front?.addresses.length).toBeGreaterThan(1)
  const [first = '', dead = ''] = front?.addresses ?? []
  await front?.setDead(dead, true)
  const resolve = [first, dead].map(address => `${first}:${front?.port}:${address}`).join('\n')
  const checked = await fleet.check({ resolve })
  expect(checked.exitCode, checked.log).toBe(1)
  expect(checked.outputs).toMatchObject({ finding: 'some-addresses-refuse', layer: 'tcp' })
  expect(checked.annotations[0]?.message).toContain(`${first}: 1 of 1 accepted, ${dead}: 0 of 1 accepted`)
})
