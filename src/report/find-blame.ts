/** Which steps of the way a finding blames, and how surely. Pure. */

import type { Finding } from '../handshake/findings.ts'
import type { KnownWay } from '../handshake/known-way.ts'
import type { StepKind, StepState } from './path-step.ts'

export interface Blame {
  readonly kinds: readonly StepKind[]
  readonly state: Extract<StepState, 'guilty' | 'suspected'>
  /** It was asked what stands behind, and did not answer: nobody knows how that is. */
  readonly isBlindBehind: boolean
}

/** Undefined where the finding names no layer. */
export function findBlame(finding: Finding, way: KnownWay): Blame | undefined {
  const kinds = listBlamed(finding, way)
  if (kinds.length === 0) return undefined
  const state = kinds.length === 1 && finding.sure === 'certain' ? 'guilty' : 'suspected'
  return { kinds, state, isBlindBehind: BLIND_BEHIND.has(finding.kind) }
}

function listBlamed({ kind, layer, candidates = [layer] }: Finding, way: KnownWay): StepKind[] {
  if (kind === 'outgoing-proxy-unreachable') return ['outgoing-proxy']
  // Silence at a port is what a group makes of it; a refusal comes from behind.
  if (kind === 'connection-timed-out' && way.securityGroup !== undefined) {
    if (way.admits === 'nobody') return ['security-group']
    if (way.admits !== 'everybody') return ['security-group', 'tcp']
  }
  return candidates.flatMap(each => (each === 'unknown' ? [] : [each]))
}

const BLIND_BEHIND: ReadonlySet<Finding['kind']> = new Set([
  'load-balancer-no-target',
  'load-balancer-bad-gateway',
  'load-balancer-timeout',
])
