/** The platforms that Local Beanstalk offers. Source: AWS, "Elastic Beanstalk supported platforms", January 2026. */

export const SOLUTION_STACKS: readonly string[] = [
  '64bit Amazon Linux 2023 v6.7.2 running Node.js 24',
  '64bit Amazon Linux 2023 v6.7.2 running Node.js 22',
  '64bit Amazon Linux 2023 v6.7.2 running Node.js 20',
]

/** As in `arn:aws:elasticbeanstalk:eu-central-1::platform/Node.js 24 running on 64bit Amazon Linux 2023/6.7.2`. */
export function platformArn(solutionStack: string, region: string): string {
  const match = /^(64bit .+) v([\d.]+) running (.+)$/.exec(solutionStack)
  if (match === null) throw new TypeError(`No solution stack's name: "${solutionStack}"`)
  const [, system, version, branch] = match
  return `arn:aws:elasticbeanstalk:${region}::platform/${branch} running on ${system}/${version}`
}
