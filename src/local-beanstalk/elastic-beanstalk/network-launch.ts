/** Makes what lies around an environment's instances: of a single one, the security group and the address. */

import { allocateAddress } from '../ec2/addresses.ts'
import { makeBalancedNetwork, openLoadBalancer } from './balanced-network.ts'
import { publishName } from './cname.ts'
import { ANYWHERE, makeInstanceGroup } from './environment-groups.ts'
import { effectiveSettings, isLoadBalanced } from './option-settings.ts'
import { physicalName } from './resource-tags.ts'
import { admitClients } from './routing.ts'
import type { Stage } from './stage.ts'

/** What an environment needs before its instances can be launched. Pauses are those of recorded streams. */
export async function makeNetwork(stage: Stage): Promise<void> {
  const { environment } = stage
  if (isLoadBalanced(effectiveSettings(environment))) await makeBalancedNetwork(stage)
  else await makeSingleNetwork(stage)
  stage.say('INFO', 'Waiting for EC2 instances to launch. This may take a few minutes.')
}

/** What comes after the instances. */
export async function completeNetwork(stage: Stage): Promise<void> {
  if (isLoadBalanced(effectiveSettings(stage.environment))) await openLoadBalancer(stage)
  await admitClients(stage.beanstalk, stage.environment)
  if (stage.environment.tier === 'WebServer') publishName(stage.beanstalk.world.names, stage.environment)
}

async function makeSingleNetwork(stage: Stage): Promise<void> {
  const { beanstalk, environment } = stage
  const groups = makeInstanceGroup(stage, { ports: [80], peer: ANYWHERE })
  await stage.pause(15)
  const { publicIp: elasticIp } = allocateAddress(beanstalk.ec2.region(environment.region))
  stage.say('INFO', `Created EIP: ${elasticIp}`)
  environment.network = {
    ...groups,
    autoScalingGroup: physicalName(environment, 'AWSEBAutoScalingGroup'),
    elasticIp,
    loadBalancerGroupIds: [],
    targetGroups: new Map(),
    loadBalancer: undefined,
  }
  await stage.pause(67)
}
