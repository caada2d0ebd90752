/**
 * Is the deployment over, and how did it end? Pure: a table of rules, the first that knows decides. `Ready` is reached
 * after failures too, event texts differ between platforms and years, and not every ERROR event is the end: so no single
 * fact decides.
 */

import { isGone } from '../platform/environment-status.ts'
import { describeInstances, type Standings } from './compare-instances.ts'
import {
  type DeploymentFacts,
  endOf,
  failed,
  type Judgement,
  RUNNING,
  SUCCEEDED,
  toStandings,
} from './deployment-facts.ts'
import {
  failedWithoutEnd,
  judgeBadEnd,
  judgeOtherLabel,
  LAST_EVENT_WITHIN_MS,
  ONLY_EVENT_WITHIN_MS,
} from './judge-failure.ts'
import { quoteLabel } from './quote-label.ts'
import { isError } from './read-end.ts'

/** DescribeEnvironments may answer from before for a while; the shorter one is for an end with errors, which needs no more. */
const STALE_FOR_MS = 300_000
const STALE_AFTER_ERRORS_FOR_MS = 60_000
/** Instances report every 10 s (Developer Guide, "Enhanced health reporting"). */
const INSTANCES_WITHIN_MS = 20_000

export function judgeDeployment(facts: DeploymentFacts): Judgement {
  for (const rule of RULES) {
    const judgement = rule(facts)
    if (judgement) return judgement
  }
  return SUCCEEDED
}

type Rule = (facts: DeploymentFacts) => Judgement | undefined

const RULES: readonly Rule[] = [
  ({ status }) =>
    isGone(status) ? failed('environment-terminating', 'the environment is being terminated') : undefined,
  ({ status, begun }) => (status !== 'Ready' || !begun ? RUNNING : undefined),
  facts => (isStale(facts) ? RUNNING : undefined),
  facts => (endOf(facts) === 'bad' ? judgeBadEnd(facts) : undefined),
  facts => (facts.label !== facts.wantedLabel ? judgeOtherLabel(facts) : undefined),
  judgeInstances,
  facts => (endOf(facts) === 'good' ? SUCCEEDED : undefined),
  judgeWithoutEnd,
]

function isStale(facts: DeploymentFacts): boolean {
  return !facts.isFresh && facts.readyForMs < (endOf(facts) === 'bad' ? STALE_AFTER_ERRORS_FOR_MS : STALE_FOR_MS)
}

function judgeInstances(facts: DeploymentFacts): Judgement | undefined {
  const { instances, readyForMs, wantedLabel } = facts
  const isSettled = readyForMs >= INSTANCES_WITHIN_MS
  if (wantedLabel === undefined) return undefined
  if (instances.kind === 'pending') return isSettled ? undefined : RUNNING
  const standings = toStandings(facts)
  if (!standings) return undefined
  const { onOther, failed: broken, silent } = standings
  // Where no end was told, an earlier deployment of the version tells that this one was given up.
  const onEarlier = endOf(facts) === 'good' ? standings.onEarlier : []
  const wrong = [...onOther, ...broken, ...onEarlier]
  if (!isSettled) return wrong.length + silent.length > 0 ? RUNNING : undefined
  if (wrong.length === 0) return undefined
  const lacks = onOther.length + broken.length > 0 ? 'runs it' : 'has this deployment of it'
  const ready = `the environment is Ready and calls itself ${quoteLabel(wantedLabel)}, but not every instance ${lacks}`
  return failed('versions-mixed', `${ready}: ${describeInstances(wrong)}`)
}

/** The version label is the wanted one, and no event tells how the operation ended. */
function judgeWithoutEnd(facts: DeploymentFacts): Judgement {
  const { before, events, readyForMs, sawAborting } = facts
  const standings = toStandings(facts)
  if (isProved(facts, standings)) {
    const isLast = events === undefined || readyForMs >= LAST_EVENT_WITHIN_MS
    return isLast ? SUCCEEDED : RUNNING
  }
  if (standings && standings.onEarlier.length > 0) {
    if (readyForMs < INSTANCES_WITHIN_MS) return RUNNING
    return failedWithoutEnd(facts, `${describeInstances(standings.onEarlier)}, as before`)
  }
  if (events === undefined) return sawAborting ? failedWithoutEnd(facts) : SUCCEEDED
  if (readyForMs < LAST_EVENT_WITHIN_MS) return RUNNING
  if (sawAborting || events.some(isError)) return failedWithoutEnd(facts)
  if (before === undefined) return SUCCEEDED
  return readyForMs < ONLY_EVENT_WITHIN_MS ? RUNNING : failedWithoutEnd(facts)
}

// A deployment that fails or is aborted leaves the label of before; where that is the same, its number tells.
function isProved({ before, label }: DeploymentFacts, standings: Standings | undefined): boolean {
  if (before && before.label !== label) return true
  const isTold = !before || before.newestDeployment !== undefined
  return isTold && standings !== undefined && standings.onNew.length > 0 && standings.onEarlier.length === 0
}
