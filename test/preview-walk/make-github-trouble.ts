/** Makes what goes wrong at GitHub: answers that fail, are lost, or are older than the event. Pure. */

import type { Random } from '../fuzz/random.ts'
import type { Fault } from '../support/github/faults.ts'

export type GitHubTrouble =
  | { readonly kind: 'fault'; readonly on: string | undefined; readonly times: number; readonly fault: Fault }
  /** So many requests are left until the limit is reset. */
  | { readonly kind: 'limit'; readonly remaining: number; readonly forMs: number }
  /** What is answered of a pull request is so old. */
  | { readonly kind: 'lag'; readonly ms: number }

/** Of requests such as "GET /repos/octo-org/chat/pulls/12". */
const REQUESTS = [
  undefined,
  undefined,
  '/pulls/',
  '/comments',
  '/deployments',
  '/graphql',
  '^POST',
  '^GET',
  '^PATCH',
] as const

export function makeGitHubTrouble(random: Random): GitHubTrouble {
  const kind = random.pick(['fault', 'fault', 'fault', 'fault', 'limit', 'lag'] as const)
  if (kind === 'lag') return { kind, ms: random.int(random.pick([1000, 10_000, 60_000])) }
  if (kind === 'limit') return { kind, remaining: random.int(60), forMs: random.int(random.pick([60_000, 3_600_000])) }
  return { kind, on: random.pick(REQUESTS), times: 1 + random.int(random.pick([2, 10, 60])), fault: makeFault(random) }
}

function makeFault(random: Random): Fault {
  const kind = random.pick([
    'answer',
    'answer',
    'secondary-limit',
    'reset',
    'reset-after',
    'bad-gateway-after',
    'cut',
  ] as const)
  if (kind === 'answer') return { kind, status: random.pick([500, 502, 503, 504]) }
  if (kind !== 'secondary-limit') return { kind }
  return random.chance(0.7) ? { kind, retryAfterSeconds: 1 + random.int(90) } : { kind, status: 429 }
}
