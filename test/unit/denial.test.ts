import { describe, expect, it } from 'vitest'
import { ActionError } from '../../src/action-error.ts'
import { explainRefusals } from '../../src/aws/denial.ts'
import { toActionError } from '../../src/aws/refusals.ts'
import { writePermission } from '../../src/aws/write-permission.ts'

const USER = 'User: arn:aws:sts::123456789012:assumed-role/deploy/GitHubActions is not authorized to perform:'

function deny(operation: string, why = `because no identity-based policy allows the ${operation} action`): ActionError {
  const error = Object.assign(new Error(`${USER} ${operation} on resource: * ${why}`), {
    name: 'UnauthorizedOperation',
  })
  return toActionError(error, { operation, region: 'eu-central-1' }) as ActionError
}

const ADD = 'ec2:AuthorizeSecurityGroupIngress'

describe('what AWS says to a denied request', () => {
  it('is quoted without the message that only AWS can read', () => {
    const plain = deny(ADD)
    const encoded = deny(
      ADD,
      `because no identity-based policy allows the ${ADD} action. Encoded authorization failure message: ${'x'.repeat(1400)}`,
    )
    expect(plain.message).toMatch(/allows the ec2:AuthorizeSecurityGroupIngress action"\.$/)
    expect(encoded.message).toBe(plain.message)
  })

  it.each([
    ['with an explicit deny in an identity-based policy', 'identity-based policy'],
    ['with an explicit deny in a service control policy', 'service control policy'],
    [
      'with an explicit deny in a service control policy: arn:aws:organizations::1:policy/o-1/p-1',
      'service control policy',
    ],
    ['with an explicit deny in a permissions boundary', 'permissions boundary'],
  ])('names the policy that denies it, for a statement that allows it does not help: %s', (why, policy) => {
    expect(deny(ADD, why).hint).toMatch(
      new RegExp(`^Take the statement out that denies it, in the ${policy} that.*"Sid":"AddInboundRule"`),
    )
  })

  it.each([
    'permissions boundary',
    'session policy',
    'service control policy',
  ])('names what else has to allow it: no %s', bound => {
    expect(deny(ADD, `because no ${bound} allows the ${ADD} action`).hint).toMatch(
      new RegExp(`^Allow it in the ${bound}, too, not only in the role's policy: \\{"Sid":"AddInboundRule"`),
    )
  })
})

describe('the statement to paste', () => {
  it('allows the tags of what is created with tags, and of nothing else', () => {
    const deniedWith = (input: object) => {
      const error = Object.assign(new Error(USER), { name: 'AccessDenied' })
      const request = { operation: 'elasticbeanstalk:CreateEnvironment', region: 'eu-central-1', input }
      return (toActionError(error, request) as ActionError).hint
    }
    const named = { ApplicationName: 'chat', EnvironmentName: 'chat-pr-12-1a2b3c4' }
    expect(deniedWith({ ...named, Tags: [] })).toContain(
      '"Action":["elasticbeanstalk:CreateEnvironment","elasticbeanstalk:AddTags"],"Resource":["arn:aws:elasticbeanstalk:eu-central-1:*:environment/chat/chat-pr-12-1a2b3c4"]',
    )
    expect(deniedWith(named)).not.toContain('AddTags')
  })

  it('names the base of previews where it is the base whose settings were asked for', () => {
    const statement = writePermission({
      ...{ operation: 'elasticbeanstalk:DescribeConfigurationSettings', region: 'eu-central-1' },
      input: { ApplicationName: 'chat', EnvironmentName: 'chat-staging' },
    })
    expect(JSON.parse(statement).Resource).toEqual([
      'arn:aws:elasticbeanstalk:eu-central-1:*:environment/chat/chat-staging',
    ])
  })
})

describe('several reads that were denied', () => {
  it('are told with each missing statement once, and what is no denial in its own words', () => {
    const busy = new ActionError({ code: 'aws-unavailable', message: 'AWS was busy.', hint: 'Wait.' })
    const [acls, tables] = [deny('ec2:DescribeNetworkAcls'), deny('ec2:DescribeRouteTables')]
    expect(explainRefusals([deny('ec2:DescribeSecurityGroups'), acls, busy, tables, acls, busy])).toEqual([
      expect.stringMatching(
        /^AWS denied ec2:DescribeSecurityGroups to the role of this job\. Allow .*"Sid":"ReadSecurityGroups"/,
      ),
      expect.stringMatching(
        /^AWS denied ec2:DescribeNetworkAcls, ec2:DescribeRouteTables to the role of this job\. Allow .*"Sid":"ReadNetwork"/,
      ),
      'AWS was busy.',
    ])
  })
})
