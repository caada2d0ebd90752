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

/**
 * What `work` makes of each item, in their order. After one has failed no other is begun; its error is thrown when
 * those that were begun have ended, so that nothing goes on behind the caller's back.
 */
export async function mapInTurns<Item, Product>(
  most: number,
  items: readonly Item[],
  work: (item: Item) => Promise<Product>,
): Promise<Product[]> {
  const takeTurn = openTurns(most)
  const products: Product[] = []
  const errors: unknown[] = []
  const workOn = async (item: Item, index: number) => {
    if (errors.length > 0) return
    try {
      products[index] = await work(item)
    } catch (error) {
      errors.push(error)
    }
  }
  await Promise.all(items.map((item, index) => takeTurn(() => workOn(item, index))))
  if (errors.length > 0) throw errors[0]
  return products
}
