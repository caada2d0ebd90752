/** Time as Local Beanstalk sees it: an argument, so that tests can pass one of their own. */

import { setTimeout as wait } from 'node:timers/promises'

export interface Clock {
  /** Milliseconds since 1970: the services' only time, for events, for signatures and for the Date header. */
  now(): number
  /** Resolves after `ms`; rejects with the signal's reason as soon as it is aborted. */
  sleep(ms: number, signal: AbortSignal): Promise<void>
}

export const systemClock: Clock = {
  now: () => Date.now(),
  async sleep(ms, signal) {
    try {
      await wait(ms, undefined, { signal })
    } catch (error) {
      throw signal.aborted ? signal.reason : error
    }
  },
}
