/** What is worth knowing of a load balancer: a warning before anything is changed. */

import type { FindingKind } from '../handshake/findings.ts'

export interface LoadBalancerNote {
  readonly message: string
  /** After an empty line may stand what to paste. */
  readonly remedy: string
  /** What a WebSocket that is opened all the same will come to. Once it has, there is no more to tell. */
  readonly foretells?: FindingKind
}
