/** The faults that are set, and how often each strikes yet. */

import type { Fault, FaultKind, FaultOf } from './catalogue.ts'

export interface Faults {
  /** Those that still strike. */
  list(): readonly Fault[]
  /** In the place of all that were set. */
  set(faults: readonly Fault[]): void
  clear(): void
  /** Those of the kind that still strike. Each is an object of its own as long as it is set. */
  find<Kind extends FaultKind>(kind: Kind): ReadonlyArray<FaultOf<Kind>>
  /** The first of the kind that strikes here: it does so once less from now on. */
  take<Kind extends FaultKind>(kind: Kind, fits?: (fault: FaultOf<Kind>) => boolean): FaultOf<Kind> | undefined
  /** Is it set yet, even if it strikes no more? */
  isSet(fault: Fault): boolean
  /** All of the kind, which strike no more. */
  takeAll<Kind extends FaultKind>(kind: Kind): ReadonlyArray<FaultOf<Kind>>
  /** Called when others are set than before. */
  onChange(listener: () => void): void
}

interface Counted {
  readonly fault: Fault
  left: number
}

export function openFaults(initial: readonly Fault[]): Faults {
  let active = initial.map(count)
  const listeners: Array<() => void> = []
  const change = (next: Counted[]) => {
    active = next
    for (const listener of listeners) listener()
  }
  const striking = () => active.filter(({ left }) => left > 0)
  const ofKind = <Kind extends FaultKind>(kind: Kind) =>
    striking().filter((counted): counted is Counted & { fault: FaultOf<Kind> } => counted.fault.kind === kind)
  return {
    list: () => striking().map(({ fault }) => fault),
    set: faults => change(faults.map(count)),
    clear: () => change([]),
    onChange: listener => void listeners.push(listener),
    find: kind => ofKind(kind).map(({ fault }) => fault),
    take: (kind, fits = () => true) => {
      const counted = ofKind(kind).find(({ fault }) => fits(fault))
      if (counted !== undefined) counted.left -= 1
      return counted?.fault
    },
    isSet: fault => active.some(counted => counted.fault === fault),
    takeAll: kind => {
      const taken = ofKind(kind)
      for (const counted of taken) counted.left = 0
      return taken.map(({ fault }) => fault)
    },
  }
}

// A copy, so that what is remembered of a fault ends with its being set.
function count(fault: Fault): Counted {
  return { fault: { ...fault }, left: ('times' in fault ? fault.times : undefined) ?? Number.POSITIVE_INFINITY }
}
