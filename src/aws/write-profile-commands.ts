/** How an instance profile is made where the account has none, as commands to be pasted into a shell. Pure. */

import { partitionOf } from './partition.ts'
import { writeCommand } from './write-command.ts'

/**
 * Beanstalk makes none by itself any more; this one is for a web server. AWS's own policies are another partition's in
 * China and GovCloud, as is the IAM that the commands ask.
 *
 * @see https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/iam-instanceprofile.html
 */
export function writeProfileCommands(region: string, name: string): string {
  const policy = `arn:${partitionOf(region)}:iam::aws:policy/AWSElasticBeanstalkWebTier`
  const commands = [
    `create-role --role-name ${name} --assume-role-policy-document '${TRUST}'`,
    `attach-role-policy --role-name ${name} --policy-arn ${policy}`,
    `create-instance-profile --instance-profile-name ${name}`,
    `add-role-to-instance-profile --instance-profile-name ${name} --role-name ${name}`,
  ]
  const lines = commands.map(words => writeCommand(region, `iam ${words}`))
  return ['Where the account has none, make it once:', ...lines].join('\n')
}

const TRUST =
  '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"ec2.amazonaws.com"},"Action":"sts:AssumeRole"}]}'
