/** Faults of what is taken away. */

import type { FaultFamily } from './fault-entry.ts'
import { times } from './parameter.ts'

export const REMOVAL_FAULTS = {
  'termination-failed': {
    parameters: { times },
    does: 'The security group of an environment that is terminated cannot be deleted: it stays, and the environment, of which everything else is gone, is Ready again.',
    seen: '"Stack deletion failed: The following resource(s) failed to delete: [AWSEBSecurityGroup]."',
    says: ['termination-failed'],
  },
} as const satisfies FaultFamily
