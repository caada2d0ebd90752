/** The names that Local Beanstalk's DNS server knows. */

export interface Names {
  /** Names are compared without case. Replaces what the name led to before. */
  set(name: string, addresses: readonly string[]): void
  delete(name: string): void
  /** IPv4 addresses; undefined for a name that does not exist. */
  lookUp(name: string): readonly string[] | undefined
  /** All of them, in lower case. */
  list(): ReadonlyArray<readonly [name: string, addresses: readonly string[]]>
}

export function openNames(): Names {
  const known = new Map<string, readonly string[]>()
  return {
    set: (name, addresses) => void known.set(name.toLowerCase(), addresses),
    delete: name => void known.delete(name.toLowerCase()),
    lookUp: name => known.get(name.toLowerCase()),
    list: () => [...known],
  }
}
