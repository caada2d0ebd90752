/** Wall-clock deadlines and durations. A socket's own timer counts idle time, which a dripping peer resets for ever. */

/**
 * Runs `work` with a signal that is aborted when `timeoutMs` have passed or the parent is aborted. What `work` makes
 * of that is its own affair: a probe answers that it was not answered.
 */
export async function withDeadline<T>(
  parent: AbortSignal,
  timeoutMs: number,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const controller = new AbortController()
  const abort = () => controller.abort()
  const timer = setTimeout(abort, Math.max(0, timeoutMs))
  parent.addEventListener('abort', abort, { once: true })
  if (parent.aborted) abort()
  try {
    return await work(controller.signal)
  } finally {
    clearTimeout(timer)
    parent.removeEventListener('abort', abort)
  }
}

/** Starts to measure; the function returned says how many milliseconds have passed, to a tenth. */
export function startStopwatch(): () => number {
  const startedMs = performance.now()
  return () => Math.round((performance.now() - startedMs) * 10) / 10
}
