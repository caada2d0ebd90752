/** Requests and answers that are under way for a while, so that everything else may happen in between. */

import type { Clock } from '../../src/clock.ts'
import type { GitHub } from '../../src/github/client.ts'
import type { Random } from '../fuzz/random.ts'
import type { WatchedClient } from '../walk/virtual-time.ts'

export interface Way {
  /** Of one request, or one answer. */
  travel(signal?: AbortSignal): Promise<void>
}

const USUAL_MS = 150
const LONG_MS = 2000
const LONGEST_MS = 8000

export function openWay(clock: Clock, random: Random, slowness: number): Way {
  return {
    travel(signal) {
      const ms = slowness * random.int(random.chance(0.03) ? LONG_MS : USUAL_MS)
      return clock.sleep(Math.min(LONGEST_MS, 1 + ms), signal)
    },
  }
}

/** An attempt whose answer is under way when the run ends has been carried out. */
export function slowAws({ middlewareStack }: WatchedClient, way: Way, signal: AbortSignal | undefined): void {
  const slow =
    <Args, Output>(next: (args: Args) => Promise<Output>) =>
    async (args: Args): Promise<Output> => {
      await way.travel(signal)
      try {
        return await next(args)
      } finally {
        await way.travel(signal)
      }
    }
  middlewareStack.add(slow, { step: 'initialize', priority: 'low', name: 'slowDown' })
}

/** `onAsk` hears of each question before it leaves, and answers what is to hear of its end. */
export function slowGitHub(
  github: GitHub,
  { way, signal, onAsk }: { way: Way; signal: AbortSignal; onAsk(name: string): () => void },
): GitHub {
  const slowly =
    <Args extends unknown[], Answer>(name: string, ask: (...args: Args) => Promise<Answer>) =>
    async (...args: Args): Promise<Answer> => {
      const onEnd = onAsk(name)
      await way.travel(signal)
      try {
        return await ask(...args)
      } finally {
        await way.travel(signal)
        onEnd()
      }
    }
  const wrap = <T extends object>(name: string, target: T): T =>
    new Proxy(target, {
      get(_, key) {
        const value: unknown = Reflect.get(target, key)
        const own = `${name}.${String(key)}`
        if (typeof value === 'function') return slowly(own, value as (...args: unknown[]) => Promise<unknown>)
        return typeof value === 'object' && value !== null ? wrap(own, value) : value
      },
    })
  return { ...github, rest: wrap('rest', github.rest), askLogin: slowly('askLogin', github.askLogin) }
}
