/** Follows a termination to its end, its events live: the environment is gone, or it is Ready again. Reads only. */

import { ActionError } from '../action-error.ts'
import { explainRefusal, isDenied } from '../aws/refusals.ts'
import { writeCommand } from '../aws/write-command.ts'
import type { Context } from '../context.ts'
import { pollUntil } from '../poll.ts'
import { quoteForeign, toPrintableLine, toShellWord } from '../untrusted.ts'
import { openEventTeller, type TellEvents } from './describe-event.ts'
import { describeState } from './describe-state.ts'
import type { EnvironmentEvent, EventFeed } from './event-feed.ts'
import type { EnvironmentState } from './find-environment.ts'
import { FIRST_LOOK_MS } from './pace-looks.ts'
import { isError } from './read-end.ts'

export interface NamedEnvironment {
  readonly id: string
  readonly name: string
}

export interface Termination {
  readonly environment: NamedEnvironment
  /** Right before it was asked for; undefined where it was seen to go on. */
  readonly before: EnvironmentState | undefined
  /** Of the request; undefined where it is not known: then the errors of all operations are told. */
  readonly requestId: string | undefined
  /** undefined: the events may not be read. */
  readonly feed: EventFeed | undefined
}

/** `failed`: it is Ready again, for the reasons of the events, which are untrusted texts. */
export type TerminationEnd =
  | { readonly kind: 'gone' }
  | { readonly kind: 'failed'; readonly reasons: readonly string[] }

/** Events may become visible after the status that they explain, and one after the other. */
const AWAIT_REASONS_MS = 20_000
const AWAIT_FURTHER_MS = 3000

export async function followTermination(context: Context, termination: Termination): Promise<TerminationEnd> {
  const { environment, before, requestId } = termination
  const tellEvents = openEventTeller(context, requestId)
  const following: Following = { ...termination, tellEvents, reasons: [], ...NOTHING_SEEN, sawOther: !before }
  const judge = openGoneJudge()
  const end = await pollUntil(context, {
    what: `the termination of the environment "${environment.name}" to end`,
    async read() {
      const state = await describeState(context, environment.id)
      noteReady(context, following, state)
      await readEvents(context, following)
      return { state, end: judge(state) ? GONE : judgeReady(context, following) }
    },
    done: look => look.end !== undefined,
    describe: ({ state }) => describeSeen(state, following),
    firstPauseMs: FIRST_LOOK_MS,
  })
  return end.end ?? GONE
}

const NOTHING_SEEN = { last: undefined, readyAtMs: undefined, reasonAtMs: 0 }
const GONE: TerminationEnd = { kind: 'gone' }

interface Following extends Omit<Termination, 'feed'> {
  feed: EventFeed | undefined
  readonly tellEvents: TellEvents
  readonly reasons: string[]
  last: EnvironmentEvent | undefined
  /** Right after the request the status may still be the old Ready. */
  sawOther: boolean
  /** Since when it is seen to be Ready again. */
  readyAtMs: number | undefined
  /** When the last of the reasons was read. */
  reasonAtMs: number
}

/** An answer that does not list the environment is believed when the next one does not either. */
export function openGoneJudge(): (state: EnvironmentState) => boolean {
  let missing = 0
  return ({ status, name }) => {
    missing = name === '' ? missing + 1 : 0
    return status === 'Terminated' || missing > 1
  }
}

function noteReady({ clock }: Context, following: Following, { status, name, updatedAtMs }: EnvironmentState): void {
  const isReady = status === 'Ready'
  following.sawOther ||= (!isReady && name !== '') || updatedAtMs > (following.before?.updatedAtMs ?? 0)
  if (!isReady || !following.sawOther) following.readyAtMs = undefined
  else following.readyAtMs ??= clock.monotonicMs()
}

function judgeReady({ clock }: Context, { readyAtMs, reasonAtMs, reasons }: Following): TerminationEnd | undefined {
  if (readyAtMs === undefined) return undefined
  const quietMs = clock.monotonicMs() - Math.max(readyAtMs, reasonAtMs)
  return quietMs >= (reasons.length > 0 ? AWAIT_FURTHER_MS : AWAIT_REASONS_MS) ? { kind: 'failed', reasons } : undefined
}

async function readEvents(context: Context, following: Following): Promise<void> {
  const { feed, requestId, reasons } = following
  try {
    const events = (await feed?.readNew()) ?? []
    following.tellEvents(events)
    for (const event of events) {
      following.last = event
      const isOwn = requestId === undefined ? event.requestId !== undefined : event.requestId === requestId
      if (!isOwn || !isError(event)) continue
      reasons.push(event.message)
      following.reasonAtMs = context.clock.monotonicMs()
    }
  } catch (error) {
    if (!isDenied(error)) throw error
    context.log.warning(`From here on the environment's events are unknown. ${explainRefusal(error)}`)
    following.feed = undefined
  }
}

function describeSeen({ status }: EnvironmentState, { last }: Following): string {
  return `status ${toPrintableLine(status, 40)}, ${last ? `last event ${quoteForeign(last.message)}` : 'no event yet'}`
}

const MOST_REASONS = 5

export function terminationFailed(region: string, { id, name }: NamedEnvironment, reasons: readonly string[]): Error {
  const told = reasons.slice(-MOST_REASONS).map(quoteForeign).join(', ')
  const stack = `--stack-name ${toShellWord(`awseb-${id}-stack`)}`
  const failures = `--query "StackEvents[?ResourceStatus=='DELETE_FAILED'].[LogicalResourceId,ResourceStatusReason]"`
  const own = `--filters ${toShellWord(`Name=tag:elasticbeanstalk:environment-id,Values=${id}`)} --query "SecurityGroups[].GroupId"`
  return new ActionError({
    code: 'termination-failed',
    message: `The environment "${name}" was not terminated: ${told || 'it was Ready again, and no event told why'}.`,
    hint: [
      'Remove what holds on to its resources, then run this job again. Where a security group could not be deleted, a rule of another group refers to it: remove that rule.',
      `What could not be deleted, and why: ${writeCommand(region, `cloudformation describe-stack-events ${stack} ${failures}`)}`,
      `The groups of the environment: ${writeCommand(region, `ec2 describe-security-groups ${own}`)}`,
      `The groups that refer to one of them: ${writeCommand(region, 'ec2 describe-security-groups --filters Name=ip-permission.group-id,Values=GROUP_ID')}`,
    ].join('\n'),
  })
}
