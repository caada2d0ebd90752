/** What every service is given, from the options of Local Beanstalk. */

import { openCertificateAuthority } from './certificate-authority.ts'
import { systemClock } from './clock.ts'
import { openNames } from './dns/names.ts'
import { skewClock } from './faults/clock-skew.ts'
import { openFaults } from './faults/faults.ts'
import { openStriker } from './faults/strike.ts'
import type { LocalBeanstalkOptions } from './local-beanstalk-options.ts'
import { CREDENTIALS, EVERYTHING, openKeyRing } from './permissions/access-key.ts'
import type { World } from './world.ts'

/** @throws TypeError for keys whose policies are not understood. */
export function openWorld(options: LocalBeanstalkOptions, folder: string): World {
  const accountId = options.accountId ?? '123456789012'
  const principalArn = options.principalArn ?? `arn:aws:sts::${accountId}:assumed-role/deploy/session`
  const { accessKeyId, secretAccessKey } = CREDENTIALS
  const credentials = { accessKeyId, secretAccessKey: options.secretAccessKey ?? secretAccessKey }
  const faults = openFaults(options.faults ?? [])
  const clock = skewClock(options.clock ?? systemClock, faults)
  return {
    accountId,
    credentials,
    keys: openKeyRing([{ ...credentials, principalArn, policies: [EVERYTHING] }, ...(options.keys ?? [])]),
    clock,
    faults,
    strike: openStriker(faults, clock.now),
    names: openNames(),
    authority: openCertificateAuthority(),
    folder,
  }
}
