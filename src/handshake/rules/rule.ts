/** One line of the diagnosis: when the evidence is so, the finding is this, this surely. */

import type { AnsweredEvidence, Evidence, FramesEvidence, TcpEvidence } from '../evidence.ts'
import { type Fingerprint, findMissingUpgrade } from '../fingerprints.ts'
import { type Forwarding, judgeForwarding, type Known } from '../known.ts'
import { identifyResponder, type Responder } from '../responder.ts'

export type Layer = 'dns' | 'tcp' | 'tls' | 'load-balancer' | 'proxy' | 'application' | 'unknown'

export type Certainty = 'certain' | 'likely' | 'unsure'

export interface Rule<Kind extends string = string> {
  readonly kind: Kind
  readonly sure: Certainty
  /** Where what is known decides for a kind that leaves several possible. */
  readonly layer?: Layer
  /** The layers that remain possible, the likelier first, when it is not one. */
  readonly candidates?: readonly Layer[]
  when(clues: Clues): boolean
}

/** The evidence and what follows from it without an opinion, worked out once for all rules. */
export interface Clues {
  readonly evidence: Evidence
  readonly known: Known
  readonly forwarding: Forwarding
  /** Addresses that could be tried from here. */
  readonly tried: readonly TcpEvidence[]
  /** The HTTP answer to the Upgrade, if it is one and not a 101. */
  readonly refusal?: AnsweredEvidence
  readonly responder: Responder
  readonly missingUpgrade: Fingerprint
  /** The HTTP answer to the plain GET, if there is one. */
  readonly control?: AnsweredEvidence
  readonly controlResponder: Responder
  /** Only beside a control that was answered. */
  readonly comparison?: 'same' | 'alike' | 'different'
  readonly frames?: FramesEvidence
  /** What the beacon says; absent where none answered. */
  readonly proxyReceivedUpgrade?: boolean
  /** What the first failed sample means by itself. */
  readonly failedSample?: Diagnosis
}

/** A finding, as far as another one may be about it. */
export interface Diagnosis {
  readonly layer: Layer
  readonly candidates?: readonly Layer[]
  readonly sure: Certainty
  readonly title: string
  readonly explanation: string
  readonly remedy: string
}

export function collectClues(evidence: Evidence, known: Known): Clues {
  const { upgrade, control, frames, beacon } = evidence
  const refusal = upgrade?.kind === 'answered' && upgrade.status !== 101 ? upgrade : undefined
  return {
    evidence,
    known,
    forwarding: judgeForwarding(known),
    tried: evidence.tcp.filter(tcp => tcp.kind !== 'not-tested'),
    ...(refusal ? { refusal } : {}),
    responder: refusal ? identifyResponder(refusal) : { kind: 'unknown' },
    missingUpgrade: refusal ? findMissingUpgrade(refusal, evidence.target) : 'none',
    ...(control?.kind === 'answered' ? { control, comparison: control.comparison } : {}),
    controlResponder: control?.kind === 'answered' ? identifyResponder(control) : { kind: 'unknown' },
    ...(frames ? { frames } : {}),
    ...(beacon?.kind === 'answered' ? { proxyReceivedUpgrade: beacon.upgrade !== '' } : {}),
  }
}
