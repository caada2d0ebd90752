/** What a launch says in an account without instance profiles: real texts, the first where the settings name none. */

import { findSetting } from '../option-settings.ts'
import type { Stage } from '../stage.ts'

export function profileFault({ beanstalk, environment }: Stage): string | undefined {
  if (beanstalk.world.faults.take('instance-profile-missing') === undefined) return undefined
  const own = [...environment.settings, ...environment.bundleSettings]
  const name = findSetting(own, 'aws:autoscaling:launchconfiguration', 'IamInstanceProfile')
  if (!name) return 'Environment must have instance profile associated with it.'
  return `The instance profile ${name} associated with the environment does not exist.`
}
