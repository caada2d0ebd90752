/** Takes the beacon out of a plan again where the real nginx was not seen to answer at its path. Pure. */

import { withoutBeacon } from './plan-beacon.ts'
import type { ProxyPlan } from './plan-proxy-files.ts'
import type { ProxyAnswer } from './preflight/ask-proxy.ts'
import type { Preflight } from './preflight/preflight.ts'

/** What is not seen to answer is not deployed. `done`: undefined where the files were not to be tried out. */
export function keepAnsweringBeacon({ beacon, ...plan }: ProxyPlan, done: Preflight | undefined): ProxyPlan {
  if (!beacon) return plan
  if (done?.kind === 'passed' && isBeacon(done.further[0])) return { ...plan, beacon }
  const additions = plan.additions.filter(({ purpose }) => purpose !== 'beacon')
  return { ...plan, additions, findings: [...plan.findings, withoutBeacon(explainSilence(done))] }
}

function isBeacon(answer: ProxyAnswer | undefined): boolean {
  return answer?.kind === 'answered' && answer.status === 204 && !answer.isFromApp
}

function explainSilence(done: Preflight | undefined): string {
  if (!done) return 'with "preflight: off" nobody saw it answer'
  if (done.kind === 'refused') return 'the proxy refused the files'
  if (done.kind !== 'passed') return `nobody saw it answer: ${done.reason}`
  const [answer] = done.further
  const got = answer?.kind === 'answered' ? answer.status : 'no answer'
  return `the preflight got ${got} at its path`
}
