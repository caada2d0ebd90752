/** Faults of a service whose parts learn of a change one after the other. */

import type { FaultFamily } from './fault-entry.ts'
import { milliseconds, oneOf, optional, text, times } from './parameter.ts'
import { windowParameters } from './window-parameters.ts'

export const CONSISTENCY_FAULTS = {
  'lagging-status': {
    parameters: { ...windowParameters, times },
    does: 'After UpdateEnvironment or TerminateEnvironment, DescribeEnvironments answers as before it for `ms`, or for `reads` looks (3).',
    seen: 'right after UpdateEnvironment the status may still be Ready',
    says: [],
  },
  'lagging-version': {
    parameters: { ...windowParameters, times },
    does: 'A new application version is not visible, and cannot be deployed, for `ms`, or for `reads` requests (3).',
    seen: 'the race on "No Application Version named ..."',
    says: [],
  },
  'late-events': {
    parameters: { ms: milliseconds, of: optional(oneOf('all', 'health', 'errors')) },
    does: 'Events (all, those of the health, or ERRORs) become visible `ms` later, with their true dates: so they may come after newer ones.',
    seen: 'S10, and health events that come minutes late',
    says: [],
  },
  'missing-event': {
    parameters: { message: text('a text, "*" for any part of it') },
    does: 'Events with such a text never become visible.',
    seen: 'S9: "Failed to deploy application." was never seen',
    says: ['deployment-failed'],
  },
  'stale-health': {
    parameters: { ...windowParameters, times },
    does: 'Once an update is Ready, the environment is Red and Degraded for `ms`, or for `reads` looks (3), then Yellow for one; an event speaks of an update that goes on.',
    seen: 'S10: health is stale for 30 to 90 s',
    says: ['environment-unhealthy'],
  },
  'terminated-namesake': {
    parameters: {},
    does: 'DescribeEnvironments lists a terminated environment of the same name first.',
    seen: 'terminated environments stay listed for 20 to 90 minutes',
    says: [],
  },
} as const satisfies FaultFamily
