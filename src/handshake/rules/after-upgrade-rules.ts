/** Rules for answers with status 101, and for what came after a good one. */

import { isAccepted } from '../probe/upgrade.ts'
import { hasEnd } from './greeting-clues.ts'
import type { Clues, Rule } from './rule.ts'

export const invalidUpgradeRules = [
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
] as const satisfies readonly Rule[]

export const afterUpgradeRules = [
  { kind: 'invalid-frames', sure: 'certain', when: clues => hasEnd(clues, 'garbage') },
  {
    kind: 'closed-after-upgrade',
    sure: 'certain',
    when: clues => hasEnd(clues, 'closed-by-server') || (isCutEarly(clues) && clues.forwarding === 'forwarded'),
  },
  // tornado does so where the proxy asks in HTTP/1.0.
  {
    kind: 'closed-after-upgrade',
    sure: 'likely',
    candidates: ['application', 'proxy'],
    when: clues => isCutEarly(clues),
  },
  { kind: 'no-pong', sure: 'certain', when: ({ frames }) => frames?.end.kind === 'silent' && !frames.end.wasClosing },
  { kind: 'liveness-not-proved', sure: 'certain', when: clues => hasEnd(clues, 'too-much') },
  { kind: 'expression-too-slow', sure: 'certain', when: clues => hasHeard(clues, 'too-slow') },
  { kind: 'no-message', sure: 'certain', when: clues => hasHeard(clues, 'differs') && !isAnyHeard(clues) },
  { kind: 'unexpected-message', sure: 'certain', when: clues => hasHeard(clues, 'differs') },
  { kind: 'close-not-answered', sure: 'certain', when: clues => hasEnd(clues, 'silent') || hasEnd(clues, 'cut') },
  { kind: 'other-version-answers', sure: 'certain', when: clues => isOpen(clues) && isOtherVersion(clues) },
  { kind: 'other-family-not-answering', sure: 'certain', when: clues => isOpen(clues) && isOtherFamilyClosed(clues) },
] as const satisfies readonly Rule[]

function isOpen({ evidence }: Clues): boolean {
  return isAccepted(evidence.upgrade)
}

function isOtherVersion({ evidence: { beacon }, known }: Clues): boolean {
  return beacon?.kind === 'answered' && known.versionLabel !== undefined && beacon.versionLabel !== known.versionLabel
}

function isOtherFamilyClosed({ evidence: { otherFamily } }: Clues): boolean {
  return otherFamily?.kind === 'failed' || otherFamily?.kind === 'timeout'
}

function hasHeard({ frames }: Clues, result: 'differs' | 'too-slow'): boolean {
  return frames?.dialogue?.heard?.result === result
}

function isAnyHeard({ frames }: Clues): boolean {
  return (frames?.dialogue?.heard?.messageCount ?? 0) > 0
}

function findProblems({ upgrade }: Clues['evidence']): readonly string[] {
  return upgrade?.kind === 'answered' ? upgrade.problems : []
}

function hasProblem({ evidence }: Clues, problem: string): boolean {
  return findProblems(evidence).includes(problem)
}

function isCutEarly({ frames }: Clues): boolean {
  return frames?.end.kind === 'cut' && !frames.end.wasClosing
}
