/** What is known of an operation when it is judged, and what follows from it at once. Pure. */

import { compareInstances, type InstancesLook, type Standings } from './compare-instances.ts'
import type { EnvironmentEvent } from './event-feed.ts'
import { hasAbortedText, isError, type OperationEnd, readEnd } from './read-end.ts'

export interface DeploymentFacts {
  /** Undefined where none runs, and none was asked for. */
  readonly wantedLabel: string | undefined
  /** Undefined where the operation creates the environment. */
  readonly before: { readonly label: string | undefined; readonly newestDeployment: number | undefined } | undefined
  readonly status: string
  readonly label: string | undefined
  /** Has anything shown that the operation began? Right after the request the status may still be the old Ready. */
  readonly begun: boolean
  /** Is this the state of after the beginning, and no late copy of the one before? */
  readonly isFresh: boolean
  readonly sawAborting: boolean
  /** The events of this very operation; undefined when they may not be read. */
  readonly events: readonly EnvironmentEvent[] | undefined
  /** Has an operation begun after this one? */
  readonly hasSuccessor: boolean
  readonly instances: InstancesLook
  /** How long the environment has been Ready after it began. */
  readonly readyForMs: number
}

export type Judgement =
  | { readonly kind: 'running' }
  | { readonly kind: 'succeeded' }
  | { readonly kind: 'failed'; readonly because: FailureKind; readonly reason: string }

/** Codes of docs/errors.md. */
export type FailureKind =
  | 'deployment-failed'
  | 'deployment-aborted'
  | 'deployment-rolled-back'
  | 'deployment-superseded'
  | 'versions-mixed'
  | 'environment-terminating'

export const RUNNING: Judgement = { kind: 'running' }
export const SUCCEEDED: Judgement = { kind: 'succeeded' }

export function failed(because: FailureKind, reason: string): Judgement {
  return { kind: 'failed', because, reason }
}

/** Undefined where the events may not be read. */
export function endOf({ events }: DeploymentFacts): OperationEnd | undefined {
  return events && readEnd(events)
}

/** Without an end of its own: by the status, or by the text of mixed versions, which follows other errors after a failure. */
export function isAborted({ sawAborting, events = [] }: DeploymentFacts): boolean {
  const errors = events.filter(isError)
  return sawAborting || (errors.length > 0 && errors.every(hasAbortedText))
}

/** It began, and of its end nothing was told, not even an error: so it is after AbortEnvironmentUpdate, or before events that are late. */
export function isSilent(facts: DeploymentFacts): boolean {
  const { events } = facts
  return !isAborted(facts) && events !== undefined && events.length > 0 && !events.some(isError)
}

/** Undefined where the instances have not told. */
export function toStandings({ instances, wantedLabel, before }: DeploymentFacts): Standings | undefined {
  if (instances.kind !== 'told' || wantedLabel === undefined) return undefined
  const afterId = before?.label === wantedLabel ? before?.newestDeployment : undefined
  return compareInstances(instances.instances, { label: wantedLabel, afterId })
}
