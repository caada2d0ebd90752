/** Brings what lies around the instances in line with the option settings. */

import type { Environment } from './beanstalk-model.ts'
import { configureLoadBalancer } from './load-balancing.ts'
import { makeLogGroups } from './log-groups.ts'
import { effectiveSettings, type OptionSettings } from './option-settings.ts'
import { scale } from './scaling.ts'
import type { Stage } from './stage.ts'

/** May be repeated: what is as it should be stays as it is. */
export async function changeConfiguration(stage: Stage): Promise<void> {
  makeLogGroups(stage)
  await configureLoadBalancer(stage.beanstalk, stage.environment)
  await scale(stage)
}

// What these change lies beside the instances: no command runs on them.
const BESIDE_INSTANCES = [
  /^aws:autoscaling:/,
  /^aws:ec2:/,
  /^aws:elb(v2)?:/,
  /^aws:elasticbeanstalk:(command|environment|healthreporting:system|managedactions|monitoring|sns:topics)$/,
  /^aws:elasticbeanstalk:(environment:process:.*|managedactions:.*|trafficsplitting)$/,
]

/** Do the instances have to be told of the change? */
export function reachesInstances(
  former: Pick<Environment, 'settings' | 'bundleSettings'>,
  now: Pick<Environment, 'settings' | 'bundleSettings'>,
): boolean {
  const [before, after] = [relevant(effectiveSettings(former)), relevant(effectiveSettings(now))]
  return before !== after
}

function relevant(settings: OptionSettings): string {
  return JSON.stringify(settings.filter(({ namespace }) => !BESIDE_INSTANCES.some(pattern => pattern.test(namespace))))
}
