/** Waits for an answer no longer than a signal allows. */
/** What `answer` comes to; the signal's reason as soon as it is aborted. The answer may still come, unheard. */
async function untilAborted(answer, signal) {
    const { promise, reject } = Promise.withResolvers();
    const onAbort = () => reject(signal.reason);
    signal.addEventListener('abort', onAbort, { once: true });
    if (signal.aborted)
        onAbort();
    try {
        return await Promise.race([answer, promise]);
    }
    finally {
        signal.removeEventListener('abort', onAbort);
    }
}

export { untilAborted as u };
