/** Rules for answers with status 101, and for what came after a good one. */

import type { FramesEnd } from '../evidence.ts'
import { isAccepted } from '../probe/upgrade.ts'
import type { Clues, Rule } from './rule.ts'

export const afterUpgradeRules = [
  {
    kind: 'invalid-accept',
    sure: 'certain',
    when: clues => hasProblem(clues, 'accept-missing') || hasProblem(clues, 'accept-wrong'),
  },
  {
    kind: 'subprotocol-not-agreed',
    sure: 'certain',
    when: clues => hasProblem(clues, 'subprotocol-missing') || hasProblem(clues, 'subprotocol-not-requested'),
  },
  { kind: 'invalid-upgrade-response', sure: 'certain', when: ({ evidence }) => findProblems(evidence).length > 0 },
  { kind: 'invalid-frames', sure: 'certain', when: clues => hasEnd(clues, 'garbage') },
  {
    kind: 'closed-after-upgrade',
    sure: 'certain',
    when: clues => hasEnd(clues, 'closed-by-server') || isCutEarly(clues),
  },
  { kind: 'no-pong', sure: 'certain', when: ({ frames }) => frames?.end.kind === 'silent' && !frames.end.wasClosing },
  { kind: 'liveness-not-proved', sure: 'certain', when: clues => hasEnd(clues, 'too-much') },
  { kind: 'close-not-answered', sure: 'certain', when: clues => hasEnd(clues, 'silent') || hasEnd(clues, 'cut') },
  { kind: 'other-version-answers', sure: 'certain', when: clues => isOpen(clues) && isOtherVersion(clues) },
] as const satisfies readonly Rule[]

function isOpen({ evidence }: Clues): boolean {
  return isAccepted(evidence.upgrade)
}

function isOtherVersion({ evidence: { beacon }, known }: Clues): boolean {
  return beacon?.kind === 'answered' && known.versionLabel !== undefined && beacon.versionLabel !== known.versionLabel
}

function findProblems({ upgrade }: Clues['evidence']): readonly string[] {
  return upgrade?.kind === 'answered' ? upgrade.problems : []
}

function hasProblem({ evidence }: Clues, problem: string): boolean {
  return findProblems(evidence).includes(problem)
}

function hasEnd({ frames }: Clues, kind: FramesEnd['kind']): boolean {
  return frames?.end.kind === kind
}

function isCutEarly({ frames }: Clues): boolean {
  return frames?.end.kind === 'cut' && !frames.end.wasClosing
}
