import { expect, it } from 'vitest'
import { openScenario } from '../support/deploy-scenario.ts'

it('opens a port that admits nobody, deploys, and opens a WebSocket', async () => {
  const scenario = await openScenario()
  await scenario.admit()
  const run = await scenario.deploy()
  expect(scenario.snapshot(run)).toMatchSnapshot()
  expect(run.exitCode).toBe(0)
  expect(run.outputs).toMatchObject({ handshake: 'accepted', finding: '', layer: '' })
  const [rule] = (await scenario.securityGroup()).IpPermissions ?? []
  expect(rule).toMatchObject({ FromPort: 80, ToPort: 80, IpProtocol: 'tcp' })
  expect(rule?.IpRanges?.[0]?.CidrIp).toBe('0.0.0.0/0')
  expect(rule?.Ipv6Ranges, 'nobody can come by IPv6').toEqual([])
})
