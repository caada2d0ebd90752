/** What every service is given: the account, the time, the faults, a folder. */

import type { Clock } from './clock.ts'
import type { Faults } from './faults.ts'
import type { Credentials } from './wire/canonical-request.ts'

export interface World {
  readonly accountId: string
  readonly principalArn: string
  readonly credentials: Credentials
  readonly clock: Clock
  readonly faults: Faults
  /** A temporary folder of this Local Beanstalk; removed when it stops. */
  readonly folder: string
}
