import { t as toDuration } from './describe-time.js';

/** A wait of the run, told again whenever nothing is told for long: the one place for it, whatever is waited for. */
/** Nobody has told anything for so long: then this wait is told for the first time, and again. */
const FIRST_SILENCE_MS = 30_000;
const FURTHER_SILENCE_MS = 60_000;
/** What is slept longer is slept in pieces. */
const LOOK_EVERY_MS = 10_000;
/** A clock in whose sleeps the wait is told. It begins now, and ends when nobody sleeps by it any more. */
function tellWhileAsleep({ clock, log }, wait) {
    const startedMs = clock.monotonicMs();
    let quiet = { lines: log.told.lines, sinceMs: startedMs, boundMs: FIRST_SILENCE_MS };
    const look = () => {
        const nowMs = clock.monotonicMs();
        const isQuiet = log.told.lines === quiet.lines;
        if (isQuiet && nowMs - quiet.sinceMs < quiet.boundMs)
            return;
        if (isQuiet)
            log.info(describeWait(wait, nowMs - startedMs));
        quiet = { lines: log.told.lines, sinceMs: nowMs, boundMs: isQuiet ? FURTHER_SILENCE_MS : FIRST_SILENCE_MS };
    };
    return {
        ...clock,
        async sleep(ms, signal) {
            let leftMs = ms;
            do {
                await clock.sleep(Math.min(leftMs, LOOK_EVERY_MS), signal);
                leftMs -= LOOK_EVERY_MS;
                look();
            } while (leftMs > 0);
        },
    };
}
/** The wait is told for as long as the work goes on, which sleeps by no clock of ours: an answer, an upload. */
async function tellDuring(waiter, wait, work) {
    const done = new AbortController();
    const { sleep } = tellWhileAsleep(waiter, wait);
    const telling = (async () => {
        while (!done.signal.aborted)
            await sleep(LOOK_EVERY_MS, done.signal);
    })().catch(error => {
        if (!done.signal.aborted)
            throw error;
    });
    try {
        return await work();
    }
    finally {
        done.abort();
        await telling;
    }
}
function describeWait({ what, leftMs, lastSeen }, elapsedMs) {
    const left = leftMs?.();
    const atMost = left === undefined || !Number.isFinite(left) ? '' : `, at most ${toDuration(left)} more`;
    const seen = lastSeen?.();
    return `Still waiting for ${what}: ${toDuration(elapsedMs)} so far${atMost}.${seen === undefined ? '' : ` Last seen: ${seen}.`}`;
}

export { tellDuring as a, tellWhileAsleep as t };
