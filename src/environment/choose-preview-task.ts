/** What a run of the preview action is for, decided by the event that started it and by the pull request as it is now. Pure. */

import type { PullRequest } from '../github/pull-request.ts'
import type { Trigger } from '../github/trigger.ts'
import { quoteForeign } from '../untrusted.ts'

export type PreviewTask =
  | { readonly kind: 'update'; readonly pullRequest: PullRequest }
  | {
      readonly kind: 'remove'
      readonly pullRequest: PullRequest
      readonly because: 'pull-request-closed' | 'label-removed'
    }
  | { readonly kind: 'sweep' }
  | { readonly kind: 'skip'; readonly because: SkipKind; readonly message: string }

export type SkipKind = 'other-event' | 'label-missing' | 'no-pull-request' | 'run-failed' | 'superseded'

export interface TaskFacts {
  readonly trigger: Trigger
  /** The pull request as it is now; undefined where there is none, or the event names none. */
  readonly pullRequest: PullRequest | undefined
  /** Number of the input, which wins over an event that names none. */
  readonly asked: number | undefined
  /** Undefined: every pull request has a preview. */
  readonly onlyWithLabel: string | undefined
}

export function choosePreviewTask(facts: TaskFacts): PreviewTask {
  const { trigger, pullRequest, asked } = facts
  if (trigger.kind === 'pull-request' && (asked === undefined || asked === trigger.pullRequest.number))
    return chooseByActivity(trigger, { ...facts, pullRequest: pullRequest ?? trigger.pullRequest })
  if (asked !== undefined)
    return pullRequest
      ? chooseByState(pullRequest, facts)
      : skip('no-pull-request', `There is no pull request #${asked}.`)
  if (trigger.kind === 'schedule' || trigger.kind === 'workflow-dispatch') return { kind: 'sweep' }
  if (trigger.kind === 'workflow-run') return chooseByRun(trigger, facts)
  const what = trigger.kind === 'other' ? trigger.what : trigger.kind
  return skip('other-event', `The event was ${quoteForeign(what)}, which no preview follows.`)
}

type Found<T> = T & { readonly pullRequest: PullRequest }

function chooseByActivity(
  { activity, pullRequest: { head } }: Extract<Trigger, { kind: 'pull-request' }>,
  facts: Found<TaskFacts>,
): PreviewTask {
  const { pullRequest, onlyWithLabel } = facts
  const { number } = pullRequest
  if (activity.kind === 'labeled' || activity.kind === 'unlabeled') {
    if (onlyWithLabel === undefined) return skip('other-event', NO_LABEL)
    if (!isLabel(activity.label, onlyWithLabel)) return skip('other-event', OTHER_LABEL)
    const because = findReasonToRemove(pullRequest, onlyWithLabel)
    if (activity.kind === 'unlabeled' && because === 'label-removed') return { kind: 'remove', pullRequest, because }
  }
  if (activity.kind === 'closed' && pullRequest.isOpen)
    return skip('superseded', `The pull request #${number} is open again: the run of that event has the word.`)
  if (activity.kind !== 'closed' && !pullRequest.isOpen)
    return skip(
      'superseded',
      `The pull request #${number} is closed by now: the run of that event removes the preview.`,
    )
  if (activity.kind !== 'closed' && pullRequest.head.sha !== head.sha)
    return skip(
      'superseded',
      `The pull request #${number} has a later commit by now: the run of that event deploys it.`,
    )
  return chooseByState(pullRequest, facts)
}

function chooseByRun({ head, isSuccess }: Extract<Trigger, { kind: 'workflow-run' }>, facts: TaskFacts): PreviewTask {
  if (!isSuccess)
    return skip('run-failed', 'The workflow before this one did not succeed, so there is nothing to deploy.')
  const { pullRequest } = facts
  if (pullRequest) return chooseByState(pullRequest, facts)
  const from = quoteForeign(`${head.owner}:${head.branch}`)
  return skip(
    'no-pull-request',
    `No open pull request has the commit ${head.sha.slice(0, 12)} of ${from} as its last one.`,
  )
}

function chooseByState(pullRequest: PullRequest, { onlyWithLabel }: Pick<TaskFacts, 'onlyWithLabel'>): PreviewTask {
  const because = findReasonToRemove(pullRequest, onlyWithLabel)
  if (because === 'pull-request-closed') return { kind: 'remove', pullRequest, because }
  if (because === undefined) return { kind: 'update', pullRequest }
  const label = quoteForeign(onlyWithLabel ?? '')
  return skip('label-missing', `The pull request #${pullRequest.number} has not the label ${label}.`)
}

const NO_LABEL = "No label decides on a preview: 'only-with-label' was not given."
const OTHER_LABEL = "The label is not that of 'only-with-label'."

/** Why nobody wants a preview of it; undefined where somebody does. */
export function findReasonToRemove({ isOpen, labels }: PullRequest, onlyWithLabel: string | undefined) {
  if (!isOpen) return 'pull-request-closed'
  const isWanted = onlyWithLabel === undefined || labels.some(label => isLabel(label, onlyWithLabel))
  return isWanted ? undefined : 'label-removed'
}

// A repository has no two labels that differ in their case alone.
function isLabel(label: string, onlyWithLabel: string | undefined): boolean {
  return label.toLowerCase() === onlyWithLabel?.toLowerCase()
}

function skip(because: SkipKind, message: string): PreviewTask {
  return { kind: 'skip', because, message }
}
