/** The health of an environment just after an update has ended is that of the midst of it. */

import type * as EB from '@aws-sdk/client-elastic-beanstalk'
import type { FaultOf } from '../../faults/catalogue.ts'
import { openWindow, type Window } from '../../faults/window.ts'
import { type FaultyStep, look, type Surroundings } from './faulty-step.ts'

interface Stale {
  readonly fault: FaultOf<'stale-health'>
  /** Once it was seen to be Ready. */
  isOpen?: Window
}

export function staleHealth(surroundings: Surroundings): FaultyStep {
  const { beanstalk } = surroundings
  const { world } = beanstalk
  const stale = new Map<string, Stale>()
  const tell = (environment: EB.EnvironmentDescription, region: string): EB.EnvironmentDescription => {
    const { EnvironmentId: id = '', Status } = environment
    const known = stale.get(id)
    if (known === undefined || Status !== 'Ready' || !world.faults.isSet(known.fault)) return environment
    if (known.isOpen === undefined) tellLateEvent(environment, region)
    known.isOpen ??= openWindow(known.fault, world)
    if (known.isOpen()) return withHealth(environment, 'Red', 'Degraded')
    stale.delete(id)
    return withHealth(environment, 'Yellow', 'Warning')
  }
  const tellLateEvent = (environment: EB.EnvironmentDescription, region: string) => {
    beanstalk.region(region).events.add({
      severity: 'INFO',
      message:
        'Environment health has transitioned from Ok to Info. Application update in progress on 1 instance. 0 out of 1 instance completed (running for 5 seconds).',
      applicationName: environment.ApplicationName ?? '',
      environmentName: environment.EnvironmentName,
      environmentId: environment.EnvironmentId,
      versionLabel: undefined,
      requestId: undefined,
    })
  }
  return async (asked, next) => {
    const answer = await next()
    if (asked.operation === 'UpdateEnvironment') {
      const fault = world.faults.take('stale-health')
      const id = (await look(surroundings, asked))?.EnvironmentId
      if (fault !== undefined && id !== undefined) stale.set(id, { fault })
    }
    if (asked.operation !== 'DescribeEnvironments') return answer
    const { Environments, ...rest } = answer as EB.EnvironmentDescriptionsMessage
    return { ...rest, Environments: Environments?.map(one => tell(one, asked.call.region)) }
  }
}

function withHealth(
  environment: EB.EnvironmentDescription,
  Health: EB.EnvironmentHealth,
  HealthStatus: EB.EnvironmentHealthStatus,
): EB.EnvironmentDescription {
  return { ...environment, Health, ...(environment.HealthStatus !== undefined && { HealthStatus }) }
}
