/** From evidence to a finding: the first rule that fits. Pure. */

import type { Evidence } from './evidence.ts'
import { type Finding, type FindingKind, makeFinding } from './findings.ts'
import { forgetForwarding, type Known } from './known.ts'
import { isAccepted } from './probe/upgrade.ts'
import { afterUpgradeRules, invalidUpgradeRules } from './rules/after-upgrade-rules.ts'
import { connectionRules } from './rules/connection-rules.ts'
import { holdRules } from './rules/hold-rules.ts'
import { protocolRules } from './rules/protocol-rules.ts'
import { refusalRules } from './rules/refusal-rules.ts'
import { type Clues, collectClues, type Rule } from './rules/rule.ts'
import { sampleRules } from './rules/sample-rules.ts'
import { socketIoRefusalRules, socketIoRules } from './rules/socket-io-rules.ts'

/** In the order of the layers, those about further connections first; the order decides. */
export const rules: readonly Rule<FindingKind>[] = [
  ...sampleRules,
  ...connectionRules,
  ...invalidUpgradeRules,
  ...holdRules,
  ...socketIoRules,
  ...protocolRules,
  ...afterUpgradeRules,
  ...socketIoRefusalRules,
  ...refusalRules,
]

/**
 * Null when the WebSocket was opened and nothing is to be said about it. A layer is named only on evidence: where an
 * app without a handler and a proxy without the headers look the same, the finding has both as candidates.
 */
export function diagnose(evidence: Evidence, known: Known): Finding | null {
  const clues = { ...collectClues(evidence, known), ...diagnoseSample(evidence, known) }
  const rule = rules.find(({ when }) => when(clues))
  if (rule) return makeFinding(rule, clues)
  return isAccepted(evidence.upgrade) ? null : makeFinding({ kind: 'unknown', sure: 'unsure' }, clues)
}

/** Only where others were accepted: what the first one that failed means by itself. */
function diagnoseSample({ samples, ...first }: Evidence, known: Known): Pick<Clues, 'failedSample'> {
  if (!samples?.addresses.some(({ acceptedCount }) => acceptedCount > 0)) return {}
  const own = diagnose(first, known)
  const failed = own?.severity === 'error' ? first : samples.failures[0]?.evidence
  const failedSample = failed && diagnose(failed, forgetForwarding(known))
  return failedSample ? { failedSample } : {}
}
