import {
  AssociateRouteTableCommand,
  CreateNetworkAclEntryCommand,
  CreateRouteTableCommand,
  DeleteNetworkAclEntryCommand,
  DescribeNetworkAclsCommand,
  DescribeSubnetsCommand,
  DisassociateRouteTableCommand,
} from '@aws-sdk/client-ec2'
import { expect, it } from 'vitest'
import { openScenario } from '../support/deploy-scenario.ts'
import { setting } from '../support/deployment-policies.ts'
import { CHECK_ALL_KEY, toEnvironmentVariables } from '../support/least-privilege.ts'
import { runAction } from '../support/run-action.ts'
import { startSilentPort } from '../support/silent-port.ts'
import { balanced } from '../support/topologies.ts'

const HASTY = { 'handshake-timeout': '3' }

it(
  'says which network ACL, and which route, keeps clients out where the security group does not',
  { timeout: 180_000 },
  async () => {
    const scenario = await openScenario()
    const { ec2 } = scenario.clients
    const { NetworkAcls = [] } = await ec2.send(new DescribeNetworkAclsCommand({}))
    const slot = { NetworkAclId: NetworkAcls[0]?.NetworkAclId ?? '', RuleNumber: 50, Egress: false }
    const ports = { Protocol: '6', PortRange: { From: 80, To: 80 } }
    await ec2.send(new CreateNetworkAclEntryCommand({ ...slot, ...ports, RuleAction: 'deny', CidrBlock: '0.0.0.0/0' }))
    const closed = await scenario.deploy({ inputs: HASTY })
    expect(closed.exitCode).toBe(1)
    expect(closed.outputs).toMatchObject({ finding: 'connection-timed-out', layer: 'tcp' })
    const acl = new RegExp(
      `The network ACL ${slot.NetworkAclId} of the subnet subnet-\\w+ lets nobody in on TCP 80 \\(rule 50`,
    )
    expect(closed.log).toMatch(acl)
    expect(closed.summary).toContain(`Allow TCP 80, inbound, in the network ACL ${slot.NetworkAclId}`)
    expect(closed.summary).not.toContain('authorize-security-group-ingress --group-id')

    const named = { 'application-name': 'chat', 'environment-name': 'chat-prod', attempts: '1' }
    const checked = await runAction({
      action: 'check',
      inputs: named,
      env: { ...scenario.environmentVariables, ...toEnvironmentVariables(CHECK_ALL_KEY) },
    })
    expect(checked.exitCode).toBe(1)
    expect(checked.log).toContain(`Allow TCP 80, inbound, in the network ACL ${slot.NetworkAclId}`)
    await ec2.send(new DeleteNetworkAclEntryCommand(slot))

    const { Subnets = [] } = await ec2.send(new DescribeSubnetsCommand({}))
    const { RouteTable } = await ec2.send(new CreateRouteTableCommand({ VpcId: Subnets[0]?.VpcId }))
    const RouteTableId = RouteTable?.RouteTableId
    const own = await Promise.all(
      Subnets.map(({ SubnetId }) => ec2.send(new AssociateRouteTableCommand({ RouteTableId, SubnetId }))),
    )
    const lost = await scenario.deploy({ inputs: { ...HASTY, 'version-label': 'v2' } })
    expect(lost.outputs).toMatchObject({ finding: 'connection-timed-out' })
    expect(lost.log).toMatch(
      /The subnet subnet-\w+ of the instance is private: in its route table rtb-\w+ there is no route/,
    )

    for (const { AssociationId } of own) await ec2.send(new DisassociateRouteTableCommand({ AssociationId }))
    const open = await scenario.deploy({ inputs: { 'version-label': 'v3' } })
    expect(open.exitCode, open.log).toBe(0)
  },
)

it('says of a load balancer that it is internal', async () => {
  const optionSettings = balanced('application', setting('aws:ec2:vpc', 'ELBScheme', 'internal'))
  const scenario = await openScenario({ environment: { optionSettings }, loadBalancerMsPerSecond: 100 })
  const run = await scenario.deploy({ inputs: HASTY })
  expect(run.outputs).toMatchObject({ finding: 'connection-timed-out' })
  expect(run.log).toMatch(/The Application Load Balancer awseb-\S+ is internal: only clients inside of its VPC/)
  expect(run.summary).toContain('Run the check from inside')

  await using silent = await startSilentPort()
  const url = `ws://127.0.0.1:${silent.port}/`
  const named = { 'application-name': 'chat', 'environment-name': 'chat-prod', attempts: '1', url }
  const checked = await runAction({
    action: 'check',
    inputs: named,
    env: { ...scenario.environmentVariables, ...toEnvironmentVariables(CHECK_ALL_KEY) },
  })
  expect(checked.log, 'the port of the URL, not that of the environment').toContain(
    `has no listener on port ${silent.port} (it has 80)`,
  )
})
