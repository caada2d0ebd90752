import { i as isRefused } from './refusals.js';
import { i as isRefusedByGitHub } from './refusals2.js';
import { a as toPrintableLine } from './untrusted.js';

/** Every change to the world: entered before it is asked for, and again when it is answered. */
function openLedger() {
    const entries = [];
    return {
        entries: () => entries,
        amend(name, outcome) {
            const index = entries.findLastIndex(({ names = [] }) => names.includes(name));
            const entry = entries[index];
            if (!entry)
                return;
            const { detail: _, ...change } = entry;
            entries[index] = { ...change, outcome };
        },
        async record({ judgeRefusal, ...change }, act) {
            const index = entries.push({ ...change, outcome: 'asked' }) - 1;
            try {
                const answer = await act();
                entries[index] = { ...change, outcome: 'done' };
                return answer;
            }
            catch (error) {
                const detail = toPrintableLine(String(error));
                // Before anybody looks: that may take the rest of the run.
                entries[index] = { ...change, outcome: hasRefused(error) ? 'failed' : 'asked', detail };
                const outcome = await judgeRefusal?.(error);
                if (outcome)
                    entries[index] = { ...change, outcome, detail };
                throw error;
            }
        },
    };
}
function hasRefused(error) {
    return isRefused(error) || isRefusedByGitHub(error);
}

export { openLedger as o };
