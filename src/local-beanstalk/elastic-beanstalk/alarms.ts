/** The alarms by which the Auto Scaling group of a load-balanced environment scales. A single instance has none. */

import type { Environment } from './beanstalk-model.ts'
import { physicalName } from './resource-tags.ts'
import type { Stage } from './stage.ts'

const LOGICAL_ID = 'AWSEBCloudwatchAlarm'

export function makeAlarms({ beanstalk, environment, say }: Stage): void {
  for (const alarm of ['High', 'Low']) {
    const name = physicalName(environment, `${LOGICAL_ID}${alarm}`)
    beanstalk.cloudWatch.region(environment.region).alarms.add(name)
    say('INFO', `Created CloudWatch alarm named: ${name}`)
  }
}

/** Answers with the names of those that were there. */
export function deleteAlarms({ beanstalk, environment }: Pick<Stage, 'beanstalk' | 'environment'>): string[] {
  const { alarms } = beanstalk.cloudWatch.region(environment.region)
  const own = [...alarms].filter(name => isAlarmOf(environment, name))
  for (const name of own) alarms.delete(name)
  return own
}

function isAlarmOf({ id }: Environment, name: string): boolean {
  return name.startsWith(`awseb-${id}-stack-${LOGICAL_ID}`)
}
