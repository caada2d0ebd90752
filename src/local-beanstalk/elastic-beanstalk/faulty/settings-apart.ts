/** A service that takes a version or option settings, but not both in one update. */

import type * as EB from '@aws-sdk/client-elastic-beanstalk'
import { beanstalkErrors } from '../beanstalk-errors.ts'
import type { FaultyStep, Surroundings } from './faulty-step.ts'

export function keepSettingsApart({ beanstalk }: Surroundings): FaultyStep {
  const { faults } = beanstalk.world
  return async ({ operation, input }, next) => {
    const { VersionLabel, OptionSettings = [] } = input as EB.UpdateEnvironmentMessage
    const hasBoth = operation === 'UpdateEnvironment' && VersionLabel !== undefined && OptionSettings.length > 0
    // The error is documented (UpdateEnvironment), its words are not.
    if (hasBoth && faults.take('settings-apart') !== undefined)
      throw beanstalkErrors.invalidCombination('The release and the configuration cannot be updated together.')
    return next()
  }
}
