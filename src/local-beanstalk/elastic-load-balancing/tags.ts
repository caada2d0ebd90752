/** Tags of load balancers and of what belongs to them. Both versions of the API take them alike, and refuse in their own words. */

import type { ServiceError } from '../service-error.ts'

export type Tags = Map<string, string>

interface WireTag {
  readonly Key?: string | undefined
  readonly Value?: string | undefined
}

interface TagErrors {
  duplicateTag(key: string): ServiceError
  tooManyTags(): ServiceError
}

const MAX_TAGS = 50

/** @throws ServiceError DuplicateTagKeys, TooManyTags. */
export function readTags(wire: readonly WireTag[], errors: TagErrors): Tags {
  const tags: Tags = new Map()
  for (const { Key = '', Value = '' } of wire) {
    if (tags.has(Key)) throw errors.duplicateTag(Key)
    tags.set(Key, Value)
  }
  if (tags.size > MAX_TAGS) throw errors.tooManyTags()
  return tags
}

/** To all of them, or to none. @throws ServiceError TooManyTags. */
export function addToAll(all: readonly Tags[], added: Tags, errors: TagErrors): void {
  if (all.some(tags => new Set([...tags.keys(), ...added.keys()]).size > MAX_TAGS)) throw errors.tooManyTags()
  for (const tags of all) for (const [key, value] of added) tags.set(key, value)
}

/** As answers have them. */
export function listTags(tags: Tags): { Key: string; Value: string }[] {
  return [...tags].map(([Key, Value]) => ({ Key, Value }))
}
