/** The log groups of an environment: made when its settings ask for them, and left behind unless they say otherwise. */

import { hasEnhancedHealth } from './health.ts'
import { effectiveSettings, findSetting } from './option-settings.ts'
import type { Stage } from './stage.ts'
import { streamedLogs } from './streamed-logs.ts'

const LOGS = 'aws:elasticbeanstalk:cloudwatch:logs'
const HEALTH = `${LOGS}:health`

type Own = Pick<Stage, 'beanstalk' | 'environment'>

/** Those that are there already, of a former environment of the name as well, get the retention of the settings. */
export function makeLogGroups({ beanstalk, environment }: Own): void {
  const { logGroups } = beanstalk.cloudWatch.region(environment.region)
  for (const { names, namespace } of wantedGroups(environment)) {
    const retentionInDays = Number(findSetting(effectiveSettings(environment), namespace, 'RetentionInDays') ?? '7')
    for (const name of names) logGroups.set(name, { name, retentionInDays })
  }
}

/** What becomes of those whose streaming was turned off is not documented: they stay. */
export function deleteLogGroups({ beanstalk, environment }: Own): void {
  const { logGroups } = beanstalk.cloudWatch.region(environment.region)
  const settings = effectiveSettings(environment)
  for (const { names, namespace } of wantedGroups(environment)) {
    if (findSetting(settings, namespace, 'DeleteOnTerminate') !== 'true') continue
    for (const name of names) logGroups.delete(name)
  }
}

/** Source of the names: Developer Guide, "Using Elastic Beanstalk with Amazon CloudWatch Logs". */
function wantedGroups(environment: Stage['environment']) {
  const settings = effectiveSettings(environment)
  const prefix = `/aws/elasticbeanstalk/${environment.name}`
  const proxy = findSetting(settings, 'aws:elasticbeanstalk:environment:proxy', 'ProxyServer')
  const streamsLogs = findSetting(settings, LOGS, 'StreamLogs') === 'true'
  // Without enhanced health there is nothing to stream.
  const streamsHealth =
    findSetting(settings, HEALTH, 'HealthStreamingEnabled') === 'true' && hasEnhancedHealth(environment)
  const logs = streamedLogs(environment.solutionStack, proxy).map(file => `${prefix}/var/log/${file}`)
  return [
    { namespace: LOGS, names: streamsLogs ? logs : [] },
    { namespace: HEALTH, names: streamsHealth ? [`${prefix}/environment-health.log`] : [] },
  ]
}
