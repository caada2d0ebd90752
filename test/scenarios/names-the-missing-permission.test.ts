import { expect, it } from 'vitest'
import { openScenario } from '../support/deploy-scenario.ts'

it('names the group and the permission when the port is closed and may not be opened', async () => {
  const scenario = await openScenario()
  await scenario.admit()
  scenario.beanstalk.setFaults([{ kind: 'denied', operation: 'ec2:AuthorizeSecurityGroupIngress' }])
  const run = await scenario.deploy()
  expect(scenario.snapshot(run)).toMatchSnapshot()
  expect(run.exitCode).toBe(1)
  const { GroupId = '' } = await scenario.securityGroup()
  const [annotation] = run.annotations.filter(each => each.level === 'error')
  expect(annotation?.message).toContain(GroupId)
  expect(annotation?.message).toContain('ec2:AuthorizeSecurityGroupIngress')
  expect(scenario.changes()).toEqual(['AuthorizeSecurityGroupIngress'])
  expect(run.outputs).toMatchObject({ handshake: 'skipped', 'environment-status': 'Ready' })
})
