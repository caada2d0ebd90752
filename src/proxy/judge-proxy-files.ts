/** Which findings fail the run: of those that were read out of the proxy files, and of what the real proxy said. Pure. */

import { tellCompleter } from './find-completer.ts'
import type { Preflight } from './preflight/preflight.ts'
import { isCertainRefusal, isRefusal, type ProxyFinding } from './proxy-finding.ts'

export interface ProxyJudgement {
  /** The proxy's own first. */
  readonly refusals: readonly ProxyFinding[]
  readonly notes: readonly ProxyFinding[]
}

export interface JudgedFiles {
  readonly findings: readonly ProxyFinding[]
  /** Undefined where nobody wanted the proxy asked: then the instance will say. */
  readonly done: Preflight | undefined
  /** What may change the files on the instance, so that nothing that is said of them here is final. */
  readonly completer: string | undefined
}

export function judgeProxyFiles({ findings, done, completer }: JudgedFiles): ProxyJudgement {
  const told = listTold(done).map(finding => (completer === undefined ? finding : doubt(finding, completer)))
  const refused = told.filter(isRefusal)
  const read = findings.filter(finding => isFinal(finding, done))
  return {
    refusals: [...refused, ...read.filter(finding => !refused.some(other => isSamePlace(finding, other)))],
    notes: [
      ...findings.filter(finding => !read.includes(finding)),
      ...told.filter(other => !isRefusal(other) && !findings.some(finding => isSamePlace(finding, other))),
    ],
  }
}

function listTold(done: Preflight | undefined): readonly ProxyFinding[] {
  if (done?.kind === 'refused') return [done.finding]
  return done?.kind === 'passed' ? done.findings : []
}

function doubt(finding: ProxyFinding, completer: string): ProxyFinding {
  if (!isRefusal(finding)) return finding
  return { ...finding, kind: 'note', message: `${finding.message} ${tellCompleter(completer)}` }
}

/**
 * What the proxy took is no refusal; where it was not asked, what was read counts, and where what is on the instance
 * decides, as far as nothing there can change it.
 */
function isFinal(finding: ProxyFinding, done: Preflight | undefined): boolean {
  if (finding.kind !== 'refused-by-proxy') return isRefusal(finding)
  if (done?.kind === 'undecidable') return isCertainRefusal(finding)
  return done?.kind === 'not-run' || done?.kind === 'refused'
}

function isSamePlace(a: ProxyFinding, b: ProxyFinding): boolean {
  if (a.file === undefined || a.file !== b.file) return false
  return a.line === b.line || a.line === undefined || b.line === undefined
}
