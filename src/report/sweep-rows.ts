/** What a sweep found, what became of each preview, and why: as rows, counts and problems. Pure. */

import type { KeepReason, SweepDecision } from '../environment/plan-sweep.ts'
import { describeRemoval, REMOVAL_REASONS } from './describe-removal.ts'
import type { SweepReport, SweptPreview } from './preview-products.ts'
import type { Problem } from './verdict.ts'

export interface SweptRow {
  readonly pullRequest: number
  /** Empty where there was none. */
  readonly environmentName: string
  readonly became: 'removed' | 'removed in part' | 'not removed' | 'kept'
  readonly because: string
}

/** What is not as it should be first, then what was removed, then what was kept. */
export function listSwept({ decisions, removals }: SweepReport): SweptRow[] {
  const swept = decisions.map(decision => findRemoval(decision, removals))
  const rows = decisions.map((decision, index) => toRow(decision, swept[index]))
  const others = removals.filter(removal => !swept.includes(removal))
  const further = others.map(one => {
    const { pullRequest, removal } = one
    return { pullRequest, environmentName: removal.environmentNames.join(', '), ...describeEnd(one) }
  })
  return [...rows, ...further].toSorted((a, b) => ORDER.indexOf(a.became) - ORDER.indexOf(b.became))
}

function toRow({ environmentName, thing, tags, kind, because }: SweepDecision, swept?: SweptPreview): SweptRow {
  const row = {
    pullRequest: tags.pullRequest,
    environmentName: thing === 'versions' ? `${environmentName} (versions alone)` : environmentName,
  }
  if (kind === 'keep') return { ...row, became: 'kept', because: KEPT[because] }
  return { ...row, ...(swept ? describeEnd(swept) : { became: 'not removed', because: UNTOUCHED }) }
}

/** The one that names it; else one of the pull request that names no environment. */
function findRemoval(decision: SweepDecision, removals: readonly SweptPreview[]): SweptPreview | undefined {
  if (decision.kind === 'keep') return undefined
  const own = removals.filter(({ pullRequest }) => pullRequest === decision.tags.pullRequest)
  return (
    own.find(({ removal }) => removal.environmentNames.includes(decision.environmentName)) ??
    own.find(({ removal }) => removal.environmentNames.length === 0)
  )
}

const ORDER: readonly SweptRow['became'][] = ['not removed', 'removed in part', 'removed', 'kept']

/** "2 removed, 3 kept", and "1 not removed" where that is so. */
export function countSwept(report: SweepReport): string {
  const rows = listSwept(report)
  const count = (became: SweptRow['became']) => rows.filter(row => row.became === became).length
  const bad = (['removed in part', 'not removed'] as const).filter(became => count(became) > 0)
  return [...(['removed', 'kept'] as const), ...bad].map(became => `${count(became)} ${became}`).join(', ')
}

/** One for each preview that could not be removed, or not all of it. */
export function listSweepProblems({ removals }: SweepReport): Problem[] {
  return removals.flatMap(({ pullRequest, removal, problem }) => {
    const named = `The preview of #${pullRequest}`
    if (problem)
      return [
        {
          code: 'preview-not-removed',
          what: `${named} was not removed. ${problem.message}`,
          remedy: problem.hint,
        },
      ]
    if (removal.left.length === 0) return []
    return [
      {
        code: 'preview-left-over',
        what: [`${named} is not removed entirely.`, ...removal.left].join('\n'),
        remedy: SWEEP_AGAIN,
      },
    ]
  })
}

const SWEEP_AGAIN = 'Wait for the next sweep, which tries it again.'

const UNTOUCHED = 'the sweep ended before its turn'

const KEPT = {
  'in-use': 'its pull request is open',
  'pull-request-unknown': 'GitHub did not say whether its pull request is open',
  'of-another-repository': 'it belongs to another repository',
  overtaken: 'its pull request is wanted again: the run of that event has the word',
} as const satisfies Readonly<Record<KeepReason, string>>

function describeEnd({ removal, problem }: SweptPreview): Pick<SweptRow, 'became' | 'because'> {
  const because = REMOVAL_REASONS[removal.because]
  if (problem) return { became: 'not removed', because }
  if (removal.left.length > 0) return { became: 'removed in part', because }
  return { became: 'removed', because: `${because} (${describeRemoval(removal)})` }
}
