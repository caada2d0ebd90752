/** Aborts the update that this run has asked for, after a signal has ended the run: that one, and nobody else's. */

import {
  AbortEnvironmentUpdateCommand,
  DescribeEventsCommand,
  type EventDescription,
} from '@aws-sdk/client-elastic-beanstalk'
import { explainAfterwards, limitAfterwards } from '../aws/limit-afterwards.ts'
import { isRefused } from '../aws/refusals.ts'
import type { Context } from '../context.ts'

export interface OwnUpdate {
  readonly environmentId: string
  readonly environmentName: string
  /** Of the request that Beanstalk has accepted. */
  readonly requestId: string
  /** When it was accepted, by AWS's clock. */
  readonly acceptedAtMs: number
}

export type AbortOutcome =
  | { readonly kind: 'aborted' }
  /** It was asked for, and nobody knows whether it was done. */
  | { readonly kind: 'unanswered' }
  /** It was left to go on; `why` is a sentence. */
  | { readonly kind: 'left'; readonly why: string }

/**
 * Two requests of at most 2 s. Never throws. AbortEnvironmentUpdate ends whatever update an environment has, so it is
 * asked for only where the newest events are those of this one.
 */
export async function abortUpdate(context: Context, update: OwnUpdate): Promise<AbortOutcome> {
  try {
    if (await isReplaced(context, update))
      return { kind: 'left', why: 'The update of somebody else has begun since, and would be aborted in its place.' }
  } catch (error) {
    return { kind: 'left', why: `It is not known whose update goes on. ${explainAfterwards(error)}` }
  }
  return await askAbort(context, update)
}

async function askAbort({ aws, ledger }: Context, update: OwnUpdate): Promise<AbortOutcome> {
  const command = new AbortEnvironmentUpdateCommand({ EnvironmentId: update.environmentId })
  const change = `abort the update of the environment "${update.environmentName}"`
  try {
    await ledger.record({ change }, () => aws.elasticBeanstalkAfterwards.send(command, limitAfterwards()))
    return { kind: 'aborted' }
  } catch (error) {
    return isRefused(error) ? { kind: 'left', why: explainAfterwards(error) } : { kind: 'unanswered' }
  }
}

const MOST_EVENTS = 50

async function isReplaced({ aws }: Context, { environmentId, requestId, acceptedAtMs }: OwnUpdate): Promise<boolean> {
  const newest = new DescribeEventsCommand({ EnvironmentId: environmentId, MaxRecords: MOST_EVENTS })
  const { Events = [] } = await aws.elasticBeanstalkAfterwards.send(newest, limitAfterwards())
  // Events of the environment's health belong to no request.
  const [last] = Events.filter(({ RequestId }) => RequestId)
  if (!last || last.RequestId === requestId) return false
  return Events.some(event => event.RequestId === requestId) || timeOf(last) > acceptedAtMs
}

function timeOf({ EventDate }: EventDescription): number {
  return EventDate?.getTime() ?? 0
}
