/** The prefix lists that AWS keeps in every region. */

import { hexId } from '../ids.ts'

export interface PrefixList {
  readonly id: string
  readonly name: string
  readonly cidrs: readonly string[]
  /** AWS keeps it. */
  readonly isManaged: boolean
}

/** The names are AWS's; the entries are some that stood in its lists, which change. */
export function managedPrefixLists(region: string): PrefixList[] {
  const named = (service: string, cidrs: readonly string[]) => ({
    id: hexId('pl'),
    name: `com.amazonaws.${service}`,
    cidrs,
    isManaged: true,
  })
  return [
    named('global.cloudfront.origin-facing', ['13.124.199.0/24', '130.176.0.0/18', '205.251.218.0/24']),
    named(`${region}.s3`, ['3.5.134.0/23', '52.219.44.0/22']),
    named(`${region}.dynamodb`, ['52.94.17.0/24']),
  ]
}
