import {
  DescribeTargetGroupsCommand,
  ModifyTargetGroupAttributesCommand,
} from '@aws-sdk/client-elastic-load-balancing-v2'
import { expect, it, onTestFinished } from 'vitest'
import { findSeenAs } from '../../src/network/find-seen-as.ts'
import { startBeanstalk } from '../support/local-beanstalk.ts'
import { openScriptedHost } from '../support/scripted-host.ts'
import { openTestContext } from '../support/test-context.ts'
import { balanced } from '../support/topologies.ts'

it("finds the load balancer's own addresses where it hides its clients, and none that targets of IPv6 would see", async () => {
  const local = await startBeanstalk({ host: openScriptedHost() })
  onTestFinished(() => local.beanstalk.stop())
  await local.createEnvironment({
    ...{ application: 'chat', environment: 'chat-prod', optionSettings: balanced('network') },
  })
  const { elbv2 } = local.clients
  const { TargetGroups: [group] = [] } = await elbv2.send(new DescribeTargetGroupsCommand({}))
  const { TargetGroupArn = '', LoadBalancerArns: [arn = ''] = [] } = group ?? {}
  const { context } = openTestContext(local)
  const find = (IpAddressType: 'ipv4' | 'ipv6') =>
    findSeenAs(context, [{ TargetGroupArn, IpAddressType }], `ELB ${arn.split(':loadbalancer/')[1]}`)
  expect(await find('ipv4')).toEqual({ seenAs: new Map(), refusals: [] })
  const Attributes = [{ Key: 'preserve_client_ip.enabled', Value: 'false' }]
  await elbv2.send(new ModifyTargetGroupAttributesCommand({ TargetGroupArn, Attributes }))
  expect((await find('ipv4')).seenAs.get(TargetGroupArn)).toContainEqual(expect.stringMatching(/^\d+(\.\d+){3}$/))
  expect((await find('ipv6')).seenAs.get(TargetGroupArn)).toEqual([])
})
