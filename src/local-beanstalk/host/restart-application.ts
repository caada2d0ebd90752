/** Restarts the app that an instance runs; its proxy goes on meanwhile, and answers 502 while nothing listens. */

import { applicationCrashed } from './engine-failure.ts'
import type { DeploymentOutcome } from './host.ts'
import type { Machine } from './machine.ts'
import type { ProcessSpec } from './supervisor-protocol.ts'

/** @throws what a terminated instance throws. */
export async function restartApplication(machine: Machine, spec: ProcessSpec): Promise<DeploymentOutcome> {
  const { engineLog, ports } = machine
  engineLog.info('Executing instruction: RestartAppServer')
  await machine.stopApplication()
  const application = machine.startApplication(spec)
  await application.settle(ports.appAddress)
  if (!application.hasCrashed()) return { kind: 'succeeded' }
  const { outcome } = applicationCrashed()
  engineLog.error(outcome.engineLogLine)
  return outcome
}
