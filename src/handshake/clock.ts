/** The time of the retry policy, as an argument. The deadlines of sockets are in real time, as the network is. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number
  /** Milliseconds since an arbitrary start; never jumps. */
  monotonicMs(): number
  /** Resolves after `ms`; rejects as soon as the signal is aborted. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>
}
