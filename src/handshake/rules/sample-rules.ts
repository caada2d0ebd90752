/** Rules for further connections that failed beside one that was accepted. */

import { findUsed } from '../plan-samples.ts'
import type { Certainty, Clues, Rule } from './rule.ts'

/** As sure as what is known of the connection that failed. */
const CERTAINTIES: readonly Certainty[] = ['certain', 'likely', 'unsure']

export const sampleRules: readonly Rule<'some-addresses-refuse' | 'some-connections-refused'>[] = CERTAINTIES.flatMap(
  sure => [
    { kind: 'some-addresses-refuse', sure, when: clues => isAsSure(clues, sure) && hasDeadAddress(clues) },
    { kind: 'some-connections-refused', sure, when: clues => isAsSure(clues, sure) },
  ],
)

function isAsSure({ failedSample }: Clues, sure: Certainty): boolean {
  return failedSample?.sure === sure
}

/** Whatever failed, failed at addresses at which nothing else happened; and at another one all was accepted. */
function hasDeadAddress({ evidence }: Clues): boolean {
  const addresses = evidence.samples?.addresses ?? []
  const failing = addresses.filter(({ failedCount }) => failedCount > 0)
  const used = findUsed(evidence)
  const isDead = failing.every(({ address, acceptedCount }) => acceptedCount === 0 && address !== used)
  return failing.length > 0 && isDead
}
