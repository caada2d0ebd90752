/** The life of a process: once it is killed, none of its waits ends, so that it does nothing any more. */

import type { Clock } from '../../src/clock.ts'
import type { WatchedClient } from '../walk/virtual-time.ts'

export interface Life {
  /** Of the run. */
  readonly clock: Clock
  /** Rejects in that moment. */
  readonly killed: Promise<never>
  kill(): void
  /** Of this client no request is sent any more. */
  hold(client: WatchedClient): void
}

export const KILLED = new Error('The run was killed.')

export function openLife(clock: Clock): Life {
  const { promise: killed, reject } = Promise.withResolvers<never>()
  killed.catch(() => {})
  let isOver = false
  const live = async () => {
    if (isOver) await new Promise<never>(() => {})
  }
  return {
    clock: { ...clock, sleep: (ms, signal) => clock.sleep(ms, signal).finally(live) },
    killed,
    kill() {
      isOver = true
      reject(KILLED)
    },
    hold({ middlewareStack }) {
      const beforeEachAttempt =
        <Args, Output>(next: (args: Args) => Promise<Output>) =>
        async (args: Args): Promise<Output> => {
          await live()
          return await next(args)
        }
      middlewareStack.add(beforeEachAttempt, { step: 'finalizeRequest', priority: 'low', name: 'endWithItsProcess' })
    },
  }
}

/** Kills the process as soon as AWS has carried out such an operation, before its answer has come. */
export function killBy({ middlewareStack }: WatchedClient, life: Life, operation: string): void {
  const kill =
    <Args, Output>(next: (args: Args) => Promise<Output>, { commandName }: { readonly commandName?: string }) =>
    async (args: Args): Promise<Output> => {
      const answer = await next(args)
      if (commandName === `${operation}Command`) life.kill()
      return answer
    }
  middlewareStack.add(kill, { step: 'build', name: 'killBy' })
}
