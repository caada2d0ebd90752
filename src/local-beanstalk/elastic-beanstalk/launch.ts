/** What CreateEnvironment sets in motion: group, address, instance, first deployment. */

import { randomInt } from 'node:crypto'
import { createGroup, type Ec2Instance } from '../ec2/ec2-model.ts'
import { hexId, physicalTail } from '../ids.ts'
import { admitClients, type Beanstalk } from './beanstalk.ts'
import type { ApplicationVersion, Environment } from './beanstalk-model.ts'
import { cnameOf } from './cname.ts'
import { changeHealth, observedHealth } from './health.ts'
import { applyBundleSettings, deployOnInstance, sayForeignEvents, stageBundle } from './instance-deployment.ts'
import { effectiveSettings, findSetting } from './option-settings.ts'
import { systemTags } from './resource-tags.ts'
import { type Stage, secondsSince } from './stage.ts'
import { GONE, releaseResources } from './termination.ts'

/** Pauses are those of a recorded single-instance stream. */
export async function runLaunch(stage: Stage, version: ApplicationVersion | undefined): Promise<void> {
  const { beanstalk, environment } = stage
  stage.say('INFO', 'createEnvironment is starting.')
  await stage.pause(1)
  const storage = beanstalk.storage(environment.region)
  stage.say('INFO', `Using ${storage.name} as Amazon S3 storage bucket for environment data.`)
  await stage.pause(21)
  try {
    await launchInstance(stage)
  } catch (error) {
    // The one reason here is the machine that this runs on (no nginx, no port): it has to be said.
    stage.say('ERROR', error instanceof Error ? error.message : String(error))
    stage.say('ERROR', 'Failed to launch environment.')
    await releaseResources(stage)
    return stage.settle('Terminated', { to: GONE })
  }
  await stage.pause(6)
  sayForeignEvents(stage)
  const succeeded = await deployFirst(stage, version)
  await stage.pause(succeeded ? 33 : 62)
  if (succeeded) {
    environment.expectedDeployment = environment.deployments
    stage.say('INFO', `Application available at ${cnameOf(environment)}.`)
    stage.say('INFO', `Successfully launched environment: ${environment.name}`)
  } else {
    stage.say(
      'ERROR',
      'Create environment operation is complete, but with errors. For more information, see troubleshooting documentation.',
    )
  }
  const took = secondsSince(stage.startedMs, beanstalk.world.clock.now())
  stage.settle('Ready', {
    to: observedHealth(environment),
    note: `Initialization completed 0 seconds ago and took ${took}.`,
  })
}

/** Makes what an environment runs on: group, address, instance. @throws Error when this machine cannot. */
export async function launchInstance(stage: Stage): Promise<void> {
  const { beanstalk, environment } = stage
  const region = beanstalk.ec2.region(environment.region)
  const group = createGroup(region, groupSpec(environment), [PORT_80])
  stage.say('INFO', `Created security group named: ${group.name}`)
  await stage.pause(15)
  const publicIp = `203.0.113.${randomInt(1, 255)}`
  stage.say('INFO', `Created EIP: ${publicIp}`)
  await stage.pause(67)
  stage.say('INFO', 'Waiting for EC2 instances to launch. This may take a few minutes.')
  const id = hexId('i')
  const host = await beanstalk.host.launchInstance({ instanceId: id, platform: environment.solutionStack })
  const launched = new Date(beanstalk.world.clock.now())
  const instanceType =
    findSetting(effectiveSettings(environment), 'aws:autoscaling:launchconfiguration', 'InstanceType') ?? 't3.micro'
  const privateIp = `172.31.${randomInt(0, 16)}.${randomInt(4, 255)}`
  const instance: Ec2Instance = {
    id,
    instanceType,
    privateIp,
    publicIp,
    launched,
    groupIds: [group.id],
    tags: tagsOf(environment),
    state: 'running',
  }
  region.instances.set(id, instance)
  let turn = Promise.resolve()
  const alignFront = () => {
    // One after the other: the last status has the last word.
    turn = turn.then(() => environment.front.pointTo(host.status().proxy === 'running' ? host.proxyPort : undefined))
    return turn
  }
  environment.instance = { id, host, launched, groupId: group.id, groupName: group.name, publicIp, alignFront }
  host.onStatusChange(() => followStatus(beanstalk, environment))
  await admitClients(beanstalk.ec2, environment)
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
    tags: [...tagsOf(environment), logicalId],
  }
}

function tagsOf(environment: Environment) {
  return [
    ...[...systemTags(environment), ...environment.tags].map(([Key, Value]) => ({ Key, Value })),
    { Key: 'aws:cloudformation:stack-name', Value: `awseb-${environment.id}-stack` },
  ]
}

function followStatus(beanstalk: Beanstalk, environment: Environment): void {
  const { instance } = environment
  if (instance === undefined) return
  beanstalk.background.run(() => instance.alignFront())
  if (environment.status !== 'Ready') return
  const { events } = beanstalk.region(environment.region)
  changeHealth(environment, events, { to: observedHealth(environment) })
}

/** The first deployment on a new instance. */
export async function deployFirst(stage: Stage, version: ApplicationVersion | undefined): Promise<boolean> {
  const bundle = await stageBundle(stage.beanstalk, version)
  if (bundle === undefined) return false
  try {
    await applyBundleSettings(stage, bundle)
    return (await deployOnInstance(stage, bundle)).kind === 'succeeded'
  } finally {
    await bundle.remove()
  }
}
