/** An operation that did not bring its version: what has become of it. Pure. */

import { describeInstances } from './compare-instances.ts'
import {
  type DeploymentFacts,
  endOf,
  failed,
  isAborted,
  isSilent,
  type Judgement,
  RUNNING,
  toStandings,
} from './deployment-facts.ts'
import { quoteLabel } from './quote-label.ts'
import { isError } from './read-end.ts'

/** The last event can become visible a few seconds after the status has changed. */
export const LAST_EVENT_WITHIN_MS = 15_000
/** Where nothing but the last event can tell. */
export const ONLY_EVENT_WITHIN_MS = 60_000
/** Status and version label become visible together, or nearly so. */
const LABEL_WITHIN_MS = 5000

/** Beanstalk has told that it failed. */
export function judgeBadEnd(facts: DeploymentFacts): Judgement {
  const { before, label, wantedLabel } = facts
  const told = 'Beanstalk reported its end with errors'
  const standings = toStandings(facts)
  const still = label === wantedLabel ? '' : `, and the environment still names ${quoteLabel(label)}`
  if (!standings) return failed('deployment-failed', told + still)
  const { onNew, onOther, failed: broken, onEarlier, silent } = standings
  const running = [...onOther, ...onEarlier]
  const isUndone = before !== undefined && label !== wantedLabel && onNew.length + broken.length + silent.length === 0
  if (isUndone && running.every(({ versionLabel, status }) => versionLabel === before.label && status !== 'Failed'))
    return failed(
      'deployment-rolled-back',
      `${told}, and the platform has rolled it back: every instance runs ${quoteLabel(before.label)}`,
    )
  const isMixed = onNew.length > 0 && running.length + broken.length > 0
  const mixed = isMixed ? `. The versions are mixed: ${describeInstances([...running, ...broken, ...onNew])}` : ''
  return failed('deployment-failed', told + still + mixed)
}

/** The environment is Ready on another version. */
export function judgeOtherLabel(facts: DeploymentFacts): Judgement {
  const { label, events, readyForMs, hasSuccessor } = facts
  const running = `the environment is Ready, but runs ${quoteLabel(label)}`
  const end = endOf(facts)
  if (end === 'good') {
    if (!hasSuccessor && readyForMs < LABEL_WITHIN_MS) return RUNNING
    return failed('deployment-superseded', `its own deployment ended well, but another one has replaced it: ${running}`)
  }
  const isExplained = events !== undefined && (facts.sawAborting || events.some(isError))
  if (readyForMs < (isExplained ? LABEL_WITHIN_MS : LAST_EVENT_WITHIN_MS)) return RUNNING
  return (
    judgeAbort(facts, `${running}${tellMixed(facts)}`) ?? failed('deployment-failed', `${running}${tellMixed(facts)}`)
  )
}

function tellMixed(facts: DeploymentFacts): string {
  const standings = toStandings(facts)
  if (!standings || standings.onNew.length + standings.failed.length === 0) return ''
  const { onNew, failed: broken, onOther, onEarlier } = standings
  return `. The versions are mixed: ${describeInstances([...onNew, ...broken, ...onOther, ...onEarlier])}`
}

/** The environment is Ready on the wanted version, which proves nothing: it ran that before. */
export function failedWithoutEnd(facts: DeploymentFacts, more?: string): Judgement {
  const ready = `the environment is Ready, and no end of the update was told${more ? `; ${more}` : ''}`
  const errors = facts.events?.some(isError) ? 'Beanstalk reported errors; ' : ''
  return judgeAbort(facts, ready) ?? failed('deployment-failed', errors + ready)
}

// An error that is late would be the true cause, so silence has to last.
function judgeAbort(facts: DeploymentFacts, what: string): Judgement | undefined {
  if (isAborted(facts)) return failed('deployment-aborted', `somebody has aborted it: ${what}`)
  if (!isSilent(facts)) return undefined
  if (facts.readyForMs < ONLY_EVENT_WITHIN_MS) return RUNNING
  return failed('deployment-aborted', `somebody seems to have aborted it, for no error was told: ${what}`)
}
