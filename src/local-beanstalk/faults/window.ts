/** How long something stays hidden or stale: for a time, for some looks, or what ends first. */

import type { Fault } from './catalogue.ts'
import type { Faults } from './faults.ts'

/** Each call is a look: is the window still open? */
export type Window = () => boolean

interface Surroundings {
  readonly faults: Faults
  readonly clock: { now(): number }
}

/** Three looks where nothing else was said. It ends with its fault, too. */
export function openWindow(
  fault: Extract<Fault, { readonly reads?: number }>,
  { faults, clock }: Surroundings,
): Window {
  const { ms, reads } = fault
  const endMs = ms === undefined ? Number.POSITIVE_INFINITY : clock.now() + ms
  let left = reads ?? (ms === undefined ? 3 : Number.POSITIVE_INFINITY)
  return () => {
    left -= 1
    return left >= 0 && clock.now() < endMs && faults.isSet(fault)
  }
}
