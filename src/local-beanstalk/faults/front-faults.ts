/** Faults of what clients meet before an instance: the name, and the listeners of a load balancer. */

import type { FaultFamily } from './fault-entry.ts'

export const FRONT_FAULTS = {
  'name-unknown': {
    parameters: {},
    does: 'DescribeEnvironments names the environment by a CNAME that no resolver knows, in the top-level domain `invalid`.',
    seen: 'a CNAME that was made or swapped a moment ago',
    says: ['name-not-found'],
  },
  'certificate-expired': {
    parameters: {},
    does: 'Every HTTPS, SSL and TLS listener has a certificate that expired yesterday.',
    seen: 'certificates that were imported into ACM, which nobody renews',
    says: ['tls-expired'],
  },
} as const satisfies FaultFamily
