/** What is known of the way from a client to the app: a part of each report, so that whoever shows it can draw it. */

import { isNarrow } from './findings/blocker-words.ts'
import { type Known, toListenerPort } from './known.ts'

export interface KnownWay {
  readonly loadBalancer?: NonNullable<Known['loadBalancer']>
  readonly proxy?: NonNullable<Known['proxy']>
  /** The id of the group that faces the internet. */
  readonly securityGroup?: string
  /** Whom it lets in at that port; absent where that is not known. */
  readonly admits?: 'everybody' | 'some' | 'nobody'
  /** The one that clients of the URL come by. */
  readonly listenerPort?: number
}

/** Undefined where nothing is known but the URL. */
export function describeWay(
  known: Known,
  target: { readonly host: string; readonly port: number },
): KnownWay | undefined {
  const { loadBalancer, proxy, securityGroup } = known
  if (loadBalancer === undefined && proxy === undefined && securityGroup === undefined) return undefined
  const admits = judgeAdmission(known)
  return {
    ...(loadBalancer === undefined ? {} : { loadBalancer }),
    ...(proxy === undefined ? {} : { proxy }),
    ...(securityGroup === undefined ? {} : { securityGroup }),
    ...(admits === undefined ? {} : { admits }),
    listenerPort: toListenerPort(known, target),
  }
}

function judgeAdmission(known: Known): KnownWay['admits'] {
  if (known.portAdmitted === 'no') return 'nobody'
  if (known.portAdmitted !== 'yes') return undefined
  return isNarrow(known) ? 'some' : 'everybody'
}
