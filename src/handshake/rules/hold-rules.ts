/** Rules for a connection that was to be held in silence, and was not to the end. */

import { hasEnd } from './greeting-clues.ts'
import { isCutAfter, isCutInHold, isDroppedInHold, isFloodedInHold } from './hold-clues.ts'
import type { Rule } from './rule.ts'

/** Before those about protocols: of a guessed one they have only a warning, and nothing is held that was not accepted. */
export const holdRules = [
  { kind: 'too-much-while-held', sure: 'certain', when: isFloodedInHold },
  {
    kind: 'closed-while-held',
    sure: 'certain',
    when: clues => clues.frames?.hold !== undefined && hasEnd(clues, 'closed-by-server'),
  },
  {
    kind: 'cut-by-proxy',
    sure: 'likely',
    when: clues => isCutAfter(clues, 'proxy') && !isCutAfter(clues, 'load-balancer'),
  },
  {
    kind: 'cut-by-load-balancer',
    sure: 'likely',
    when: clues => isCutAfter(clues, 'load-balancer') && !isCutAfter(clues, 'proxy'),
  },
  {
    kind: 'cut-while-held',
    sure: 'unsure',
    candidates: ['proxy', 'load-balancer'],
    when: clues => isCutAfter(clues, 'proxy') && isCutAfter(clues, 'load-balancer'),
  },
  { kind: 'cut-while-held', sure: 'unsure', when: isCutInHold },
  { kind: 'dropped-while-held', sure: 'likely', when: isDroppedInHold },
] as const satisfies readonly Rule[]
