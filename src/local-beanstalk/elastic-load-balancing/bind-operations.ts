/** Gives the operations of an API version the model that they work on. */

import type { Call, Handler, Operations } from '../service.ts'
import type { LoadBalancing } from './load-balancing.ts'

type Operation = (loadBalancing: LoadBalancing, input: never, call: Call) => unknown

export function bindOperations(
  loadBalancing: LoadBalancing,
  operations: Readonly<Record<string, Operation>>,
): Operations {
  const bound = Object.entries(operations).map(([name, operation]): [string, Handler] => [
    name,
    (input, call) => operation(loadBalancing, input, call),
  ])
  return Object.fromEntries(bound)
}
