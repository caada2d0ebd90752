/** Rules for further connections that failed beside one that was accepted. */

import { findUsed } from '../plan-samples.ts'
import type { Clues, Rule } from './rule.ts'

export const sampleRules = [
  { kind: 'some-addresses-refuse', sure: 'certain', when: clues => hasDeadAddress(clues) },
  { kind: 'some-connections-refused', sure: 'certain', when: ({ evidence }) => hasFailed(evidence) },
] as const satisfies readonly Rule[]

function hasFailed({ samples }: Clues['evidence']): boolean {
  return samples?.addresses.some(({ failedCount }) => failedCount > 0) ?? false
}

/** Whatever failed, failed at addresses at which nothing else happened; and at another one all was accepted. */
function hasDeadAddress({ evidence }: Clues): boolean {
  const addresses = evidence.samples?.addresses ?? []
  const failing = addresses.filter(({ failedCount }) => failedCount > 0)
  const used = findUsed(evidence)
  const isDead = failing.every(({ address, acceptedCount }) => acceptedCount === 0 && address !== used)
  return failing.length > 0 && isDead
}
