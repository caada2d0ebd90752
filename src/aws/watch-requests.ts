/** What stands around every request to AWS: the end of the run, refusals in words, and who hears of the request. */

import { untilAborted } from '../until-aborted.ts'
import { tellDuring, type Waiter } from '../wait.ts'
import type { CredentialWatch } from './credential-age.ts'
import { describeFailure, describeRequest, readMetadata } from './describe-request.ts'
import { isExpired, toActionError } from './refusals.ts'
import type { RunNames } from './write-permission.ts'

export interface WatchOptions {
  readonly region: string
  /** What the run is about: a refusal names it where the request that was refused has only an id. */
  readonly names: RunNames
  /** Ends every wait for an answer; its reason is what the call then throws. */
  readonly signal: AbortSignal
  /** Hears of every request before it is sent: "elasticbeanstalk:UpdateEnvironment". */
  readonly onRequest?: (operation: string) => void
  /** Hears of every request when it is over, in a line without secrets. */
  readonly onAnswer?: (told: string) => void
  /** Where it is told that an answer is long in coming. */
  readonly waiter?: Waiter
}

export const WATCH_STEP = { step: 'initialize', name: 'watch' } as const

/** As the SDK hands it to each middleware of one call. */
interface CallContext {
  readonly commandName?: string
}

/** What a step of the SDK hands back. */
interface Answered {
  readonly output: unknown
}

/** What the attempts of a call came to, by its context: the steps of the SDK share nothing else. */
const attemptsOf = new WeakMap<object, string[]>()

/** Around the whole call, with all its attempts. */
export function watchCalls(service: string, options: WatchOptions, credentials: CredentialWatch) {
  const { region, names, signal, onRequest } = options
  return <Input extends object>(next: (args: { input: Input }) => Promise<Answered>, context: CallContext) =>
    async (args: { input: Input }): Promise<Answered> => {
      const operation = `${service}:${(context.commandName ?? 'Request').replace(/Command$/, '')}`
      signal.throwIfAborted()
      onRequest?.(operation)
      const call = openCall(options, { operation, input: args.input, context })
      try {
        const answer = await call.tellDuring(() => untilAborted(next(args), signal))
        credentials.accept()
        call.end(answer.output)
        return answer
      } catch (error) {
        call.end(error)
        const age = isExpired(error) ? await credentials.read() : undefined
        throw toActionError(error, { operation, region, names, input: args.input, ...(age ? { age } : {}) })
      }
    }
}

interface Call {
  readonly operation: string
  readonly input: object
  readonly context: CallContext
}

function openCall({ onAnswer, waiter, signal }: WatchOptions, { operation, input, context }: Call) {
  const startedMs = performance.now()
  const attempts: string[] = []
  attemptsOf.set(context, attempts)
  const wait = {
    what: `the answer to ${operation}`,
    lastSeen: () => (attempts.length > 0 ? `attempt ${attempts.length} ended with ${attempts.at(-1)}` : undefined),
  }
  return {
    // How far the sending of a body has come is told by whoever sends it.
    tellDuring: <T>(work: () => Promise<T>) => (waiter && !('Body' in input) ? tellDuring(waiter, wait, work) : work()),
    end(answer: unknown) {
      const { requestId } = readMetadata(answer)
      const ended =
        signal.aborted && answer === signal.reason ? [...attempts, 'no answer until the end of the run'] : attempts
      onAnswer?.(describeRequest({ operation, input, attempts: ended, ms: performance.now() - startedMs, requestId }))
    },
  }
}

export const GUARD_STEP = { step: 'finalizeRequest', priority: 'low', name: 'guard' } as const

/** Inside the SDK's own retries: when the run is over, no further attempt may change anything behind its back. */
export function guardAttempts({ signal }: WatchOptions) {
  return <Input extends object>(
    next: (args: { input: Input; request: unknown }) => Promise<Answered>,
    context: CallContext,
  ) =>
    async (args: { input: Input; request: unknown }): Promise<Answered> => {
      signal.throwIfAborted()
      const attempts = attemptsOf.get(context)
      try {
        const answered = await next(args)
        attempts?.push(String(readMetadata(answered.output).httpStatusCode ?? 'answered'))
        return answered
      } catch (error) {
        attempts?.push(describeFailure(error))
        throw error
      }
    }
}
