/** CheckDNSAvailability: may an environment take this name? */

import type * as EB from '@aws-sdk/client-elastic-beanstalk'
import type { Call, Checked } from '../service.ts'
import type { Beanstalk } from './beanstalk.ts'
import { livingEnvironments } from './lookup.ts'

/** The full name is AWS's own form; the CNAME of an environment here is the address of its front. */
export function checkDnsAvailability(
  beanstalk: Beanstalk,
  input: Checked<EB.CheckDNSAvailabilityMessage>,
  call: Call,
): EB.CheckDNSAvailabilityResultMessage {
  const prefix = input.CNAMEPrefix.toLowerCase()
  const taken = livingEnvironments(beanstalk.region(call.region)).some(
    environment => environment.cnamePrefix.toLowerCase() === prefix,
  )
  return { Available: !taken, FullyQualifiedCNAME: `${prefix}.${call.region}.elasticbeanstalk.com` }
}
