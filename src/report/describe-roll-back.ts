/** The roll back in words: what runs now, why so, what to do, and how long no client could open a WebSocket. Pure. */

import { writeCommand } from '../aws/write-command.ts'
import { capitalize } from '../capitalize.ts'
import type { Outage } from '../handshake/outage-tally.ts'
import { quoteForeign, toPrintableLine, toShellWord } from '../untrusted.ts'
import type { DeployProducts } from './deploy-products.ts'
import { nameVersion } from './describe-running.ts'
import type { DeploymentPhase, RollBackReport } from './roll-back-report.ts'
import { type Problem, splitRemedy } from './verdict.ts'

/** What became of it, in a sentence; undefined where there is nothing to say. */
export function describeRollBackEnd(
  products: Pick<DeployProducts, 'rollBack' | 'state' | 'versionLabel'>,
): string | undefined {
  const { rollBack } = products
  if (!rollBack || rollBack.kind === 'undecided' || rollBack.kind === 'needless') return undefined
  const [before, after] = [quoteLabel(rollBack), `"${products.versionLabel}"`]
  if (rollBack.kind === 'refused')
    return `Nothing was rolled back, because ${rollBack.because}. ${capitalize(tellNow(products))}.`
  if (rollBack.kind === 'back-already') {
    const doubt = rollBack.isSure ? '' : ' What each of its instances runs is not known.'
    return `Nothing was to be rolled back: the environment has the version ${before} again, and a WebSocket was opened to it.${doubt}`
  }
  if (rollBack.kind === 'done')
    return `Rolled back, because ${rollBack.because}: the version ${before} runs again in the place of ${after}, and a WebSocket was opened to it.`
  if (rollBack.kind === 'interrupted') {
    return `The roll back to the version ${before} ${tellBegun(rollBack)}: ${tellNow(products)}. ${rollBack.reason}`
  }
  const begun = rollBack.isBegun === false ? 'could not begin' : 'failed'
  return `The roll back to the version ${before} ${begun}: ${tellNow(products)}. ${rollBack.reason}`
}

function tellBegun({ isBegun, isOver }: RollBackReport & { readonly kind: 'interrupted' }): string {
  if (isOver) return 'was carried out, and whether a client can open a WebSocket to it was not found out'
  if (isBegun === 'unknown') return 'was asked for, and Beanstalk had not answered'
  return isBegun ? 'was asked for, and goes on in Beanstalk' : 'had not been asked for'
}

function tellNow({ state }: Pick<DeployProducts, 'state'>): string {
  if (!state) return 'what runs now is not known'
  const { status, versionLabel } = state
  return `the environment was ${toPrintableLine(status, 40)} with ${nameVersion(versionLabel)} when it was seen last`
}

function quoteLabel({ toLabel }: RollBackReport): string {
  return quoteForeign(toLabel ?? '')
}

/** For the end of the headline. */
export function headRollBack({ rollBack }: Pick<DeployProducts, 'rollBack'>): string {
  if (rollBack?.kind === 'done') return `; rolled back to ${quoteLabel(rollBack)}`
  if (rollBack?.kind === 'failed') return '; the roll back failed, too'
  if (rollBack?.kind === 'interrupted')
    return rollBack.isOver ? '; the roll back was not proved' : '; the roll back was not waited for'
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

function adviseAfterwards({ rollBack, survey, state, versionLabel, region }: DeployProducts): string[] {
  const { toLabel } = rollBack ?? {}
  if (rollBack?.kind === 'done' || rollBack?.kind === 'back-already')
    return [
      `Deploy what is mended as a new version: until then clients have ${quoteForeign(toLabel ?? '')}, and not "${versionLabel}".`,
    ]
  // Somebody else may have deployed it.
  const isThere = (rollBack?.kind === 'refused' && state?.versionLabel === toLabel) || isOver(rollBack)
  const isGood = rollBack?.before?.targets[0]?.outcome === 'accepted'
  if (toLabel === undefined || !survey || isThere || !isGood || isTaken(rollBack)) return []
  const words = `elasticbeanstalk update-environment --environment-id ${toShellWord(survey.id)} --version-label ${toShellWord(toLabel)}`
  return [`To deploy the version of before by hand: ${writeCommand(region, words)}`]
}

// What somebody else has done stays.
function isTaken(rollBack: RollBackReport | undefined): boolean {
  if (rollBack?.kind !== 'failed' || rollBack.settled?.kind !== 'failed') return false
  return ['deployment-superseded', 'environment-terminating'].includes(rollBack.settled.because)
}

function isOver(rollBack: RollBackReport | undefined): boolean {
  return rollBack?.kind === 'interrupted' && rollBack.isOver === true
}

const MOST_OUTAGES = 3

/** A line for each outage, or one that says that there was none; empty where nothing was measured. */
export function describeOutages({
  outage,
  rollBack,
  acceptedPart,
}: Pick<DeployProducts, 'outage' | 'rollBack' | 'acceptedPart'>): string[] {
  if (!outage || outage.attemptCount === 0) return []
  const { outages, outageCount, totalMs, attemptCount, longestGapMs } = outage
  const measured = `${attemptCount} attempts, at most ${toSeconds(longestGapMs)} apart`
  if (outageCount === 0 && rollBack?.kind === 'needless' && !acceptedPart) return []
  if (outageCount === 0) return [`A client could open a WebSocket all the time (${measured}).`]
  const [only, ...further] = outages.slice(0, MOST_OUTAGES)
  if (only && further.length === 0) return [describeOutage(only, measured)]
  const more = outageCount - MOST_OUTAGES
  return [
    ...outages.slice(0, MOST_OUTAGES).map(one => describeOutage(one)),
    ...(more > 0 ? [`… ${more} more`] : []),
    `All ${outageCount} outages together lasted ${toSeconds(totalMs)} (${measured}).`,
  ]
}

function describeOutage(
  { startedAtMs, lastedMs, endedIn, findings }: Outage<DeploymentPhase>,
  measured?: string,
): string {
  const since = `${new Date(startedAtMs).toISOString().slice(11, 23)} UTC`
  const until = endedIn === undefined ? 'and still not when the run ended' : UNTIL[endedIn]
  const seen = [`seen: ${findings.join(', ')}`, ...(measured ? [measured] : [])].join('; ')
  return `A client could open no WebSocket for ${toSeconds(lastedMs)}, from ${since} on, ${until} (${seen}).`
}

const UNTIL = {
  deployment: 'until it was possible again by itself',
  'roll-back': 'until the roll back',
} as const satisfies Readonly<Record<DeploymentPhase, string>>

function toSeconds(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`
}
