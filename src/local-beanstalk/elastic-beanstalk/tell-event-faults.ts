/** The events that faults put into the midst of a deployment. */

import { randomUUID } from 'node:crypto'
import type { Faults } from '../faults/faults.ts'
import type { Environment } from './beanstalk-model.ts'
import type { EventLog, Severity } from './event-log.ts'

/** Who speaks for the deployment, and where others speak. */
export interface Speaker {
  readonly environment: Environment
  readonly events: EventLog
  say(severity: Severity, message: string): void
}

export function tellEventFaults(faults: Faults, stage: Speaker): void {
  const { environment, events } = stage
  for (const { severity, message } of faults.takeAll('foreign-event')) stage.say(severity, message)
  for (const { severity, message } of faults.takeAll('event-of-another')) {
    const { applicationName, name: environmentName, id: environmentId } = environment
    const named = { applicationName, environmentName, environmentId, versionLabel: undefined }
    events.add({ severity, message, ...named, requestId: randomUUID() })
  }
  for (const { count } of faults.takeAll('event-flood'))
    for (let told = 0; told < count; told += 1) stage.say('INFO', 'Instance deployment completed successfully.')
  for (const _ of faults.takeAll('recovered-error'))
    stage.say('ERROR', "Instance deployment failed. For details, see 'eb-engine.log'.")
}
