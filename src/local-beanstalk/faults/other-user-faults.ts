/** Faults that are the doing of somebody else with the same environment. */

import type { FaultFamily } from './fault-entry.ts'
import { milliseconds, optional, times } from './parameter.ts'

export const OTHER_USER_FAULTS = {
  'aborted-by-another': {
    parameters: { ms: optional(milliseconds), times },
    does: 'Another user calls AbortEnvironmentUpdate as soon as an update has begun, or `ms` later.',
    seen: 'Aborting, then Ready on the former version; no text tells of it but that of mixed versions',
    says: ['deployment-aborted'],
  },
  'update-by-another': {
    parameters: { times },
    does: "Another user's change of the configuration begins just before UpdateEnvironment or TerminateEnvironment, which is then refused.",
    seen: '"is in an invalid state for this operation. Must be Ready."',
    says: [],
  },
  superseded: {
    parameters: { times },
    does: 'As soon as an update is seen to be Ready, another user deploys the version of before it.',
    seen: 'two pipelines on one environment',
    says: ['deployment-superseded'],
  },
  'port-closed': {
    parameters: { times },
    does: "As an update begins, the rules that admit port 80 go from the instances' security groups.",
    seen: "groups that are managed by somebody else's Terraform",
    says: ['connection-timed-out'],
  },
} as const satisfies FaultFamily
