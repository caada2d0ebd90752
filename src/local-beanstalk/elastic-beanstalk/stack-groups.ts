/** The security groups of an environment's stack as they are deleted with it, or as one of them keeps it from that. */

import { randomUUID } from 'node:crypto'
import type { SecurityGroup } from '../ec2/ec2-model.ts'
import { isNamedByRule } from '../ec2/group-use.ts'
import type { Stage } from './stage.ts'

/** Those that cannot be deleted: somebody else's rules name them, or a fault says so. */
export function findStuckGroups(stage: Stage): SecurityGroup[] {
  const { beanstalk, environment } = stage
  const region = beanstalk.ec2.region(environment.region)
  const own = stackGroups(stage)
  const stuck = own.filter(group => isNamedByRule(region, group, own))
  if (stuck.length > 0 || own.length === 0) return stuck
  return beanstalk.world.faults.take('termination-failed') === undefined ? [] : own.slice(-1)
}

/** Answers with what they are told by: a load balancer's by its id, an instance's by its name. */
export function deleteGroups(stage: Stage, stuck: readonly SecurityGroup[] = []): string[] {
  const { beanstalk, environment } = stage
  const deleted = stackGroups(stage).filter(group => !stuck.includes(group))
  for (const { id } of deleted) beanstalk.ec2.region(environment.region).groups.delete(id)
  // What was made last goes first.
  return deleted.reverse().map(({ id, name }) => (name.includes('-AWSEBLoadBalancer') ? id : name))
}

/** Both texts are recorded. */
export function sayStuck({ say }: Stage, stuck: readonly SecurityGroup[]): void {
  for (const { id } of stuck) {
    const service = `Service: AmazonEC2; Status Code: 400; Error Code: DependencyViolation; Request ID: ${randomUUID()}`
    say(
      'ERROR',
      `Deleting security group named: ${id} failed Reason: resource ${id} has a dependent object (${service})`,
    )
  }
  const names = stuck.map(({ name }) => name.split('-').at(-2)).join(', ')
  say('ERROR', `Stack deletion failed: The following resource(s) failed to delete: [${names}].`)
}

function stackGroups({ beanstalk, environment }: Stage): SecurityGroup[] {
  const prefix = `awseb-${environment.id}-stack-`
  return [...beanstalk.ec2.region(environment.region).groups.values()].filter(({ name }) => name.startsWith(prefix))
}
