/** EC2's filters: any of a filter's values, all of the filters; * and ? are wildcards. */

import type { Filter } from '@aws-sdk/client-ec2'
import { ec2Errors } from './ec2-errors.ts'
import type { Tag } from './ec2-model.ts'

/** What a thing has to offer under each filter's name. */
export type Traits = Readonly<Record<string, readonly string[]>>

export interface Filtered<Item> {
  traitsOf(item: Item): Traits
  tagsOf(item: Item): readonly Tag[]
}

/** @throws ServiceError InvalidParameterValue for a filter that is not among the traits. */
export function filterAll<Item>(
  items: Iterable<Item>,
  filters: readonly Filter[] | undefined,
  { traitsOf, tagsOf }: Filtered<Item>,
): Item[] {
  return [...items].filter(item => {
    const traits: Traits = { ...traitsOf(item), ...tagTraits(tagsOf(item)) }
    return (filters ?? []).every(filter => fits(filter, traits))
  })
}

function fits(filter: Filter, traits: Traits): boolean {
  const name = filter.Name ?? ''
  const offered = name.startsWith('tag:') ? (traits[name] ?? []) : traits[name]
  if (offered === undefined) throw ec2Errors.invalidParameter(`The filter '${name}' is invalid`)
  return (filter.Values ?? []).some(pattern => offered.some(text => matches(pattern, text)))
}

function tagTraits(tags: readonly Tag[]): Traits {
  const byKey = tags.map(({ Key, Value }) => [`tag:${Key}`, [Value]] as const)
  return {
    ...Object.fromEntries(byKey),
    'tag-key': tags.map(({ Key }) => Key),
    'tag-value': tags.map(({ Value }) => Value),
  }
}

// Linear in both lengths: a pattern from outside must not make a regular expression that backtracks.
function matches(pattern: string, text: string): boolean {
  let [at, mark, star, retry] = [0, 0, -1, 0]
  while (at < text.length) {
    if (mark < pattern.length && (pattern[mark] === '?' || (pattern[mark] === text[at] && pattern[mark] !== '*'))) {
      at += 1
      mark += 1
    } else if (pattern[mark] === '*') {
      star = mark
      mark += 1
      retry = at
    } else if (star >= 0) {
      mark = star + 1
      retry += 1
      at = retry
    } else {
      return false
    }
  }
  return /^\**$/.test(pattern.slice(mark))
}
