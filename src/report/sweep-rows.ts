/** What a sweep found, what became of each preview, and why: as rows, counts and problems. Pure. */

import { describeRemoval, REMOVAL_REASONS } from './describe-removal.ts'
import type { SweepReport, SweptPreview } from './preview-products.ts'
import type { Problem } from './verdict.ts'

export interface SweptRow {
  readonly pullRequest: number
  /** Empty where there was none. */
  readonly environmentName: string
  readonly became: 'removed' | 'removed in part' | 'not removed' | 'kept'
  /** Foreign text may be in it. */
  readonly because: string
}

/** What is not as it should be first, then what was removed, then what was kept. */
export function listSwept({ decisions, removals }: SweepReport): SweptRow[] {
  const rows = decisions.map(decision => {
    const { environmentName, tags, kind, because } = decision
    const row = { pullRequest: tags.pullRequest, environmentName }
    if (kind === 'keep') return { ...row, became: 'kept' as const, because: KEPT[because] }
    const swept = removals.find(removal => isAbout(removal, row))
    return { ...row, ...(swept ? describeEnd(swept) : { became: 'not removed' as const, because: UNTOUCHED }) }
  })
  const others = removals.filter(removal => !rows.some(row => isAbout(removal, row)))
  const further = others.map(removal => ({
    pullRequest: removal.pullRequest,
    environmentName: removal.removal.environmentNames.join(', '),
    ...describeEnd(removal),
  }))
  return [...rows, ...further].toSorted((a, b) => ORDER.indexOf(a.became) - ORDER.indexOf(b.became))
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
        { code: 'preview-not-removed', what: `${named} was not removed. ${problem.message}`, remedy: problem.hint },
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

const SWEEP_AGAIN = 'The next sweep tries it again.'

const UNTOUCHED = 'the sweep ended before its turn'

const KEPT = {
  'in-use': 'its pull request is open',
  'pull-request-unknown': 'GitHub did not say whether its pull request is open',
  'of-another-repository': 'it belongs to another repository',
} as const

function describeEnd({ removal, problem }: SweptPreview): Pick<SweptRow, 'became' | 'because'> {
  const because = REMOVAL_REASONS[removal.because]
  if (problem) return { became: 'not removed', because: `${because}; ${problem.message}` }
  if (removal.left.length > 0) return { became: 'removed in part', because: [because, ...removal.left].join('; ') }
  return { became: 'removed', because: `${because} (${describeRemoval(removal)})` }
}

function isAbout(
  { pullRequest, removal }: SweptPreview,
  row: { readonly pullRequest: number; readonly environmentName: string },
) {
  if (pullRequest !== row.pullRequest) return false
  return removal.environmentNames.length === 0 || removal.environmentNames.includes(row.environmentName)
}
