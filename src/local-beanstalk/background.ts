/** Work that goes on after its call was answered, and that ends when Local Beanstalk stops. */

export interface Background {
  /** Starts work; its signal is aborted by `cancel`. */
  run(work: (signal: AbortSignal) => Promise<void>): void
  cancel(): void
  /** Waits until all work has ended. @throws AggregateError of the bugs that it ran into. */
  end(): Promise<void>
}

export function openBackground(): Background {
  const stopping = new AbortController()
  const running = new Set<Promise<void>>()
  const bugs: unknown[] = []
  return {
    run: work => {
      const done = work(stopping.signal)
        .catch((error: unknown) => {
          // What fails because everything ends is no bug.
          if (!stopping.signal.aborted) bugs.push(error)
        })
        .finally(() => running.delete(done))
      running.add(done)
    },
    cancel: () => stopping.abort(new Error('Local Beanstalk was stopped')),
    end: async () => {
      while (running.size > 0) await Promise.all(running)
      if (bugs.length > 0)
        throw new AggregateError(bugs, `Local Beanstalk met ${bugs.length} bug(s): ${bugs.join('; ')}`)
    },
  }
}
