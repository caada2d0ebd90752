/** The first of many, for a sentence. Pure. */

/** "a, b, c, d, e and 3 more". What comes from outside has to be printable before. */
export function listFew(all: readonly string[], most = 5): string {
  const more = all.length > most ? ` and ${all.length - most} more` : ''
  return all.slice(0, most).join(', ') + more
}
