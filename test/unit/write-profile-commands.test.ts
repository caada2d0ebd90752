import { expect, it } from 'vitest'
import { writeProfileCommands } from '../../src/aws/write-profile-commands.ts'

it.each([
  ['eu-central-1', 'aws'],
  ['cn-north-1', 'aws-cn'],
  ['us-gov-west-1', 'aws-us-gov'],
])("makes an instance profile with the policy of the region's own partition: %s", (region, partition) => {
  const [, ...commands] = writeProfileCommands(region, 'web').split('\n')
  expect(commands.every(command => command.endsWith(` --region ${region}`))).toBe(true)
  expect(commands[1]).toContain(`--policy-arn arn:${partition}:iam::aws:policy/AWSElasticBeanstalkWebTier`)
})
