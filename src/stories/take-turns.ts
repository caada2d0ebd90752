/** Lets a few at a time do what many want to do, in the order in which they came. */

export type TakeTurn = <T>(work: () => Promise<T>) => Promise<T>

export function openTurns(most: number): TakeTurn {
  const waiting: (() => void)[] = []
  let freeCount = most
  return async work => {
    if (freeCount > 0) freeCount -= 1
    else await new Promise<void>(resolve => waiting.push(resolve))
    try {
      return await work()
    } finally {
      const next = waiting.shift()
      if (next) next()
      else freeCount += 1
    }
  }
}
