import { DescribeSecurityGroupsCommand, RevokeSecurityGroupIngressCommand } from '@aws-sdk/client-ec2'
import { expect, it, onTestFinished } from 'vitest'
import { openPort } from '../../src/network/open-port.ts'
import type { FoundInboundPlan } from '../../src/network/plan-inbound.ts'
import { startBeanstalk } from '../support/local-beanstalk.ts'
import { openScriptedHost } from '../support/scripted-host.ts'
import { openTestContext } from '../support/test-context.ts'

it('takes a rule for its own that is there after an answer was lost, and says how to take it back', async () => {
  const fault = { kind: 'answer-lost', operation: 'ec2:AuthorizeSecurityGroupIngress', times: 1 } as const
  const local = await startBeanstalk({ host: openScriptedHost(), faults: [fault] })
  onTestFinished(() => local.beanstalk.stop())
  await local.createEnvironment({ application: 'chat', environment: 'chat-prod' })
  const { ec2 } = local.clients
  const { SecurityGroups = [] } = await ec2.send(new DescribeSecurityGroupsCommand({}))
  const found = SecurityGroups.find(({ GroupName }) => GroupName?.includes('AWSEBSecurityGroup'))
  const { GroupId: groupId = '', IpPermissions = [] } = found ?? {}
  await ec2.send(new RevokeSecurityGroupIngressCommand({ GroupId: groupId, IpPermissions }))
  const { context } = openTestContext(local)
  const cidrs = ['0.0.0.0/0']
  const plan: FoundInboundPlan = {
    ...{ kind: 'found', title: 'the instance', isInternal: false, groupIds: [groupId], warnings: [] },
    ports: [
      {
        ...{ port: 80, listenerPorts: [80], admitting: [], admission: { sources: [], groups: [], state: 'no' } },
        step: { kind: 'add', groupId, cidrs, reason: 'nobody-admitted', description: 'Added by a test' },
      },
    ],
  }
  expect(await openPort(context, plan)).toMatchObject([{ admitted: 'yes', added: cidrs }])
  expect(context.ledger.entries()).toMatchObject([{ outcome: 'asked', undo: [expect.stringContaining('revoke')] }])
})
