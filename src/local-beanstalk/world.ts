/** What every service is given: the account, the time, the faults, a folder. */

import type { Clock } from './clock.ts'
import type { Faults } from './faults.ts'
import type { KeyRing } from './permissions/access-key.ts'
import type { Credentials } from './wire/canonical-request.ts'

export interface World {
  readonly accountId: string
  /** Those that may do everything. */
  readonly credentials: Credentials
  /** Every key, that of `credentials` too. */
  readonly keys: KeyRing
  readonly clock: Clock
  readonly faults: Faults
  /** A temporary folder of this Local Beanstalk; removed when it stops. */
  readonly folder: string
}
