/** Whom a group admits, and which groups do, in words. Pure. */

import { listFew } from '../list-few.ts'
import { type Admission, isPrefixList, type Source } from './inbound.ts'

export function listSources(sources: readonly Source[]): string {
  return listFew(sources.map(describeSource))
}

/** Empty where none is admitted; else behind "nobody" or "whom". */
export function tellMembers({ groups }: Pick<Admission, 'groups'>): string {
  return groups.length === 0 ? '' : `members of ${listFew(groups)}`
}

export function joinIds(ids: readonly string[]): string {
  return ids.join(' and ')
}

function describeSource({ name, entries }: Source): string {
  if (!isPrefixList(name)) return name
  if (entries === undefined) return `the prefix list ${name}, which could not be read`
  return `the prefix list ${name} (${entries.length} ${entries.length === 1 ? 'range' : 'ranges'})`
}
