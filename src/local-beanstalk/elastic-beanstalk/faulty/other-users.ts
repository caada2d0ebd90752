/** Somebody else who works on the same environment. */

import type * as EB from '@aws-sdk/client-elastic-beanstalk'
import type { Fault } from '../../faults/catalogue.ts'
import { ServiceError } from '../../service-error.ts'
import { SAMPLE_LABEL } from '../beanstalk-model.ts'
import { ENVIRONMENT_VARIABLES } from '../option-settings.ts'
import { type AskedOperation, askAsAnother, type FaultyStep, look, type Surroundings } from './faulty-step.ts'

type Superseded = Map<string, { readonly label: string; readonly fault: Fault }>

export function actAsAnother(surroundings: Surroundings): FaultyStep {
  const { faults } = surroundings.beanstalk.world
  /** By the id of the environment: the version that another user will deploy again. */
  const superseded: Superseded = new Map()
  return async (asked, next) => {
    if (asked.operation === 'DescribeEnvironments') {
      const answer = (await next()) as EB.EnvironmentDescriptionsMessage
      const acted = await supersede(surroundings, asked, { answer, superseded })
      return acted ? next() : answer
    }
    if (asked.operation !== 'UpdateEnvironment' && asked.operation !== 'TerminateEnvironment') return next()
    const former = await look(surroundings, asked)
    if (former?.Status === 'Ready' && faults.take('update-by-another') !== undefined)
      await updateAsAnother(surroundings, asked, former)
    const answer = await next()
    if (asked.operation !== 'UpdateEnvironment') return answer
    await abort(surroundings, asked)
    const { EnvironmentId: id = '', VersionLabel: label = SAMPLE_LABEL } = former ?? {}
    const fault = label === SAMPLE_LABEL ? undefined : faults.take('superseded')
    if (fault !== undefined) superseded.set(id, { label, fault })
    return answer
  }
}

// It changes the configuration, so that it does not matter which version runs.
const OTHER_SETTING = {
  OptionSettings: [{ Namespace: ENVIRONMENT_VARIABLES, OptionName: 'UPDATED_BY', Value: 'somebody-else' }],
}

function updateAsAnother(
  surroundings: Surroundings,
  { call }: AskedOperation,
  { EnvironmentId }: EB.EnvironmentDescription,
): Promise<void> {
  const input = { EnvironmentId, ...OTHER_SETTING }
  return askAsAnother(surroundings, { operation: 'UpdateEnvironment', input, call })
}

async function supersede(
  surroundings: Surroundings,
  { call }: AskedOperation,
  { answer, superseded }: { answer: EB.EnvironmentDescriptionsMessage; superseded: Superseded },
): Promise<boolean> {
  let acted = false
  for (const { EnvironmentId = '', Status } of answer.Environments ?? []) {
    const { label: VersionLabel, fault } = superseded.get(EnvironmentId) ?? {}
    if (fault === undefined || Status !== 'Ready') continue
    superseded.delete(EnvironmentId)
    if (!surroundings.beanstalk.world.faults.isSet(fault)) continue
    acted = true
    await askAsAnother(surroundings, { operation: 'UpdateEnvironment', input: { EnvironmentId, VersionLabel }, call })
  }
  return acted
}

async function abort(surroundings: Surroundings, { input, call }: AskedOperation): Promise<void> {
  const { world, background } = surroundings.beanstalk
  const fault = world.faults.take('aborted-by-another')
  if (fault === undefined) return
  const { EnvironmentId, EnvironmentName } = input
  const asked = { operation: 'AbortEnvironmentUpdate', input: { EnvironmentId, EnvironmentName }, call }
  const { ms = 0 } = fault
  if (ms === 0) return askAsAnother(surroundings, asked)
  background.run(async signal => {
    await world.clock.sleep(ms, signal)
    await askAsAnother(surroundings, asked).catch((error: unknown) => {
      // The update may be over by now.
      if (!(error instanceof ServiceError)) throw error
    })
  })
}
