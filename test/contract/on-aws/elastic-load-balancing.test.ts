import { DescribeLoadBalancersCommand as DescribeClassic } from '@aws-sdk/client-elastic-load-balancing'
import { DescribeLoadBalancersCommand } from '@aws-sdk/client-elastic-load-balancing-v2'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type ContractAccount, openContractAccount } from '../../support/contract-account.ts'

let account: ContractAccount
beforeAll(async () => {
  account = await openContractAccount()
})
afterAll(() => account[Symbol.asyncDispose]())

it('a load balancer that is not there is refused by the name that each of the two APIs has for it', async () => {
  const { elb, elbv2 } = account.clients
  await expect(elbv2.send(new DescribeLoadBalancersCommand({ Names: ['bws-contract-gone'] }))).rejects.toMatchObject({
    name: 'LoadBalancerNotFoundException',
  })
  await expect(elb.send(new DescribeClassic({ LoadBalancerNames: ['bws-contract-gone'] }))).rejects.toMatchObject({
    name: 'AccessPointNotFoundException',
  })
})
