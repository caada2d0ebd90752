/** Findings about a single instance of Local Beanstalk: faults that strike a deployment, or what AWS answers. */

import type { FindingKind } from '../../../src/handshake/findings.ts'
import type { Fault } from '../../../src/local-beanstalk/faults/catalogue.ts'

export interface InstancePlace {
  readonly fault: Fault
}

export const instancePlaces = {
  'name-not-found': { fault: { kind: 'name-unknown' } },
  'connection-refused': { fault: { kind: 'proxy-stopped' } },
  'connection-closed': { fault: { kind: 'connections-exhausted' } },
  'proxy-drops-upgrade': { fault: { kind: 'proxy-drops-upgrade' } },
  'application-not-answering': { fault: { kind: 'app-hangs' } },
  'application-down': { fault: { kind: 'app-crashes' } },
  // It is for good: the rules do not come back with the next deployment.
  'connection-timed-out': { fault: { kind: 'port-closed' } },
} as const satisfies Partial<Record<FindingKind, InstancePlace>>
