import { stat, readFile } from 'node:fs/promises';
import { p as parseJson } from './read-json.js';

/** The file in which the runner puts the event that started the run. */
/** GitHub sends no larger one. */
const MAX_EVENT_BYTES = 25 * 1024 * 1024;
/** Undefined where there is none, or none that can be read. Its texts come from whoever caused the event. */
async function readEvent(path) {
    try {
        const { size } = await stat(path);
        return size > MAX_EVENT_BYTES ? undefined : parseJson(await readFile(path, 'utf8'));
    }
    catch {
        // Whoever needs it says that there is none.
        return undefined;
    }
}

export { readEvent as r };
