/** Rules for connections of which some failed and others were accepted. */

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

/** Whatever failed, failed at addresses at which nothing else happened. */
function hasDeadAddress({ evidence }: Clues): boolean {
  const failing = (evidence.samples?.addresses ?? []).filter(({ failedCount }) => failedCount > 0)
  return failing.every(({ acceptedCount }) => acceptedCount === 0)
}
