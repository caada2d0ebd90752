import { createHash } from 'node:crypto';
import { r as readProperty } from './read-json.js';
import { a as toPrintableLine } from './untrusted.js';

/** One check of one target, as it stands in the history: a line of JSON. Pure. */
const FACT_NAMES = [
    'versionLabel',
    'platform',
    'listeners',
    'rules',
    'certificate',
    'certificateEnds',
];
/** Longer ones would let a single line fill the file. */
const MAX_FACT_LENGTH = 200;
const MAX_MS = 3_600_000;
function toHistoryTime(ms) {
    return `${new Date(ms).toISOString().slice(0, 19)}Z`;
}
/** Of what anybody may have written: undefined where it is no check of this target. Without facts: without those. */
function readHistoryLine(data, target) {
    const at = readTime(readProperty(data, 'at'));
    const state = readState(readProperty(data, 'state'));
    const owner = readProperty(data, 'target') ?? target;
    if (at === undefined || state === undefined || owner !== target)
        return undefined;
    const finding = readWord(readProperty(data, 'finding'));
    const layer = readWord(readProperty(data, 'layer'));
    const ms = readMs(readProperty(data, 'ms'));
    const facts = readFacts(readProperty(data, 'facts'));
    return {
        at,
        target,
        state,
        ...(finding !== undefined && { finding }),
        ...(layer !== undefined && { layer }),
        ...(ms !== undefined && { ms }),
        ...(facts !== undefined && { facts }),
    };
}
/** In the order of the names above, so that the same facts are the same text; as long as a history keeps them. */
function readFacts(data) {
    if (typeof data !== 'object' || data === null)
        return undefined;
    const known = FACT_NAMES.flatMap(name => {
        const value = readProperty(data, name);
        return typeof value === 'string' && value !== '' ? [[name, toFact(value)]] : [];
    });
    return Object.fromEntries(known);
}
/** "2026-11-26T12:07:00Z", and no other way to write it. */
function readTime(value) {
    if (typeof value !== 'string' || !/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(value))
        return undefined;
    const ms = Date.parse(value);
    return Number.isNaN(ms) || toHistoryTime(ms) !== value ? undefined : value;
}
function readState(value) {
    return value === 'up' || value === 'down' || value === 'unknown' ? value : undefined;
}
/** A kind, or a layer. */
function readWord(value) {
    return typeof value === 'string' && /^[\w -]{1,64}$/.test(value) ? value : undefined;
}
function readMs(value) {
    return typeof value === 'number' && value >= 0 && value <= MAX_MS ? Math.round(value) : undefined;
}
// What was read once stays as it is when it is read again; what is cut off of it counts by its hash.
function toFact(value) {
    const shown = toPrintableLine(value.slice(0, MAX_FACT_LENGTH).toWellFormed());
    if (value.length <= MAX_FACT_LENGTH && shown.length <= MAX_FACT_LENGTH)
        return shown;
    const rest = `…${createHash('sha256').update(value).digest('hex').slice(0, 8)}`;
    return `${shown.slice(0, MAX_FACT_LENGTH - rest.length).toWellFormed()}${rest}`;
}

export { readMs as a, readState as b, readTime as c, readWord as d, readHistoryLine as e, readFacts as r, toHistoryTime as t };
