import { expect, it } from 'vitest'
import { writeRuleCommand } from '../../src/network/ip-permissions.ts'

const RULE = { region: 'eu-central-1', groupId: 'sg-1', port: 80 }

it('writes the command for a rule of both families, with its region', () => {
  expect(writeRuleCommand('authorize', { ...RULE, cidrs: ['0.0.0.0/0', '::/0'] })).toBe(
    "aws ec2 authorize-security-group-ingress --group-id sg-1 --ip-permissions 'IpProtocol=tcp,FromPort=80,ToPort=80,IpRanges=[{CidrIp=0.0.0.0/0}],Ipv6Ranges=[{CidrIpv6=::/0}]' --region eu-central-1",
  )
})

it('lets no address that AWS names end the quotes of the shell', () => {
  const command = writeRuleCommand('revoke', { ...RULE, cidrs: ["10.0.0.1'; touch /tmp/x #/32"] })
  expect(command).toContain("{CidrIp=10.0.0.1'\\''; touch /tmp/x #/32}]'")
})
