/** The operations of Elastic Beanstalk, as the faults that are set have them. */

import type { Handler, Operations } from '../../service.ts'
import type { Beanstalk } from '../beanstalk.ts'
import type { AskedOperation } from './faulty-step.ts'
import { hideEvents } from './hidden-events.ts'
import { lagStatus } from './lagging-status.ts'
import { lagVersions } from './lagging-version.ts'
import { actAsAnother } from './other-users.ts'
import { closePort } from './port-closed.ts'
import { keepSettingsApart } from './settings-apart.ts'
import { staleHealth } from './stale-health.ts'
import { listNamesake } from './terminated-namesake.ts'
import { hideName } from './unknown-name.ts'

export function withFaults(operations: Operations, beanstalk: Beanstalk): Operations {
  const surroundings = { beanstalk, operations }
  // The first is the nearest to the caller.
  const makers = [
    hideName,
    listNamesake,
    lagStatus,
    staleHealth,
    hideEvents,
    lagVersions,
    closePort,
    actAsAnother,
    keepSettingsApart,
  ]
  const steps = makers.map(make => make(surroundings))
  const wrap = (operation: string, handle: Handler): Handler => {
    return (input: never, call) => {
      const asked: AskedOperation = { operation, input, call }
      const handled = async () => handle(input, call)
      return steps.reduceRight<() => Promise<unknown>>((next, step) => () => step(asked, next), handled)()
    }
  }
  return Object.fromEntries(Object.entries(operations).map(([name, handle]) => [name, wrap(name, handle)]))
}
