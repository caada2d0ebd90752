/** Of many names those that somebody may have meant who wrote another. Pure. */

/** Longer names are compared by their beginning. */
const MOST_COMPARED = 200

const MOST_NAMED = 3

/** The nearest first, by how many characters have to be changed, put in or taken out. */
export function findNearestNames(written: string, names: readonly string[]): string[] {
  const wanted = prepare(written)
  return names
    .map(name => ({ name, distance: countChanges(wanted, prepare(name)) }))
    .toSorted((a, b) => a.distance - b.distance)
    .slice(0, MOST_NAMED)
    .map(({ name }) => name)
}

function prepare(name: string): string {
  return name.slice(0, MOST_COMPARED).toLowerCase()
}

// Levenshtein's distance, row by row.
function countChanges(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, index) => index)
  for (let i = 0; i < from.length; i++) {
    const next = [i + 1]
    for (let j = 0; j < to.length; j++) {
      const replaced = (row[j] ?? 0) + (from[i] === to[j] ? 0 : 1)
      next.push(Math.min(replaced, (row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1))
    }
    row = next
  }
  return row.at(-1) ?? 0
}
