import { AuthorizeSecurityGroupIngressCommand, CreateSecurityGroupCommand } from '@aws-sdk/client-ec2'
import { expect, it, onTestFinished } from 'vitest'
import { lookAgain } from '../../src/network/look-again.ts'
import type { FoundInboundPlan } from '../../src/network/plan-inbound.ts'
import type { PortState } from '../../src/network/port-state.ts'
import { startBeanstalk } from '../support/local-beanstalk.ts'
import { openScriptedHost } from '../support/scripted-host.ts'
import { openTestContext } from '../support/test-context.ts'

it('names the group that admits somebody by now, and whom', async () => {
  const local = await startBeanstalk({ host: openScriptedHost() })
  onTestFinished(() => local.beanstalk.stop())
  const { ec2 } = local.clients
  const create = async (GroupName: string) =>
    (await ec2.send(new CreateSecurityGroupCommand({ GroupName, Description: GroupName }))).GroupId ?? ''
  const groupIds = [await create('first'), await create('second')]
  const [first, second] = groupIds
  const plan: FoundInboundPlan = {
    ...{ title: 'the instance', isInternal: false, groupIds, ports: [], warnings: [] },
    kind: 'found',
  }
  const before: PortState = {
    ...{ port: 80, listenerPorts: [80], groupId: first, groups: [] },
    ...{ sources: ['0.0.0.0/0'], added: ['0.0.0.0/0'] },
    admitted: 'yes',
  }
  const { context } = openTestContext(local)
  const closed = { ...before, admitted: 'no', sources: [] }
  expect(await lookAgain(context, plan, [before])).toEqual({ ports: [closed], refusals: [] })
  const rule = { IpProtocol: 'tcp', FromPort: 80, ToPort: 80, CidrIp: '203.0.113.0/24' }
  await ec2.send(new AuthorizeSecurityGroupIngressCommand({ GroupId: second, ...rule }))
  expect((await lookAgain(context, plan, [before])).ports).toEqual([
    { ...before, groupId: second, sources: ['203.0.113.0/24'] },
  ])
})
