/** What became of the roll back, as a product of the run. */

import type { RollBackPlan } from '../environment/plan-roll-back.ts'
import type { Settled } from '../environment/settle.ts'
import type { HandshakeReport } from '../handshake/handshake.ts'

/** What goes on while the outages of a deployment are measured. */
export type DeploymentPhase = 'deployment' | 'roll-back'

export type RollBackReport = {
  readonly mode: RollBackPlan['mode']
  /** Of the version before; undefined where there is none. */
  readonly toLabel: string | undefined
  /** Its WebSocket before anything was changed; undefined where nobody has looked. */
  readonly before: HandshakeReport | undefined
} & RollBackOutcome

/** `because` completes "because ...". */
export type RollBackOutcome =
  /** The run ended before. */
  | { readonly kind: 'undecided' }
  /** All was well, or nothing was deployed. */
  | { readonly kind: 'needless' }
  | { readonly kind: 'refused'; readonly because: string }
  /** Without a roll back the version before is there, and opened a WebSocket. */
  | {
      readonly kind: 'back-already'
      readonly because: string
      /** Every instance has told that it runs it. */
      readonly isSure: boolean
      readonly handshake: HandshakeReport
    }
  | { readonly kind: 'done'; readonly because: string; readonly settled: Settled; readonly handshake: HandshakeReport }
  /** It was not seen to its end: the job was cancelled, or the time of the roll back was over. */
  | {
      readonly kind: 'interrupted'
      readonly because: string
      readonly reason: string
      /** Has Beanstalk said that it will do it? `unknown`: it was asked, and has not answered. */
      readonly isBegun: boolean | 'unknown'
      /** Its deployment has ended well, and nobody has opened a WebSocket to it. */
      readonly isOver?: boolean
    }
  | {
      readonly kind: 'failed'
      readonly because: string
      /** A sentence. */
      readonly reason: string
      readonly isBegun: boolean | 'unknown'
      readonly isOver?: boolean
      readonly settled?: Settled
      readonly handshake?: HandshakeReport
    }
