/** The platforms that Local Beanstalk offers. Source: AWS, "Elastic Beanstalk supported platforms", January 2026. */

import { partitionOf } from '../partition.ts'

const AL2023 = '64bit Amazon Linux 2023'
const AL2 = '64bit Amazon Linux 2'

/** As ListAvailableSolutionStacks names them: families of which Local Beanstalk knows the proxy's files, or that have none. */
export const SOLUTION_STACKS: readonly string[] = [
  ...branches(`${AL2023} v6.7.2 running Node.js`, ['24', '22', '20']),
  ...branches(`${AL2023} v4.9.1 running Python`, ['3.14', '3.13', '3.12', '3.11', '3.9']),
  `${AL2023} v4.5.2 running Go 1`,
  ...branches(`${AL2023} v4.8.2 running Corretto`, ['25', '21', '17', '11', '8']),
  ...branches(`${AL2023} v5.9.2 running Tomcat`, ['11 Corretto 25', '11 Corretto 21', '11 Corretto 17']),
  ...branches(`${AL2023} v5.9.2 running Tomcat`, [
    '10 Corretto 21',
    '10 Corretto 17',
    '9 Corretto 17',
    '9 Corretto 11',
  ]),
  ...branches(`${AL2023} v3.7.1 running .NET`, ['10', '9', '8']),
  ...branches(`${AL2023} v4.8.2 running Ruby`, ['3.4', '3.3', '3.2']),
  ...branches(`${AL2023} v4.9.1 running PHP`, ['8.5', '8.4', '8.3', '8.2']),
  `${AL2023} v4.9.1 running Docker`,
  `${AL2023} v4.3.2 running ECS`,
  `${AL2} v3.14.2 running Go 1`,
  ...branches(`${AL2} v3.10.2 running Corretto`, ['17', '11', '8']),
  ...branches(`${AL2} v4.10.2 running Tomcat 9 Corretto`, ['11', '8']),
  `${AL2} v2.12.2 running .NET Core`,
  `${AL2} v4.5.1 running Docker`,
  `${AL2} v3.6.2 running ECS`,
]

/** Retired branches, which are listed no more; environments on them keep running, and so they can be made here. */
const RETIRED_STACKS: readonly string[] = [
  `${AL2} v5.8.4 running Node.js 18`,
  `${AL2} v3.5.12 running Python 3.8`,
  `${AL2} v3.7.2 running Ruby 2.7`,
  `${AL2} v3.5.12 running PHP 8.1`,
]

/** A later version of the same branch is the recommended one. */
const SUPERSEDED_STACKS: readonly string[] = [`${AL2023} v6.7.1 running Node.js 24`]

export const KNOWN_STACKS = [...SOLUTION_STACKS, ...RETIRED_STACKS, ...SUPERSEDED_STACKS]

/** As in DescribePlatformVersion; a version that is not recommended has no state of its own. */
export function lifecycleOf(stack: string) {
  return {
    PlatformLifecycleState: SOLUTION_STACKS.includes(stack) ? 'Recommended' : undefined,
    PlatformBranchLifecycleState: RETIRED_STACKS.includes(stack) ? 'Retired' : 'Supported',
  }
}

/** As in `arn:aws:elasticbeanstalk:eu-central-1::platform/Node.js 24 running on 64bit Amazon Linux 2023/6.7.2`. */
export function platformArn(solutionStack: string, region: string): string {
  const match = /^(64bit .+) v([\d.]+) running (.+)$/.exec(solutionStack)
  if (match === null) throw new TypeError(`No solution stack's name: "${solutionStack}"`)
  const [, system, version, branch] = match
  return `arn:${partitionOf(region)}:elasticbeanstalk:${region}::platform/${branch} running on ${system}/${version}`
}

function branches(prefix: string, versions: readonly string[]): readonly string[] {
  return versions.map(version => `${prefix} ${version}`)
}
