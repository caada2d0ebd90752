/** Faults that put events where the service would not, or where somebody else did. */

import type { FaultFamily } from './fault-entry.ts'
import { oneOf, text, wholeNumber } from './parameter.ts'

const message = text('a text')
const severity = oneOf('INFO', 'WARN', 'ERROR')

export const EVENT_FAULTS = {
  'foreign-event': {
    parameters: { message, severity },
    does: 'The next deployment tells this event as its own, once it has begun.',
    seen: 'texts that come from an app or from whoever wrote its files',
    says: [],
  },
  'event-of-another': {
    parameters: { message, severity },
    does: 'While the next deployment runs, this event of another operation on the environment is told.',
    seen: 'health events carry no request id; other operations have one of their own',
    says: [],
  },
  'event-flood': {
    parameters: { count: wholeNumber(1, 100_000) },
    does: 'The next deployment tells `count` events at once, the recorded line of an instance that has deployed.',
    seen: 'deployments to many instances: one line for each, many between two looks',
    says: [],
  },
  'recovered-error': {
    parameters: {},
    does: 'The next deployment tells that it failed on an instance, and goes on to its end.',
    seen: 'not every ERROR event is the end',
    says: [],
  },
} as const satisfies FaultFamily
