/** The roll back in words: what runs now, why so, what to do, and how long no client could open a WebSocket. Pure. */

import type { Outage } from '../handshake/outage-tally.ts'
import { quoteForeign, toShellWord } from '../untrusted.ts'
import type { DeployProducts } from './deploy-products.ts'
import type { RollBackReport } from './roll-back-report.ts'
import { type Problem, splitRemedy } from './verdict.ts'

/** What became of it, in a sentence; undefined where there is nothing to say. */
export function describeRollBackEnd(
  products: Pick<DeployProducts, 'rollBack' | 'state' | 'versionLabel'>,
): string | undefined {
  const { rollBack } = products
  if (!rollBack || rollBack.kind === 'undecided' || rollBack.kind === 'needless') return undefined
  const [before, after] = [quoteLabel(rollBack), `"${products.versionLabel}"`]
  if (rollBack.kind === 'refused') return `Nothing was rolled back, because ${rollBack.because}: ${tellNow(products)}.`
  if (rollBack.kind === 'back-already')
    return `Nothing was to be rolled back: the version ${before} runs, and a WebSocket was opened to it.`
  if (rollBack.kind === 'done')
    return `Rolled back, because ${rollBack.because}: the version ${before} runs again in the place of ${after}, and a WebSocket was opened to it.`
  const begun = rollBack.isBegun ? 'failed' : 'could not begin'
  return `The roll back to the version ${before} ${begun}: ${tellNow(products)}. ${rollBack.reason}`
}

function tellNow({ state }: Pick<DeployProducts, 'state'>): string {
  if (!state) return 'what runs now is not known'
  const { status, versionLabel } = state
  const version = versionLabel === undefined ? 'no version' : `the version ${quoteForeign(versionLabel)}`
  return `the environment was ${quoteForeign(status).slice(1, -1)} with ${version} when it was seen last`
}

function quoteLabel({ toLabel }: RollBackReport): string {
  return quoteForeign(toLabel ?? '')
}

/** For the end of the headline. */
export function headRollBack({ rollBack }: Pick<DeployProducts, 'rollBack'>): string {
  if (rollBack?.kind === 'done') return `; rolled back to ${quoteLabel(rollBack)}`
  if (rollBack?.kind === 'failed') return '; the roll back failed, too'
  return ''
}

/** The problem, with what became of the roll back, and what is left to do. */
export function addRollBack(problem: Problem, products: DeployProducts): Problem {
  const told = describeRollBackEnd(products)
  if (told === undefined) return problem
  const { instruction, paste } = splitRemedy(problem.remedy)
  const toDo = [instruction, ...adviseAfterwards(products)].join('\n')
  return { ...problem, what: `${problem.what}\n${told}`, remedy: paste ? `${toDo}\n\n${paste}` : toDo }
}

function adviseAfterwards({ rollBack, survey, versionLabel }: DeployProducts): string[] {
  const { toLabel } = rollBack ?? {}
  if (rollBack?.kind === 'done' || rollBack?.kind === 'back-already')
    return [
      `Deploy what is mended as a new version: until then clients have ${quoteForeign(toLabel ?? '')}, and no longer "${versionLabel}".`,
    ]
  if (toLabel === undefined || !survey) return []
  const byHand = `aws elasticbeanstalk update-environment --environment-id ${toShellWord(survey.id)} --version-label ${toShellWord(toLabel)}`
  return [`To deploy the version of before by hand: ${byHand}`]
}

const MOST_OUTAGES = 3

/** A line for each outage, or one that says that there was none; empty where nothing was measured. */
export function describeOutages({ outage }: Pick<DeployProducts, 'outage'>): string[] {
  if (!outage || outage.attemptCount === 0) return []
  const { outages, outageCount, totalMs, attemptCount, longestGapMs } = outage
  const measured = `${attemptCount} attempts, at most ${toSeconds(longestGapMs)} apart`
  if (outageCount === 0) return [`A client could open a WebSocket all the time (${measured}).`]
  const shown = outages.slice(0, MOST_OUTAGES).map(describeOutage)
  const more = outageCount - shown.length
  const all = outageCount > 1 ? [`All ${outageCount} outages together lasted ${toSeconds(totalMs)} (${measured}).`] : []
  return [
    ...shown.map((line, index) => (outageCount === 1 && index === 0 ? `${line} (${measured}).` : `${line}.`)),
    ...(more > 0 ? [`… ${more} more`] : []),
    ...all,
  ]
}

function describeOutage({ startedAtMs, lastedMs, startedIn, endedIn, findings }: Outage): string {
  const since = `${new Date(startedAtMs).toISOString().slice(11, 23)} UTC`
  const seen = findings.join(', ')
  const what = `No client could open a WebSocket from ${since} on (${seen})`
  if (endedIn === undefined) return `${what}; after ${toSeconds(lastedMs)}, when the run ended, that had not changed`
  const by = endedIn === 'roll-back' ? 'the roll back ended that' : 'that ended by itself'
  return `${what}, for ${toSeconds(lastedMs)}: ${startedIn === 'roll-back' ? 'it was the roll back' : by}`
}

function toSeconds(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`
}
