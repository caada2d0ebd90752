/** Which security groups Beanstalk made, and for which environment: their tags tell. Pure. */

interface Tag {
  readonly Key?: string | undefined
  readonly Value?: string | undefined
}

/** The id of the environment; undefined for a group that somebody else made. */
export function findOwnerOfGroup(tags: readonly Tag[]): string | undefined {
  const tagOf = (key: string) => tags.find(({ Key }) => Key === key)?.Value
  // CloudFormation tags what it makes; Beanstalk's template gives these two names to the groups.
  const isNamed = LOGICAL_IDS.includes(tagOf('aws:cloudformation:logical-id') ?? '')
  return isNamed ? tagOf('elasticbeanstalk:environment-id') : undefined
}

const LOGICAL_IDS: readonly string[] = ['AWSEBSecurityGroup', 'AWSEBLoadBalancerSecurityGroup']
