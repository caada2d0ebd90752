/** Terminates an environment as soon as it takes that, and follows it to its end. */

import { TerminateEnvironmentCommand } from '@aws-sdk/client-elastic-beanstalk'
import { isAwsError, isRefused, isTransient } from '../aws/refusals.ts'
import type { Context } from '../context.ts'
import { pollUntil } from '../poll.ts'
import { toPrintableLine } from '../untrusted.ts'
import { unlessDenied } from './deploy-version.ts'
import { describeState } from './describe-state.ts'
import { openEventFeed } from './event-feed.ts'
import type { EnvironmentState } from './find-environment.ts'
import {
  followTermination,
  type NamedEnvironment,
  openGoneJudge,
  type Termination,
  terminationFailed,
} from './follow-termination.ts'

export interface TerminationCheck {
  /** Called right before each attempt; what it throws ends the removal, and passes through. */
  confirm(): Promise<void>
}

/**
 * `gone`: this run had nothing to ask for, for it was gone, or somebody else was terminating it. An operation that goes
 * on is waited for. Throws an ActionError when it is Ready again afterwards, and when the time of the run is over before.
 */
export async function terminateEnvironment(
  context: Context,
  environment: NamedEnvironment,
  { confirm }: TerminationCheck,
): Promise<'terminated' | 'gone'> {
  const request: Request = { environment, confirm, attempts: [], refusals: 0 }
  const openFeed = () => unlessDenied(context, () => openEventFeed(context, environment.id))
  let opened: { readonly feed: Termination['feed'] } | undefined
  for (;;) {
    const before = await awaitRest(context, request)
    if (before === 'gone') return settle(context, request, 'done')
    opened ??= { feed: await openFeed() }
    const isAsked = before.status === 'Ready'
    if (isAsked && !(await ask(context, request))) continue
    const requestId = isAsked ? request.attempts.at(-1)?.requestId : undefined
    const told = { ...opened, before: isAsked ? before : undefined, requestId }
    const end = await followTermination(context, { environment, ...told })
    if (end.kind === 'gone') return settle(context, request, 'done')
    // Where it was that of somebody else, this run's turn comes now.
    if (settle(context, request, 'vain') === 'terminated')
      throw terminationFailed(context.aws.region, environment, end.reasons)
  }
}

/** What this run has asked for. */
interface Request extends TerminationCheck {
  readonly environment: NamedEnvironment
  /** Those that were accepted, or may have been: their answers were lost. */
  readonly attempts: Attempt[]
  refusals: number
}

interface Attempt {
  /** In the ledger. */
  readonly name: string
  readonly requestId: string | undefined
}

function settle({ ledger }: Context, { attempts }: Request, outcome: 'done' | 'vain'): 'terminated' | 'gone' {
  for (const { name } of attempts) ledger.amend(name, outcome)
  return attempts.length > 0 ? 'terminated' : 'gone'
}

/** An environment takes this in no other status than Ready. */
async function awaitRest(context: Context, request: Request): Promise<EnvironmentState | 'gone'> {
  const { id, name } = request.environment
  const isGone = openGoneJudge()
  let told = false
  const { state, isOver } = await pollUntil(context, {
    what: `the environment "${name}" to be Ready`,
    async read() {
      const state = await describeState(context, id)
      return { state, isOver: isGone(state) }
    },
    done({ state: { status, name: listed }, isOver }) {
      if (isOver || status === 'Ready' || status === 'Terminating') return true
      if (!told && listed !== '')
        context.log.info(`The environment "${name}" is ${status}; waiting until it can be terminated.`)
      told ||= listed !== ''
      // Whatever refused the attempt before was no last word.
      request.refusals = 0
      return false
    },
    describe: ({ state }) => `status ${toPrintableLine(state.status, 40)}`,
  })
  return isOver ? 'gone' : state
}

/** Was it accepted? Else the environment is to be looked at again. */
async function ask(context: Context, request: Request): Promise<boolean> {
  const { environment, attempts } = request
  await request.confirm()
  const change = `terminate the environment "${environment.name}"`
  const name = `${environment.id} termination ${attempts.length}`
  const command = new TerminateEnvironmentCommand({ EnvironmentId: environment.id })
  try {
    const { $metadata } = await context.ledger.record(
      { change, names: [name], covers: [`environment ${environment.name}`] },
      () => context.aws.elasticBeanstalk.send(command),
    )
    context.ledger.amend(name, 'begun')
    attempts.push({ name, requestId: $metadata.requestId })
    return true
  } catch (error) {
    if (!isTransient(error) && !isAwsError(error, ...NOT_NOW)) throw error
    if (!isRefused(error)) attempts.push({ name, requestId: undefined })
    await awaitNextAttempt(context, request, error)
    return false
  }
}

/** "Must be Ready", and that there is no such environment. */
const NOT_NOW = ['InvalidParameterValue', 'OperationInProgressException']
/** While the status is Ready, which it is told to be for a while after something has begun. */
const MOST_REFUSALS = 6
const AFTER_REFUSAL_MS = 3000

async function awaitNextAttempt(context: Context, request: Request, error: unknown): Promise<void> {
  if (++request.refusals > MOST_REFUSALS) throw error
  await context.clock.sleep(AFTER_REFUSAL_MS, context.signal)
}
