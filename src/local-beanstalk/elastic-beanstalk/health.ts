/** An environment's health: what it follows from, and the events that its changes make. */

import type { Environment, Health } from './beanstalk-model.ts'
import type { EventLog } from './event-log.ts'
import { findingsOf, type InstanceFindings, stoppedServices } from './instance-health.ts'
import { effectiveSettings, findSetting } from './option-settings.ts'

const HEALTHY: Health = { color: 'Green', status: 'Ok', causes: [] }

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

/** What the instances look like from outside, when no deployment goes on. */
export function observedHealth(environment: Environment): Health {
  const findings = environment.instances.flatMap(instance => findingsOf(environment, instance) ?? [])
  if (findings.length === 0) return { color: 'Grey', status: 'Unknown', causes: [] }
  const total = environment.instances.length
  const failed = findings.filter(({ hasFailed }) => hasFailed).length
  const incorrect = findings.filter(({ isIncorrect }) => isIncorrect).length
  const expected = `Expected version "${environment.versionLabel}" (deployment ${environment.expectedDeployment}).`
  const wrong = [
    ...(failed > 0 ? [`Command failed ${onInstances(failed, total)}.`] : []),
    ...(incorrect > 0 ? [`Incorrect application version found ${onInstances(incorrect, total)}. ${expected}`] : []),
  ]
  const services = [...balancerCauses(findings, total), ...serviceCauses(findings, total)]
  if (wrong.length > 0) return { color: 'Red', status: 'Degraded', causes: [...wrong, ...services] }
  const silent = findings.filter(({ stopped }) => stopped.includes('web')).length
  const requests = silent === total ? ['100.0 % of the requests are failing with HTTP 5xx.'] : []
  const isSevere = findings.filter(({ stopped, isSick }) => stopped.length > 0 || isSick).length === total
  if (services.length === 0) return HEALTHY
  return { color: 'Red', status: isSevere ? 'Severe' : 'Degraded', causes: [...requests, ...services] }
}

// "on all instances", "on 1 out of 2 instances".
function onInstances(count: number, total: number): string {
  return count === total ? 'on all instances' : `on ${count} out of ${total} instances`
}

// Both are recorded of all instances; how the service words the first for some of several is inferred.
function balancerCauses(findings: readonly InstanceFindings[], total: number): string[] {
  const sick = findings.filter(({ isSick }) => isSick).length
  if (sick === 0) return []
  const all = sick === total ? ['ELB health is failing or not available for all instances.'] : []
  return [`ELB processes are not healthy ${onInstances(sick, total)}.`, ...all]
}

// How the service words it for some of several instances is not known.
function serviceCauses(findings: readonly InstanceFindings[], total: number): string[] {
  const stricken = findings.filter(({ stopped }) => stopped.length > 0)
  if (stricken.length === 0) return []
  const services = stoppedServices(stricken)
  if (stricken.length === total) return [`Following services are not running: ${services}.`]
  return [`Following services are not running ${onInstances(stricken.length, total)}: ${services}.`]
}
