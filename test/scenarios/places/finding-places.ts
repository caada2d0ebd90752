/** Where each finding can happen on Local Beanstalk: by a fault, or by what runs there and how it is set up. */

import type { FindingKind } from '../../../src/handshake/findings.ts'
import type { FaultKind } from '../../../src/local-beanstalk/faults/catalogue.ts'
import { appPlaces } from './app-places.ts'
import { balancedPlaces } from './balanced-places.ts'
import { deployPlaces, faultsBehindFiles } from './deploy-places.ts'
import { instancePlaces } from './instance-places.ts'

type Placed =
  | keyof typeof appPlaces
  | keyof typeof balancedPlaces
  | keyof typeof deployPlaces
  | keyof typeof instancePlaces

/** Why it cannot happen there. The compiler asks for those that are nowhere else, and for no others. */
export const elsewhere: Readonly<Record<Exclude<FindingKind, Placed>, string>> = {
  'outgoing-proxy-unreachable': 'it is about the machine that checks',
  'outgoing-proxy-refused': 'it is about the machine that checks',
  'no-route-from-here': 'it is about the machine that checks',
  'resolver-failed': 'it is about the resolver of the machine that checks',
  'other-family-not-answering': 'the addresses at which its environments answer are of IPv4',
  'connection-failed': 'it is about the machine that checks',
  'broken-answer': 'nginx and the load balancers answer 502 in its place',
  'tls-other': 'its listeners speak TLS 1.2 and newer, and HTTP/1.1',
  'cloudfront-refused': 'it has no CloudFront',
}

export interface FindingPlace {
  readonly finding: string
  readonly fault?: FaultKind
  /** Where it is no fault's. */
  readonly place?: string
}

export function listPlaces(): FindingPlace[] {
  const byFault = Object.entries(instancePlaces).map(([finding, { fault }]) => ({ finding, fault: fault.kind }))
  const others = [balancedPlaces, deployPlaces, faultsBehindFiles, appPlaces].flatMap(places =>
    Object.entries<Partial<FindingPlace>>(places),
  )
  return [
    ...byFault,
    ...others.map(([finding, { fault, place }]) => ({
      finding,
      ...(fault === undefined ? {} : { fault }),
      ...(place === undefined ? {} : { place }),
    })),
  ]
}
