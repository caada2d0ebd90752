import {
  AuthorizeSecurityGroupIngressCommand,
  CreateSecurityGroupCommand,
  DescribeSecurityGroupRulesCommand,
  DescribeSecurityGroupsCommand,
  type IpPermission,
  RevokeSecurityGroupIngressCommand,
} from '@aws-sdk/client-ec2'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type ContractAccount, openContractAccount } from '../../support/contract-account.ts'

let account: ContractAccount
let GroupId: string
const range = { CidrIp: '192.0.2.0/24', Description: 'opened for a test' }
const rule: IpPermission = { IpProtocol: 'tcp', FromPort: 80, ToPort: 80, IpRanges: [range] }

beforeAll(async () => {
  account = await openContractAccount()
  const created = await account.clients.ec2.send(
    new CreateSecurityGroupCommand({
      GroupName: `${account.prefix}-group`,
      Description: 'Made by the contract tests',
      TagSpecifications: [{ ResourceType: 'security-group', Tags: [account.tag] }],
    }),
  )
  GroupId = created.GroupId ?? ''
})
afterAll(() => account[Symbol.asyncDispose]())

const authorize = () =>
  account.clients.ec2.send(new AuthorizeSecurityGroupIngressCommand({ GroupId, IpPermissions: [rule] }))
const listRules = async () => {
  const Filters = [{ Name: 'group-id', Values: [GroupId] }]
  const { SecurityGroupRules = [] } = await account.clients.ec2.send(new DescribeSecurityGroupRulesCommand({ Filters }))
  return SecurityGroupRules.filter(({ IsEgress }) => !IsEgress)
}

it('a group is found by its tag, with nobody admitted', async () => {
  const Filters = [{ Name: `tag:${account.tag.Key}`, Values: [account.tag.Value] }]
  const found = await account.clients.ec2.send(new DescribeSecurityGroupsCommand({ Filters, GroupIds: [GroupId] }))
  expect(found.SecurityGroups).toMatchObject([{ GroupId, IpPermissions: [], Tags: [account.tag] }])
})

it('an inbound rule has an id and its description, is refused when it is there, and is taken away', async () => {
  const { Return, SecurityGroupRules } = await authorize()
  const given = { IpProtocol: 'tcp', FromPort: 80, ToPort: 80, CidrIpv4: range.CidrIp, Description: range.Description }
  expect(Return).toBe(true)
  expect(SecurityGroupRules).toMatchObject([
    { SecurityGroupRuleId: expect.stringMatching(/^sgr-[0-9a-f]+$/), ...given },
  ])
  expect(await listRules()).toMatchObject([given])
  await expect(authorize()).rejects.toMatchObject({
    name: 'InvalidPermission.Duplicate',
    message: 'the specified rule "peer: 192.0.2.0/24, TCP, from port: 80, to port: 80, ALLOW" already exists',
  })
  await account.clients.ec2.send(new RevokeSecurityGroupIngressCommand({ GroupId, IpPermissions: [rule] }))
  expect(await listRules()).toEqual([])
})

it('a group that is not there is refused by its own name', async () => {
  const gone = 'sg-00000000000000000'
  await expect(account.clients.ec2.send(new DescribeSecurityGroupsCommand({ GroupIds: [gone] }))).rejects.toMatchObject(
    { name: 'InvalidGroup.NotFound', message: `The security group '${gone}' does not exist` },
  )
})

it('a dry run says that it would have succeeded', async () => {
  const asked = new AuthorizeSecurityGroupIngressCommand({ GroupId, IpPermissions: [rule], DryRun: true })
  await expect(account.clients.ec2.send(asked)).rejects.toMatchObject({ name: 'DryRunOperation' })
})
