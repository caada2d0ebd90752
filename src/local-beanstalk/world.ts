/** What every service is given: the account, the time, the faults, names, certificates, a folder. */

import type { CertificateAuthority } from './certificate-authority.ts'
import type { Clock } from './clock.ts'
import type { Names } from './dns/names.ts'
import type { Faults } from './faults/faults.ts'
import type { Strike, Target } from './faults/strike.ts'
import type { KeyRing } from './permissions/access-key.ts'
import type { Credentials } from './wire/canonical-request.ts'

export interface World {
  readonly accountId: string
  /** Those that may do everything. */
  readonly credentials: Credentials
  /** Every key, that of `credentials` too. */
  readonly keys: KeyRing
  /** As the services see it: a fault may make it wrong. */
  readonly clock: Clock
  readonly faults: Faults
  /** Which faults strike a request. */
  strike(target: Target): Strike
  /** What the DNS server answers. */
  readonly names: Names
  /** Issues the certificates of listeners. */
  readonly authority: CertificateAuthority
  /** A temporary folder of this Local Beanstalk; removed when it stops. */
  readonly folder: string
}
