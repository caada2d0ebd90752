/** What TerminateEnvironment sets in motion. */

import type { Health } from './beanstalk-model.ts'
import type { Stage } from './stage.ts'

/** The health of what does not exist any more. */
export const GONE: Health = { color: 'Grey', status: 'Unknown', causes: [] }

export async function runTermination(stage: Stage): Promise<void> {
  const { environment } = stage
  const { instance } = environment
  stage.say('INFO', 'terminateEnvironment is starting.')
  await stage.pause(20)
  await releaseResources(stage)
  if (instance !== undefined) {
    stage.say('INFO', `Deleted EIP: ${instance.publicIp}`)
    stage.say('INFO', `Deleted security group named: ${instance.groupName}`)
  }
  await stage.pause(5)
  stage.say('INFO', 'terminateEnvironment completed successfully.')
  stage.settle('Terminated', { to: GONE })
}

/** Whatever was made for the environment goes; its front closes, so its CNAME leads nowhere. */
export async function releaseResources(stage: Stage): Promise<void> {
  await releaseInstance(stage)
  await stage.environment.front.close()
}

/** The instance and its group go; the front stays, with nothing behind it. */
export async function releaseInstance({ beanstalk, environment }: Stage): Promise<void> {
  const { instance } = environment
  const region = beanstalk.ec2.region(environment.region)
  if (instance !== undefined) {
    await instance.host.terminate()
    await instance.alignFront()
    const known = region.instances.get(instance.id)
    if (known !== undefined) known.state = 'terminated'
    environment.instance = undefined
  }
  for (const group of region.groups.values()) {
    if (group.name.startsWith(`awseb-${environment.id}-stack-`)) region.groups.delete(group.id)
  }
}
