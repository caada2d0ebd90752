/** An application's version lifecycle: kept and told, as Elastic Beanstalk does; no version is deleted by it here. */

import type * as EB from '@aws-sdk/client-elastic-beanstalk'
import type { Call, Checked } from '../service.ts'
import type { Beanstalk } from './beanstalk.ts'
import { beanstalkErrors } from './beanstalk-errors.ts'
import type { ResourceLifecycle } from './beanstalk-model.ts'
import { findApplication } from './lookup.ts'

/** What an application has when nobody said otherwise. Source: API Reference, MaxCountRule and MaxAgeRule. */
export const NO_LIFECYCLE: ResourceLifecycle = {
  serviceRole: undefined,
  maxCount: { enabled: false, maxCount: 200, deleteSource: false },
  maxAge: { enabled: false, maxAgeDays: 180, deleteSource: false },
}

export function updateLifecycle(
  beanstalk: Beanstalk,
  input: Checked<EB.UpdateApplicationResourceLifecycleMessage>,
  call: Call,
): EB.ApplicationResourceLifecycleDescriptionMessage {
  const application = findApplication(beanstalk.region(call.region), input.ApplicationName)
  application.lifecycle = readLifecycle(application.lifecycle, input.ResourceLifecycleConfig)
  application.updated = new Date(beanstalk.world.clock.now())
  return { ApplicationName: application.name, ResourceLifecycleConfig: describeLifecycle(application.lifecycle) }
}

/** What is not said stays as it was. @throws ServiceError when both rules are enabled, or one without a role. */
export function readLifecycle(
  former: ResourceLifecycle,
  config: EB.ApplicationResourceLifecycleConfig,
): ResourceLifecycle {
  const { MaxCountRule: count, MaxAgeRule: age } = config.VersionLifecycleConfig ?? {}
  const lifecycle = {
    serviceRole: config.ServiceRole ?? former.serviceRole,
    maxCount: count
      ? {
          enabled: count.Enabled ?? false,
          maxCount: count.MaxCount ?? former.maxCount.maxCount,
          deleteSource: count.DeleteSourceFromS3 ?? former.maxCount.deleteSource,
        }
      : former.maxCount,
    maxAge: age
      ? {
          enabled: age.Enabled ?? false,
          maxAgeDays: age.MaxAgeInDays ?? former.maxAge.maxAgeDays,
          deleteSource: age.DeleteSourceFromS3 ?? former.maxAge.deleteSource,
        }
      : former.maxAge,
  }
  refuse(lifecycle)
  return lifecycle
}

export function describeLifecycle(lifecycle: ResourceLifecycle): EB.ApplicationResourceLifecycleConfig {
  const { serviceRole, maxCount, maxAge } = lifecycle
  return {
    ServiceRole: serviceRole,
    VersionLifecycleConfig: {
      MaxCountRule: {
        Enabled: maxCount.enabled,
        MaxCount: maxCount.maxCount,
        DeleteSourceFromS3: maxCount.deleteSource,
      },
      MaxAgeRule: {
        Enabled: maxAge.enabled,
        MaxAgeInDays: maxAge.maxAgeDays,
        DeleteSourceFromS3: maxAge.deleteSource,
      },
    },
  }
}

// The refusals are documented (Developer Guide, "Configuring application version lifecycle settings"), their words are not.
function refuse({ serviceRole, maxCount, maxAge }: ResourceLifecycle): void {
  if (maxCount.enabled && maxAge.enabled)
    throw beanstalkErrors.invalidCombination('Only one of MaxCountRule and MaxAgeRule can be enabled.')
  if ((maxCount.enabled || maxAge.enabled) && serviceRole === undefined)
    throw beanstalkErrors.invalidValue('A service role is required to enable a version lifecycle rule.')
}
