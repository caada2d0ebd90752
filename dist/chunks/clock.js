import { setTimeout } from 'node:timers/promises';

/** Time as an argument: the doors pass the system's clock, tests pass one of their own. */
const DAY_MS = 24 * 3_600_000;
const systemClock = {
    now: () => Date.now(),
    monotonicMs: () => performance.now(),
    async sleep(ms, signal) {
        signal?.throwIfAborted();
        try {
            await setTimeout(ms, undefined, signal ? { signal } : {});
        }
        catch (error) {
            throw signal?.aborted ? signal.reason : error;
        }
    },
};
function startDeadline(clock, totalMs) {
    const startedMs = clock.monotonicMs();
    const elapsedMs = () => clock.monotonicMs() - startedMs;
    return { elapsedMs, remainingMs: () => Math.max(0, totalMs - elapsedMs()) };
}

export { DAY_MS as D, systemClock as a, startDeadline as s };
