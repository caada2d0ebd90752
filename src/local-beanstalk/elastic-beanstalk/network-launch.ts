/** Makes what lies around an environment's instances: the security group, the address. */

import { allocateAddress } from '../ec2/addresses.ts'
import { createGroup } from '../ec2/security-groups.ts'
import { physicalTail } from '../ids.ts'
import type { Environment } from './beanstalk-model.ts'
import { resourceTags } from './resource-tags.ts'
import { admitClients } from './routing.ts'
import type { Stage } from './stage.ts'

export async function makeNetwork(stage: Stage): Promise<void> {
  const { beanstalk, environment } = stage
  const region = beanstalk.ec2.region(environment.region)
  const group = createGroup(region, groupSpec(environment), [PORT_80])
  stage.say('INFO', `Created security group named: ${group.name}`)
  await stage.pause(15)
  const { publicIp: elasticIp } = allocateAddress(region)
  stage.say('INFO', `Created EIP: ${elasticIp}`)
  environment.network = { group: { id: group.id, name: group.name }, elasticIp }
  await admitClients(beanstalk.ec2, environment)
  await stage.pause(67)
}

const PORT_80 = {
  protocol: 'tcp',
  fromPort: 80,
  toPort: 80,
  peer: { kind: 'ipv4', cidr: '0.0.0.0/0' },
  description: undefined,
} as const

function groupSpec(environment: Environment) {
  const name = `awseb-${environment.id}-stack-AWSEBSecurityGroup-${physicalTail()}`
  const logicalId = { Key: 'aws:cloudformation:logical-id', Value: 'AWSEBSecurityGroup' }
  return {
    name,
    description: 'SecurityGroup for ElasticBeanstalk environment.',
    tags: [...resourceTags(environment), logicalId],
  }
}
