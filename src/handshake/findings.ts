/** The catalogue of findings: for each kind its layer, severity, title, explanation and remedy. docs/findings.md has a heading for each. */

import { answerFindings } from './findings/answer-findings.ts'
import { applicationFindings } from './findings/application-findings.ts'
import { readLogs } from './findings/commands.ts'
import { type CatalogueEntry, nameAnswer, type Remedy } from './findings/entry.ts'
import { frontFindings } from './findings/front-findings.ts'
import { holdFindings } from './findings/hold-findings.ts'
import { networkFindings } from './findings/network-findings.ts'
import { openFindings } from './findings/open-findings.ts'
import { protocolFindings } from './findings/protocol-findings.ts'
import { proxyFindings } from './findings/proxy-findings.ts'
import { sampleFindings } from './findings/sample-findings.ts'
import { socketIoFindings } from './findings/socket-io-findings.ts'
import { tlsFindings } from './findings/tls-findings.ts'
import { wayFindings } from './findings/way-findings.ts'
import type { Certainty, Clues, Layer, Rule } from './rules/rule.ts'

/** What the evidence of one attempt means, in words for people. Plain JSON data. */
export interface Finding {
  readonly kind: FindingKind
  readonly layer: Layer
  /** The layers that remain possible, the likelier first, when it is not one. */
  readonly candidates?: readonly Layer[]
  readonly sure: Certainty
  readonly severity: 'error' | 'warning'
  readonly title: string
  readonly explanation: string
  /** What to do: a sentence, and below it what to paste, led by the file it belongs to. */
  readonly remedy: string
}

export type FindingKind = keyof typeof catalogue

export const catalogue = {
  ...wayFindings,
  ...networkFindings,
  ...answerFindings,
  ...tlsFindings,
  ...frontFindings,
  ...proxyFindings,
  ...applicationFindings,
  ...openFindings,
  ...holdFindings,
  ...protocolFindings,
  ...socketIoFindings,
  ...sampleFindings,
  unknown: {
    layer: 'unknown',
    severity: 'error',
    title: 'The opening handshake failed in an unknown way',
    explain: clues =>
      `The opening handshake was answered with ${nameAnswer(clues)}, which fitted none of the known causes.`,
    remedy: clues =>
      readLogs(clues, "Read the app's log for this request, beside the evidence that is shown with this finding."),
  },
} as const satisfies Readonly<Record<string, CatalogueEntry>>

/** Words a rule that fits. */
export function makeFinding(rule: Omit<Rule<FindingKind>, 'when'>, clues: Clues): Finding {
  const { kind, sure, layer, candidates } = rule
  const entry: CatalogueEntry = catalogue[kind]
  const failed = entry.isAboutSamples ? clues.failedSample : undefined
  const possible = failed ? failed.candidates : layer ? undefined : (candidates ?? entry.candidates)
  return {
    kind,
    layer: failed?.layer ?? layer ?? entry.layer,
    ...(possible ? { candidates: possible } : {}),
    sure,
    severity: entry.isAboutProtocol && isOpenByGuess(clues) ? 'warning' : entry.severity,
    title: entry.title,
    explanation: entry.explain(clues, sure),
    remedy: writeRemedy(entry.remedy(clues)),
  }
}

function isOpenByGuess({ evidence: { protocol, frames } }: Clues): boolean {
  return protocol?.isGuess === true && frames?.pingMs !== undefined
}

function writeRemedy({ instruction, paste }: Remedy): string {
  if (!paste) return instruction
  return `${instruction}\n\n${paste.file === undefined ? '' : `${paste.file}:\n\n`}${paste.text}`
}
