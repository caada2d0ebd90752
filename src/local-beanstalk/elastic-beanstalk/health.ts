/** An environment's health: what it follows from, and the events that its changes make. */

import type { Environment, Health } from './beanstalk-model.ts'
import type { EventLog } from './event-log.ts'
import { effectiveSettings, findSetting } from './option-settings.ts'

export const HEALTHY: Health = { color: 'Green', status: 'Ok', causes: [] }

export function hasEnhancedHealth(environment: Environment): boolean {
  return (
    findSetting(effectiveSettings(environment), 'aws:elasticbeanstalk:healthreporting:system', 'SystemType') ===
    'enhanced'
  )
}

/**
 * Changes the health and tells it. Health events come from a reporter beside the operations: they carry no request id.
 * `note` is what the event says when the health has no causes.
 */
export function changeHealth(
  environment: Environment,
  events: EventLog,
  change: { readonly to: Health; readonly note?: string },
): void {
  const { health: from } = environment
  const { to } = change
  environment.health = to
  const enhanced = hasEnhancedHealth(environment)
  if (enhanced ? from.status === to.status : from.color === to.color) return
  const details = [...to.causes, ...(to.causes.length === 0 && change.note !== undefined ? [change.note] : [])]
  const message = enhanced
    ? [`Environment health has transitioned from ${from.status} to ${to.status}.`, ...details].join(' ')
    : `Environment health has transitioned from ${from.color.toUpperCase()} to ${to.color.toUpperCase()}`
  events.add({
    severity: to.status === 'Degraded' || to.status === 'Severe' ? 'WARN' : 'INFO',
    message,
    applicationName: environment.applicationName,
    environmentName: environment.name,
    environmentId: environment.id,
    versionLabel: undefined,
    requestId: undefined,
  })
}

/** What the instance looks like from outside, when no deployment goes on. */
export function observedHealth(environment: Environment): Health {
  const { instance, deployment } = environment
  if (instance === undefined || deployment === undefined) return { color: 'Grey', status: 'Unknown', causes: [] }
  const { proxy, app } = instance.host.status()
  const stopped = [...(app === 'running' ? [] : ['web']), ...(proxy === 'running' ? [] : ['proxy'])]
  const services = stopped.length === 0 ? [] : [`Following services are not running: ${stopped.join(', ')}.`]
  const failed = deployment.status === 'Failed' ? ['Command failed on all instances.'] : []
  const expected = `Expected version "${environment.versionLabel}" (deployment ${environment.expectedDeployment}).`
  const incorrect =
    deployment.versionLabel === environment.versionLabel
      ? []
      : [`Incorrect application version found on all instances. ${expected}`]
  if (failed.length + incorrect.length > 0) {
    return { color: 'Red', status: 'Degraded', causes: [...failed, ...incorrect, ...services] }
  }
  const requests = app === 'running' ? [] : ['100.0 % of the requests are failing with HTTP 5xx.']
  return stopped.length === 0 ? HEALTHY : { color: 'Red', status: 'Severe', causes: [...requests, ...services] }
}

/** The causes that DescribeInstancesHealth gives for the one instance. */
export function instanceCauses(environment: Environment): readonly string[] {
  const { deployment, versionLabel, expectedDeployment, health } = environment
  if (health.status !== 'Degraded' || deployment === undefined) return health.causes
  const failed = deployment.status === 'Failed' ? ['Command failed.'] : []
  if (deployment.versionLabel === versionLabel) return failed
  const incorrect = `Incorrect application version "${deployment.versionLabel}" (deployment ${deployment.id}).`
  return [...failed, `${incorrect} Expected version "${versionLabel}" (deployment ${expectedDeployment}).`]
}
