/** The tier of an environment, as CreateEnvironment names it. */

import type * as EB from '@aws-sdk/client-elastic-beanstalk'
import { beanstalkErrors } from './beanstalk-errors.ts'
import type { Environment } from './beanstalk-model.ts'
import { effectiveSettings, isLoadBalanced, type OptionSettings } from './option-settings.ts'

/** @throws ServiceError for a tier that is none, or is not here. */
export function readTier(wire: EB.EnvironmentTier | undefined, settings: OptionSettings): Environment['tier'] {
  const { Name = 'WebServer', Type } = wire ?? {}
  // The refusal is documented (CreateEnvironment, EnvironmentTier), its words are not.
  if (Type !== undefined && Type !== TYPES[Name])
    throw beanstalkErrors.invalidValue(`Environment tier '${Name}' of type '${Type}' is not valid.`)
  if (Name === 'WebServer') return Name
  if (Name !== 'Worker') throw beanstalkErrors.invalidValue(`Local Beanstalk does not serve the tier ${Name}.`)
  if (isLoadBalanced(effectiveSettings({ settings, bundleSettings: [] })))
    throw beanstalkErrors.invalidValue(
      'Local Beanstalk serves the tier Worker with EnvironmentType=SingleInstance only.',
    )
  return Name
}

const TYPES: Readonly<Record<string, string>> = { WebServer: 'Standard', Worker: 'SQS/HTTP' }
